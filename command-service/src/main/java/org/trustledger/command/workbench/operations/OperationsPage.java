package org.trustledger.command.workbench.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * What is behind and what has failed.
 *
 * @param summary of all, in words
 * @param troubles what needs somebody, the worst first; none if nothing is wrong
 * @param relay how facts are doing on their way, in words
 * @param relayLines the same in figures; none before anything was recorded
 * @param site how far readers can see, in words; null where the office is not told of a site, or a trouble says it
 * @param packs how packs are doing, in words
 * @param mail how letters are sent, in words
 * @param health what the office says of itself, in words; null where a trouble says it
 */
public record OperationsPage(
        Frame frame,
        OperationsWords t,
        String summary,
        List<Trouble> troubles,
        String relay,
        List<Line> relayLines,
        @Nullable String site,
        List<String> packs,
        List<Link> packsWays,
        String mail,
        @Nullable String health) {

    /**
     * Something that needs somebody.
     *
     * @param said what the failing part said of it, in English; null if it said nothing
     * @param way where it can be seen to; null if not in the workbench
     * @param since when it began, for the home page; null if that is not known
     */
    public record Trouble(
            String title,
            String text,
            @Nullable String said,
            String toDo,
            @Nullable Link way,
            @Nullable Instant since) {}

    /** @param mono whether the value is for machines */
    public record Line(String label, String value, boolean mono) {}
}
