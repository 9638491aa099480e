package org.trustledger.query.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Wording;

/**
 * For whom a page is written.
 *
 * @param language BCP 47 tag of the content
 * @param texts words of the page itself, in the same language if there are any
 * @param fallback language of the content where it has no translation
 * @param zone in which dates are shown
 */
public record Reader(String language, Texts texts, String fallback, ZoneId zone, Wording wording) {

    static Reader of(String language, TextFiles files, String fallback, ZoneId zone) {
        return new Reader(language, files.in(language), fallback, zone, Wording.of(language));
    }

    Said said(LocalizedText text) {
        return said(Phrase.of(text, language, fallback));
    }

    private static Said said(Phrase phrase) {
        return new Said(phrase.text(), phrase.language());
    }

    /** What an item is known by. */
    Said name(Content content) {
        return said(Phrase.naming(content, language, fallback));
    }

    List<Said> said(List<LocalizedText> list) {
        return list.stream().map(this::said).toList();
    }

    String say(Text text, Object... values) {
        return texts.say(text, values);
    }

    /** "12 March 2026". */
    String day(Instant instant) {
        return wording.day(instant, zone);
    }

    /** "12 Mar 2026". */
    String briefDay(Instant instant) {
        return wording.briefDay(instant, zone);
    }

    /** "12 Mar 2026, 15:02:11 (UTC+01:00)". */
    String moment(Instant instant) {
        return wording.moment(instant, zone);
    }

    LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** Countries by name, in the order given. */
    String countries(List<String> codes) {
        return String.join(", ", codes.stream().map(wording::country).toList());
    }
}
