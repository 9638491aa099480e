package org.trustledger.command.workbench.erasure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * What forgetting a reader means, before it is done. Says nothing of what was typed.
 *
 * @param standing how they stand, in words
 * @param loses what is lost, and what stays
 * @param two that another administrator has to agree; null if nobody has to
 * @param action where it is done; null if it waits for another already
 * @param basedOn how it stands by what is shown
 * @param button what doing it is called
 */
public record ErasureConfirmPage(
        Frame frame,
        ErasureWords t,
        String standing,
        List<String> loses,
        @Nullable String two,
        @Nullable String action,
        String basedOn,
        String button,
        String back) {
    public ErasureConfirmPage {
        loses = List.copyOf(loses);
    }
}
