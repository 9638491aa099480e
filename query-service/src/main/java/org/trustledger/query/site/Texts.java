package org.trustledger.query.site;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;
import org.trustledger.presentation.differences.Redline;
import org.trustledger.presentation.differences.Run;
import org.trustledger.query.statements.Kind;

/** The words of one language. */
public final class Texts extends Words<Text> {
    Texts(Locale locale, Map<Text, String> patterns) {
        super(locale, patterns);
    }

    /** What was struck out and what was put in. */
    public Content redline(List<Run> runs) {
        return new Redline(say(Text.REDLINE_REMOVED), say(Text.REDLINE_ADDED)).of(runs);
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
