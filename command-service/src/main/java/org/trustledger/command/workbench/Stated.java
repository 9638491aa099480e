package org.trustledger.command.workbench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * One statement of the ledger about one item.
 *
 * @param item its id
 * @param from since when it applies
 * @param to until when, exclusive; null until further notice
 */
public record Stated<C extends Content>(
        String item,
        long position,
        Instant recordedAt,
        int revision,
        Instant from,
        @Nullable Instant to,
        LocalizedText reason,
        C content) {}
