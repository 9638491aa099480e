package org.trustledger.command.workbench.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * What came of a document that was applied.
 *
 * @param ways on from here
 */
public record ResultPage(Frame frame, ContentTexts texts, String lead, List<Row> rows, List<Link> ways) {

    /** @param iso the value for machines if it is a time; else null */
    public record Row(String label, String value, @Nullable String iso) {}
}
