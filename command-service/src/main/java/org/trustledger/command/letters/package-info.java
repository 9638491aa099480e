/**
 * Letters that wait to be sent: written into the database with whatever is why, so that no letter is lost and none is
 * sent of what was rolled back, and sent by whichever office takes hold of them.
 *
 * <p>A feature whose letters these are puts them with {@link Letters} and says in a {@link LetterWriter} what they say
 * when they are sent.
 */
@NullMarked
package org.trustledger.command.letters;

import org.jspecify.annotations.NullMarked;
