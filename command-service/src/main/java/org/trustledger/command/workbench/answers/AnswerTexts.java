package org.trustledger.command.workbench.answers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Wording;
import org.trustledger.presentation.Words;
import org.trustledger.presentation.differences.Redline;

/** What the pages say on which answers are written, in one language. */
public final class AnswerTexts extends Words<AnswerText> {
    private final Wording wording;

    AnswerTexts(Locale locale, Map<AnswerText, String> patterns) {
        super(locale, patterns);
        wording = new Wording(locale);
    }

    /** What people call a language. */
    String languageName(String tag) {
        return wording.languageName(tag);
    }

    /** What people call some of them. */
    String languageNames(List<String> tags) {
        return list(tags.stream().map(this::languageName).toList());
    }

    /** What was struck out and what was put in. */
    Redline redline() {
        return new Redline(say(AnswerText.REDLINE_REMOVED), say(AnswerText.REDLINE_ADDED));
    }

    /** What a field is called, by its path such as {@code text/en}. */
    String field(String path) {
        var language = path.substring(path.indexOf('/') + 1);
        return switch (path.replaceFirst("/.*", "")) {
            case "question" -> say(AnswerText.QUESTION, languageName(language));
            case "text" -> say(AnswerText.TEXT, languageName(language));
            case "category" -> say(AnswerText.CATEGORY);
            case "tags" -> say(AnswerText.TAGS);
            case "evidence" -> say(AnswerText.EVIDENCE);
            default -> say(AnswerText.ACCESS);
        };
    }
}
