package org.trustledger.query.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the margin of time: since when, which revision, which ledger position, and what is to be known of
 * other times.
 *
 * @param day since when, as shown
 * @param iso the same as {@code 2026-03-12}
 * @param position as shown, without №
 * @param correction said of a correction, else null
 * @param coming when it changes, if that is announced, else null
 * @param differs how it stands today, where a page of another time is read, else null
 * @param history the way to every version of it, where that is on a page of its own, else null
 */
public record Margin(
        String day,
        String iso,
        String revision,
        String position,
        @Nullable String correction,
        @Nullable Link coming,
        @Nullable Link differs,
        @Nullable String history) {

    /** Of a version by itself, whatever is to be known of other times. */
    static Margin of(Reader reader, Instant since, int revision, long position) {
        return new Margin(
                reader.briefDay(since),
                reader.date(since).toString(),
                reader.say(Text.MARGIN_REVISION, revision),
                Long.toString(position),
                null,
                null,
                null,
                null);
    }

    /** The same with the way to every version. */
    Margin leadingTo(PageAddress versions) {
        return new Margin(day, iso, revision, position, correction, coming, differs, versions.href());
    }
}
