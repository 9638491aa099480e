package org.trustledger.command.workbench.content;

import java.util.List;
import org.trustledger.command.workbench.Frame;

/**
 * How far the applying of a document has come.
 *
 * @param look address of this page
 */
public record ApplyingPage(Frame frame, ContentTexts texts, SentLine sent, List<Step> steps, String look) {

    /** @param state {@code done}, {@code now} or {@code ahead} */
    public record Step(String words, String state) {}
}
