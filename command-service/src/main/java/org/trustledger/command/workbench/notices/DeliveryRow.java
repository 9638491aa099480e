package org.trustledger.command.workbench.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One notice to one recipient.
 *
 * @param notice its page; null on that page itself
 * @param why of what they asked to be told
 * @param told what is to be known of its state, a sentence each
 * @param again where the letter or the call can be tried again; null if it cannot
 * @param againFor what trying it again is called
 */
public record DeliveryRow(
        String recipient,
        @Nullable String notice,
        String why,
        String state,
        String mood,
        String iso,
        String at,
        List<String> told,
        @Nullable String digest,
        @Nullable String again,
        String againFor) {
    public DeliveryRow {
        told = List.copyOf(told);
    }
}
