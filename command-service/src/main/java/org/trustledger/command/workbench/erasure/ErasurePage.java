package org.trustledger.command.workbench.erasure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * Where an administrator says who is to be forgotten. What was typed is not shown again.
 *
 * @param closed why no address is recognised; null if they are
 * @param action where what was typed is sent
 * @param error what is wrong with what was typed; null for nothing
 * @param asked what waits for another administrator
 */
public record ErasurePage(
        Frame frame,
        ErasureWords t,
        @Nullable String closed,
        String action,
        @Nullable String error,
        List<Row> asked) {
    public ErasurePage {
        asked = List.copyOf(asked);
    }

    /**
     * A reader of whom one administrator wants that they are forgotten.
     *
     * @param number the beginning of their id
     * @param by opaque id of that administrator
     * @param agree what another types to agree; null for the same
     * @param keep where it is taken back
     */
    public record Row(
            String number,
            String by,
            String iso,
            String at,
            @Nullable String agree,
            String keep) {}
}
