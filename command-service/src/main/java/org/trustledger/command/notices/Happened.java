package org.trustledger.command.notices;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happened to an item, as its readers see it. */
public enum Happened {
    ADDED,
    CHANGED,
    /** It no longer applies. Of an answer it is told as {@link #RETIRED}. */
    REMOVED,
    /** The answer is no longer given. */
    RETIRED,
    /** The answer's text is no longer public, and handed out on request instead. */
    RESTRICTED,
    /** What was recorded before was wrong: of the past, or since when it applies. */
    CORRECTED,
    /** It will apply, or will not any more, from a day that lies ahead. */
    ANNOUNCED,
    /** What was known for a day comes on a later one. */
    POSTPONED,
    /** What was announced for a day comes on an earlier one, perhaps at once. */
    BROUGHT_FORWARD,
    /** What had been announced will not come. */
    WITHDRAWN,
    /** What was announced comes soon: told a second time, and nothing new. */
    TAKES_EFFECT;

    /** Its name for programs, such as {@code brought-forward}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
