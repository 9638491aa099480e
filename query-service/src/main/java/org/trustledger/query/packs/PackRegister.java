package org.trustledger.query.packs;

import static org.trustledger.query.platform.Rows.instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.Seal;
import org.trustledger.events.TrustCenterId;

/** The packs that were issued. */
@Repository
public class PackRegister {
    private static final int PACKS_KEPT = 1_000;

    private final JdbcClient jdbc;
    // What is registered never changes, and a download should cost no more than its file.
    private final Cache<Key, IssuedPack> kept =
            Caffeine.newBuilder().maximumSize(PACKS_KEPT).build();

    private record Key(TrustCenterId trustCenter, String pack) {}

    PackRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    public List<IssuedPack> of(TrustCenterId trustCenter) {
        return jdbc.sql("select * from pack where trust_center = ? order by position desc")
                .param(trustCenter.value())
                .query(PackRegister::pack)
                .list();
    }

    /** The pack of this id; empty unless it is this trust center's. */
    public Optional<IssuedPack> find(TrustCenterId trustCenter, String pack) {
        return Optional.ofNullable(
                kept.get(new Key(trustCenter, pack), key -> stored(key).orElse(null)));
    }

    private Optional<IssuedPack> stored(Key key) {
        return jdbc.sql("select * from pack where trust_center = ? and pack = ?")
                .params(key.trustCenter().value(), key.pack())
                .query(PackRegister::pack)
                .optional();
    }

    private static IssuedPack pack(ResultSet row, int number) throws SQLException {
        return new IssuedPack(
                row.getString("pack"),
                row.getString("scope"),
                row.getString("language"),
                instant(row, "valid_at"),
                instant(row, "recorded_at"),
                row.getLong("content_position"),
                row.getLong("position"),
                instant(row, "issued_at"),
                row.getInt("pages"),
                row.getLong("bytes"),
                row.getString("unsigned_sha256"),
                row.getString("sealed_sha256"),
                new Seal(
                        row.getString("seal_level"),
                        row.getString("seal_signer"),
                        row.getString("seal_certificate"),
                        row.getBoolean("seal_demonstration")),
                row.getString("renderer_version"));
    }
}
