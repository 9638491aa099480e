package org.trustledger.query.packs;

import static org.trustledger.query.platform.Rows.timestamp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Gate.Narrowed;

/**
 * Tells which packs hold what may be read less today than when they were asked for. They are withheld as long as that
 * is so; their digests stay registered.
 */
@Component
class Withholding {
    private static final int ANSWERS_KEPT = 10_000;

    private final JdbcClient jdbc;
    private final Gate gate;
    private final Cache<Key, Boolean> kept =
            Caffeine.newBuilder().maximumSize(ANSWERS_KEPT).build();

    Withholding(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    private record Key(TrustCenterId trustCenter, String pack, long accessPosition) {}

    /** The pack as it may be handed out now. */
    IssuedPack now(TrustCenterId trustCenter, IssuedPack pack) {
        var position = gate.accessPosition(trustCenter);
        var narrowed = gate.narrowedSince(trustCenter, pack.accessPosition()).stream()
                .filter(item -> mayBeIn(item, pack.scope()))
                .toList();
        return !narrowed.isEmpty()
                        && kept.get(
                                new Key(trustCenter, pack.pack(), position), _ -> holdsOne(trustCenter, pack, narrowed))
                ? pack.withheld(true)
                : pack;
    }

    private static boolean mayBeIn(Narrowed item, PackScope scope) {
        return switch (scope) {
            case PackScope.Everything _, PackScope.Differences _ -> true;
            case PackScope.Tagged(var tag) -> item.tags().contains(tag);
            case PackScope.OneAgreement _, PackScope.Subprocessors _ -> false;
        };
    }

    /** Whether one of them applied at the pack's date or was announced then, or on the way there, as known then. */
    private boolean holdsOne(TrustCenterId trustCenter, IssuedPack pack, List<Narrowed> narrowed) {
        return jdbc.sql("""
                        select exists (
                            select from statement join unnest(:kinds::text[], :items::text[]) as narrowed (kind, item)
                              using (kind, item)
                            where trust_center = :trustCenter and content is not null
                              and recorded @> :recordedAt::timestamptz
                              and (upper(valid) is null or upper(valid) > :validAt))""")
                .param(
                        "kinds",
                        narrowed.stream().map(item -> item.kind().kindName()).toArray(String[]::new))
                .param("items", narrowed.stream().map(Narrowed::item).toArray(String[]::new))
                .param("trustCenter", trustCenter.value())
                .param("recordedAt", timestamp(pack.recordedAt()))
                .param(
                        "validAt",
                        timestamp(pack.scope() instanceof PackScope.Differences(var since) ? since : pack.validAt()))
                .query(Boolean.class)
                .single();
    }
}
