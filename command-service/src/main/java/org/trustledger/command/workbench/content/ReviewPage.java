package org.trustledger.command.workbench.content;

import java.util.List;
import org.trustledger.command.workbench.Frame;
import org.trustledger.presentation.Phrase;

/**
 * What waits for somebody's approval or for its day, and what was decided lately.
 *
 * @param lead the rule as it is
 * @param waiting for a decision, or to be taken up: the oldest first
 * @param embargoed in the order in which they are recorded
 * @param decided the newest first
 */
public record ReviewPage(
        Frame frame,
        ContentTexts texts,
        String lead,
        List<ReviewLine> waiting,
        List<ReviewLine> embargoed,
        List<ReviewLine> decided) {

    /**
     * A change set.
     *
     * @param title how much it changes
     * @param reason why, as its author says
     * @param parts of its plan, such as "Changed 3"
     * @param since since when it is so, or when it is recorded if it is under embargo
     * @param iso the same for machines
     * @param state in words
     * @param mark how urgent that is, as the stylesheet has it
     */
    public record ReviewLine(
            String href,
            String title,
            String parts,
            Phrase reason,
            String author,
            String since,
            String iso,
            String state,
            String mark) {}
}
