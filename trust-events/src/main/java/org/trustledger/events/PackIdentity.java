package org.trustledger.events;

import java.time.Instant;

/**
 * What a pack is a pure function of.
 *
 * @param scope what it holds
 * @param language BCP 47 tag
 * @param validAt the instant whose valid content it shows
 * @param recordedAt the moment of the commit that reached {@code contentPosition}
 * @param contentPosition the ledger position of the last content it can show
 * @param accessPosition the ledger position of the last fact about access: whose rules it follows; 0 before the first
 * @param rendererVersion raised whenever the same content would give other bytes
 */
public record PackIdentity(
        PackScope scope,
        String language,
        Instant validAt,
        Instant recordedAt,
        long contentPosition,
        long accessPosition,
        String rendererVersion) {}
