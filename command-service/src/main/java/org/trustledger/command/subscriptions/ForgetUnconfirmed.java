package org.trustledger.command.subscriptions;

import java.time.Instant;
import org.trustledger.command.people.PersonId;

/**
 * Forgets somebody who has not confirmed.
 *
 * @param askedBefore when they must have asked, and nobody again since
 */
record ForgetUnconfirmed(PersonId subscriber, Instant askedBefore) {}
