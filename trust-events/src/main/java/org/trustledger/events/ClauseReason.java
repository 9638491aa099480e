package org.trustledger.events;

import org.jspecify.annotations.Nullable;

/**
 * Why a revision added, reworded or removed one clause.
 *
 * @param clause id of the clause, which the revision need no longer have
 * @param legalSource the provision or decision that asked for the change; null if none did
 */
public record ClauseReason(
        String clause, Trigger trigger, @Nullable LocalizedText legalSource, LocalizedText reason) {}
