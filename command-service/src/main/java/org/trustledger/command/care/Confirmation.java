package org.trustledger.command.care;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What came of finding an answer still true.
 *
 * @param confirmed position of the fact that states the version which is confirmed
 * @param fact position of the public fact that says so; null where that stays in the office, because not everybody may
 *     read the answer
 * @param reviewBy when it has to be looked at again
 */
public record Confirmation(
        String answer, long confirmed, @Nullable Long fact, LocalDate reviewBy) {}
