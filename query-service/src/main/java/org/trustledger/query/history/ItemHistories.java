package org.trustledger.query.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Kind;

/** The histories of items, as known at any moment. */
@Component
public class ItemHistories {
    private final Versions versions;
    private final Confirmations confirmations;

    ItemHistories(Versions versions, Confirmations confirmations) {
        this.versions = versions;
        this.confirmations = confirmations;
    }

    /**
     * Every version ever stated of the item by then, the newest first.
     *
     * @param after how many to leave out
     * @return empty if nothing was recorded of it by then
     */
    public Optional<ItemHistory> of(
            TrustCenterId trustCenter, Kind kind, String item, Instant recordedAt, int after, int limit) {
        var outline = versions.outline(trustCenter, kind, item, recordedAt);
        if (outline.isEmpty()) {
            return Optional.empty();
        }
        var stretches = Stretches.of(outline);
        var stands = stretches.byVersion();
        var correctedBy = new HashMap<Long, List<Long>>();
        for (var stated : outline) {
            if (stated.corrects() instanceof Long wrong) {
                correctedBy
                        .computeIfAbsent(wrong, position -> new ArrayList<>())
                        .add(stated.position());
            }
        }
        var page = outline.reversed().stream()
                .skip(after)
                .limit(limit)
                .map(Stretches.Outline::position)
                .toList();
        var confirmed = confirmations.of(trustCenter, kind, item, page, recordedAt);
        var entries = versions.at(trustCenter, kind, item, page).reversed().stream()
                .map(version -> new ItemHistory.Entry(
                        version.revision(),
                        version.position(),
                        version.validFrom(),
                        version.validTo(),
                        version.recordedAt(),
                        stands.getOrDefault(version.position(), List.of()),
                        stretches.supersededAt(version.position()),
                        version.reason(),
                        version.corrects(),
                        correctedBy.getOrDefault(version.position(), List.of()),
                        version.approved(),
                        confirmed.get(version.position()),
                        version.removed(),
                        version.content()))
                .toList();
        return Optional.of(new ItemHistory(outline.size(), entries));
    }

    /** The version of that position; empty if it is none of the item's, or was recorded later. */
    public Optional<Version> version(
            TrustCenterId trustCenter, Kind kind, String item, Instant recordedAt, long position) {
        return versions.at(trustCenter, kind, item, List.of(position)).stream()
                .filter(version -> !version.recordedAt().isAfter(recordedAt))
                .findFirst();
    }

    /** The version that stands at the instant, a removal included; empty if nothing was said of then. */
    public Optional<Version> standing(
            TrustCenterId trustCenter, Kind kind, String item, Instant validAt, Instant recordedAt) {
        return Stretches.of(versions.outline(trustCenter, kind, item, recordedAt))
                .at(validAt)
                .flatMap(position -> version(trustCenter, kind, item, recordedAt, position));
    }

    /** Whether anything was recorded of the item by then. */
    public boolean knows(TrustCenterId trustCenter, Kind kind, String item, Instant recordedAt) {
        return !versions.outline(trustCenter, kind, item, recordedAt).isEmpty();
    }

    /** How one clause of an agreement changed, as known then; empty if no revision had it by then. */
    public Optional<ClauseHistory> ofClause(
            TrustCenterId trustCenter, String agreement, String clause, Instant recordedAt) {
        var outline = versions.outline(trustCenter, Kind.AGREEMENT, agreement, recordedAt);
        Map<Long, Version> byPosition = versions
                .at(
                        trustCenter,
                        Kind.AGREEMENT,
                        agreement,
                        outline.stream().map(Stretches.Outline::position).toList())
                .stream()
                .collect(Collectors.toMap(Version::position, Function.identity()));
        return ClauseHistory.of(clause, outline, byPosition);
    }
}
