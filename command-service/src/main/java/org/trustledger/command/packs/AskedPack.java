package org.trustledger.command.packs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;

/**
 * A pack that was asked for, as people see it.
 *
 * @param problem why the press gave up; null unless it did
 * @param since when it was asked for; for one that failed and was asked for again, when that was
 * @param lastAsked when the press was asked last
 * @param asked how often the press was asked
 * @param issued what is registered of it; null unless it is issued
 * @param position of the fact that registered it; 0 unless it is issued
 * @param overtaken whether one of the same scope and language was asked for later, and issued
 */
public record AskedPack(
        String pack,
        PackIdentity identity,
        State state,
        @Nullable String problem,
        Instant since,
        Instant lastAsked,
        int asked,
        @Nullable PackIssued issued,
        long position,
        boolean overtaken) {}
