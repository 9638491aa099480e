package org.trustledger.command.workbench.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.answers.AnswersPage.Option;

/**
 * How an answer is looked after, on whichever page.
 *
 * @param overdue why it has to be looked at, in words; none if it need not
 * @param lines what holds, for whoever does not change it
 * @param confirmed when it was last found still true; null if never
 * @param form null for whoever does not change it
 * @param look the way to where it is confirmed; null where it is here, or nowhere
 * @param confirm null for whoever does not confirm, and where the answer says nothing
 */
public record CareShown(
        CareTexts texts,
        List<String> overdue,
        List<Line> lines,
        @Nullable Confirmed confirmed,
        @Nullable Form form,
        @Nullable Link look,
        @Nullable Confirm confirm) {

    /** Something that holds. */
    public record Line(String label, String value) {}

    /** @param fact the version that was looked at */
    public record Confirmed(String text, Link fact) {}

    /** @param version that the change is based on */
    public record Form(
            String action,
            String version,
            List<Option> owners,
            @Nullable String ownerError,
            Day reviewBy,
            Day speaksUntil) {}

    /** A field for a day. */
    public record Day(String value, @Nullable String error) {}

    /**
     * @param position of the fact that states what was looked at
     * @param base content position at which it was looked at
     * @param care version of the care that was read
     * @param speaksUntil null where the time about which it speaks is not over
     */
    public record Confirm(
            String action,
            String position,
            String base,
            String care,
            String help,
            Day reviewBy,
            @Nullable Day speaksUntil) {}
}
