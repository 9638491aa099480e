package org.trustledger.presentation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Days, moments, countries and languages in the words of one language, as Unicode's CLDR has them.
 *
 * @param language of the words
 */
public record Wording(Locale language) {

    /** @param tag BCP 47 tag such as {@code sv} */
    public static Wording of(String tag) {
        return new Wording(Locale.forLanguageTag(tag));
    }

    /** The day in full: "21 November 2026", "21 november 2026". */
    public String day(LocalDate day) {
        return day.format(pattern("d MMMM uuuu"));
    }

    /** The day where room is scarce: "21 Nov 2026", "21 nov. 2026". */
    public String briefDay(LocalDate day) {
        return day.format(pattern("d MMM uuuu"));
    }

    /** The day on which the instant falls in the zone, in full. */
    public String day(Instant instant, ZoneId zone) {
        return day(LocalDate.ofInstant(instant, zone));
    }

    /** The day on which the instant falls in the zone, where room is scarce. */
    public String briefDay(Instant instant, ZoneId zone) {
        return briefDay(LocalDate.ofInstant(instant, zone));
    }

    /** The instant to the second in the zone, with its offset: "21 Nov 2026, 15:02:11 (UTC+01:00)". */
    public String moment(Instant instant, ZoneId zone) {
        return instant.atZone(zone).format(pattern("d MMM uuuu, HH:mm:ss '(UTC'xxx')'"));
    }

    /** The time of the day in the zone, to the second: "15:02:11". */
    public String time(Instant instant, ZoneId zone) {
        return instant.atZone(zone).format(pattern("HH:mm:ss"));
    }

    /** @param code ISO 3166-1 alpha-2 code; returned as it is if no country has it */
    public String country(String code) {
        return Locale.of("", code).getDisplayCountry(language);
    }

    /** @param tag BCP 47 tag of the language to be named, such as {@code sv} */
    public String languageName(String tag) {
        return Locale.forLanguageTag(tag).getDisplayName(language);
    }

    /** The size of a file: "412 kB", "1.2 MB". */
    public String size(long bytes) {
        return bytes < 1_000_000
                ? "%d kB".formatted(Math.max(1, (bytes + 500) / 1000))
                : String.format(language, "%.1f MB", bytes / 1e6);
    }

    /** A contrast as WCAG has it, to two decimals: "4.50". */
    public String contrast(double contrast) {
        return String.format(language, "%.2f", contrast);
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, language);
    }
}
