package org.trustledger.command.workbench.outline;

import java.util.Locale;
import java.util.Map;
import org.trustledger.command.content.OutlineKind;
import org.trustledger.presentation.Wording;
import org.trustledger.presentation.Words;
import org.trustledger.presentation.differences.Redline;

/** What the pages of the outline say, in one language. */
public final class OutlineTexts extends Words<OutlineText> {
    private final Wording wording;

    OutlineTexts(Locale locale, Map<OutlineText, String> patterns) {
        super(locale, patterns);
        wording = new Wording(locale);
    }

    /** What people call a language. */
    String languageName(String tag) {
        return wording.languageName(tag);
    }

    /** What was struck out and what was put in. */
    Redline redline() {
        return new Redline(say(OutlineText.REDLINE_REMOVED), say(OutlineText.REDLINE_ADDED));
    }

    /** What a field is called, by its path such as {@code label/en}. */
    String field(String path) {
        var slash = path.indexOf('/');
        var name = say(OutlineText.valueOf("FIELD_" + upper(slash < 0 ? path : path.substring(0, slash))));
        return slash < 0 ? name : say(OutlineText.IN_LANGUAGE, name, languageName(path.substring(slash + 1)));
    }

    /** What a person should know of a field; empty if that is nothing. */
    String help(OutlineKind.Field field) {
        var optional = field.isOptional() ? say(OutlineText.OPTIONAL) : "";
        return switch (field.name()) {
            case "contact.function" -> say(OutlineText.HELP_CONTACT_FUNCTION);
            case "contact.address" -> say(OutlineText.HELP_CONTACT_ADDRESS);
            case "languages" -> say(OutlineText.HELP_LANGUAGES);
            case "timeZone" -> say(OutlineText.HELP_TIME_ZONE);
            case "defaultNoticePeriod" -> say(OutlineText.HELP_DEFAULT_NOTICE_PERIOD);
            default -> optional;
        };
    }

    /** A text about one kind, such as {@code CATEGORIES_ORDER}. */
    String of(OutlineKind kind, String what) {
        return say(OutlineText.valueOf(upper(kind.key()) + what));
    }

    private static String upper(String name) {
        return name.replace('.', '_').replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
