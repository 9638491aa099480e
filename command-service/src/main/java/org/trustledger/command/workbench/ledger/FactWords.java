package org.trustledger.command.workbench.ledger;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;
import org.trustledger.presentation.differences.Redline;
import org.trustledger.presentation.differences.Run;

/** What the ledger's pages say in one language. */
public final class FactWords extends Words<FactText> {
    FactWords(Locale locale, Map<FactText, String> patterns) {
        super(locale, patterns);
    }

    /** What was struck out and what was put in. */
    public Content redline(List<Run> runs) {
        return new Redline(say(FactText.REDLINE_REMOVED), say(FactText.REDLINE_ADDED)).of(runs);
    }

    String kind(FactKind kind) {
        return say(FactText.valueOf("KIND_" + kind.name()));
    }

    String kinds(FactKind kind) {
        return say(FactText.valueOf("KINDS_" + kind.name()));
    }

    String happened(Happened happened) {
        return say(FactText.valueOf("HAPPENED_" + happened.name()));
    }

    /** @param field as in a content's JSON, such as {@code contact.function} or {@code legalName} */
    String field(String field) {
        var words = field.replaceAll("([A-Z])", "_$1").replace('.', '_');
        return say(FactText.valueOf("FIELD_" + words.toUpperCase(Locale.ROOT)));
    }
}
