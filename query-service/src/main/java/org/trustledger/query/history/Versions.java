package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;
import static org.trustledger.query.platform.Rows.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Kind;
import tools.jackson.databind.json.JsonMapper;

/** Reads the versions of an item, those that stand nowhere any more included. */
@Repository
class Versions {
    private static final JsonMapper JSON = FactCodec.mapper();

    private final JdbcClient jdbc;
    private final Gate gate;

    Versions(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    /** What was recorded of the item by then, without contents, in the order of recording. */
    List<Stretches.Outline> outline(TrustCenterId trustCenter, Kind kind, String item, Instant recordedAt) {
        if (!gate.isOpen(trustCenter, kind, item)) {
            return List.of();
        }
        return jdbc.sql("""
                        select position, recorded_at, valid_from, valid_to, corrects from version
                        where trust_center = ? and kind = ? and item = ? and recorded_at <= ? order by position""")
                .params(trustCenter.value(), kind.kindName(), item, timestamp(recordedAt))
                .query((row, number) -> new Stretches.Outline(
                        row.getLong("position"),
                        instant(row, "recorded_at"),
                        instant(row, "valid_from"),
                        instantOrNull(row, "valid_to"),
                        row.getObject("corrects", Long.class)))
                .list();
    }

    /**
     * The versions at these positions, in the order of recording; a position that is none of the item's is left out.
     */
    List<Version> at(TrustCenterId trustCenter, Kind kind, String item, Collection<Long> positions) {
        if (positions.isEmpty() || !gate.isOpen(trustCenter, kind, item)) {
            return List.of();
        }
        return jdbc.sql("""
                        select revision, position, valid_from, valid_to, recorded_at, reason, corrects,
                               approver is not null as approved, content
                        from version
                        where trust_center = ? and kind = ? and item = ? and position = any(?)
                          and (content is null or content <> '{}') order by position""")
                .param(trustCenter.value())
                .param(kind.kindName())
                .param(item)
                .param(positions.toArray(Long[]::new))
                .query((row, number) -> version(row, kind))
                .list();
    }

    private static Version version(ResultSet row, Kind kind) throws SQLException {
        var content = row.getString("content");
        return new Version(
                row.getInt("revision"),
                row.getLong("position"),
                instant(row, "valid_from"),
                instantOrNull(row, "valid_to"),
                instant(row, "recorded_at"),
                JSON.readValue(row.getString("reason"), LocalizedText.class),
                row.getObject("corrects", Long.class),
                row.getBoolean("approved"),
                content == null ? null : JSON.readValue(content, kind.content()));
    }
}
