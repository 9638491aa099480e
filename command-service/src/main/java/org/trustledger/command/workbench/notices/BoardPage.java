package org.trustledger.command.workbench.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * What was told to how many and when.
 *
 * @param acts what somebody has to see to; none if nothing
 * @param subscribers how many there are, in words
 * @param closed why nobody can be told; null if they can
 * @param paused to how many nothing is sent; null for none
 * @param dead what did not arrive
 * @param stuck letters that were tried in vain, by kind
 */
public record BoardPage(
        Frame frame,
        BoardWords t,
        List<Act> acts,
        String subscribers,
        @Nullable String closed,
        @Nullable String paused,
        List<Row> rows,
        @Nullable String newest,
        @Nullable String older,
        Dead dead,
        List<Stuck> stuck) {
    public BoardPage {
        acts = List.copyOf(acts);
        rows = List.copyOf(rows);
        stuck = List.copyOf(stuck);
    }

    /** @param href where on the page it is done; null if it is done elsewhere */
    public record Act(String text, @Nullable String href) {}

    /**
     * A notice.
     *
     * @param told of how many
     * @param states how many deliveries are in which state, those there are
     * @param read how many opened and acknowledged it; empty for none
     */
    public record Row(
            String iso,
            String day,
            String time,
            String subject,
            String href,
            String about,
            String told,
            List<Count> states,
            String read) {
        public Row {
            states = List.copyOf(states);
        }
    }

    /**
     * What did not arrive, or some of it.
     *
     * @param calls where all calls that were given up are tried again; null if there are not several, or whoever looks
     *     may not
     */
    public record Dead(
            List<DeliveryRow> rows,
            @Nullable String first,
            @Nullable String more,
            @Nullable Link calls) {
        static final Dead NONE = new Dead(List.of(), null, null, null);

        public Dead {
            rows = List.copyOf(rows);
        }
    }

    /** @param mood {@code ok}, {@code wait} or {@code bad} */
    public record Count(String text, String mood) {}

    /**
     * Letters of one kind that were tried in vain.
     *
     * @param again where they are tried again; null if whoever looks may not
     */
    public record Stuck(
            String kind,
            String waiting,
            String givenUp,
            String iso,
            String since,
            @Nullable String again) {}
}
