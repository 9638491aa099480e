package org.trustledger.query.site;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Markup;
import org.trustledger.presentation.Words;
import org.trustledger.query.differences.Run;
import org.trustledger.query.statements.Kind;

/** The words of one language. */
public final class Texts extends Words<Text> {
    Texts(Locale locale, Map<Text, String> patterns) {
        super(locale, patterns);
    }

    /** What was struck out and what was put in, told apart by more than colour and for who hears it read out. */
    public Content redline(List<Run> runs) {
        return output -> {
            for (var run : runs) {
                var text = Markup.escape(run.text());
                output.writeContent(
                        switch (run.change()) {
                            case EQUAL -> text;
                            case REMOVED -> edited("del", Text.REDLINE_REMOVED, text);
                            case ADDED -> edited("ins", Text.REDLINE_ADDED, text);
                        });
            }
        };
    }

    private String edited(String element, Text said, String text) {
        return "<%1$s><span class=\"unseen\">%2$s </span>%3$s</%1$s>"
                .formatted(element, Markup.escape(say(said)), text);
    }

    /** What one statement of the kind is called. */
    public String kind(Kind kind) {
        return say(
                switch (kind) {
                    case PROFILE -> Text.KIND_TRUST_CENTERS;
                    case PILLAR -> Text.KIND_PILLARS;
                    case CATEGORY -> Text.KIND_CATEGORIES;
                    case TAG -> Text.KIND_TAGS;
                    case ANSWER -> Text.KIND_ANSWERS;
                    case AGREEMENT -> Text.KIND_AGREEMENTS;
                    case SUBPROCESSOR -> Text.KIND_SUBPROCESSORS;
                    case DATA_CENTER -> Text.KIND_DATA_CENTERS;
                });
    }
}
