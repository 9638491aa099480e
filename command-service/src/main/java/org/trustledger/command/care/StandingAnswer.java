package org.trustledger.command.care;

import org.trustledger.events.Access;
import org.trustledger.events.Answer;

/**
 * What an answer says at an instant, as staff may read it.
 *
 * @param position of the fact that states it
 */
public record StandingAnswer(String item, Answer answer, Access access, long position) {}
