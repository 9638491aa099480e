package org.trustledger.command.workbench.sheets;

import java.util.Locale;
import java.util.Map;
import org.trustledger.command.content.SheetColumn;
import org.trustledger.presentation.Wording;
import org.trustledger.presentation.Words;

/** What the pages say on which spreadsheets are imported, in one language. */
public final class SheetTexts extends Words<SheetText> {
    private final Wording wording;

    SheetTexts(Locale locale, Map<SheetText, String> patterns) {
        super(locale, patterns);
        wording = new Wording(locale);
    }

    /** What a column means, in words. */
    String meaning(SheetColumn column) {
        var text = SheetText.valueOf("MEANS_" + column.field().name());
        return column.language() == null ? say(text) : say(text, languageName(column.language()));
    }

    /** What people call a language. */
    String languageName(String tag) {
        return wording.languageName(tag);
    }
}
