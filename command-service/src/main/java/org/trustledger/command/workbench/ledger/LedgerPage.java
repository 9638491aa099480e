package org.trustledger.command.workbench.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.presentation.Phrase;

/**
 * A page of the ledger.
 *
 * @param nothing why there are no rows; null if there are some, and where what is asked for cannot be understood
 * @param catchingUp that facts may be missing, in words; null if none can
 * @param stretch which positions of how many, in words; null where rows are not all there are between them
 */
public record LedgerPage(
        Frame frame,
        FactWords t,
        Form form,
        List<Row> rows,
        @Nullable String nothing,
        @Nullable String catchingUp,
        @Nullable String stretch,
        @Nullable String newest,
        @Nullable String newer,
        @Nullable String older) {

    /**
     * By what facts are looked for.
     *
     * @param open whether the conditions that are rarely needed are shown at once
     * @param clear address of the ledger without conditions; null if there are none
     */
    public record Form(
            String action,
            List<Option> kinds,
            List<Option> happened,
            Field from,
            Field until,
            Field item,
            Field actor,
            Field commit,
            boolean open,
            @Nullable String clear) {}

    /** A choice. */
    public record Option(String value, String label, boolean chosen) {}

    /** @param problem what is wrong with the value, in words; null if nothing is */
    public record Field(String value, @Nullable String problem) {}

    /**
     * One fact.
     *
     * @param iso when it was recorded, as an instant
     * @param key what happened, for a machine: {@code corrected}
     * @param item address of all that was recorded of the item
     * @param sameActor address of all that this actor recorded
     * @param why null for what gives no reason, such as a pack
     */
    public record Row(
            long position,
            String href,
            String day,
            String time,
            String iso,
            String happened,
            String key,
            String kind,
            Phrase title,
            String item,
            String applies,
            String who,
            String sameActor,
            @Nullable Phrase why) {}
}
