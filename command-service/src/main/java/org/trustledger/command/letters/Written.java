package org.trustledger.command.letters;

import org.jspecify.annotations.Nullable;
import org.trustledger.command.mail.Letter;

/**
 * A letter as it goes out.
 *
 * @param evidence null if nobody has to prove it
 */
public record Written(Letter letter, @Nullable Evidence evidence) {}
