package org.trustledger.query.packs;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.timestamp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.events.TrustCenterId;

/** The packs that were issued. */
@Repository
public class PackRegister {
    private static final int PACKS_KEPT = 1_000;
    // Packs of one content: of few dates, and of few rules of access.
    private static final int LOOKED_AT = 20;
    private static final String SELECTED = """
            trust_center = :trustCenter and (cast(:scope as text) is null or scope = :scope)
            and (cast(:language as text) is null or language = :language)""";

    private final JdbcClient jdbc;
    private final Withholding withholding;
    // What is registered never changes, and a download should cost no more than its file.
    private final Cache<Key, IssuedPack> kept =
            Caffeine.newBuilder().maximumSize(PACKS_KEPT).build();

    private record Key(TrustCenterId trustCenter, String pack) {}

    PackRegister(JdbcClient jdbc, Withholding withholding) {
        this.jdbc = jdbc;
        this.withholding = withholding;
    }

    /** How many there are. */
    public int count(TrustCenterId trustCenter, PackSelection selection) {
        return selected("select count(*) from pack where " + SELECTED, trustCenter, selection)
                .query(Integer.class)
                .single();
    }

    /** Those that come after the first {@code skipped}, newest first. */
    public List<IssuedPack> list(TrustCenterId trustCenter, PackSelection selection, int skipped, int most) {
        return selected(
                        "select * from pack where %s order by position desc limit :most offset :skipped"
                                .formatted(SELECTED),
                        trustCenter,
                        selection)
                .param("skipped", skipped)
                .param("most", most)
                .query(PackRegister::pack)
                .list()
                .stream()
                .map(pack -> withholding.now(trustCenter, pack))
                .toList();
    }

    /**
     * Those that were registered before a position of the ledger, newest first: they stay the same while others come.
     */
    public List<IssuedPack> before(TrustCenterId trustCenter, PackSelection selection, long position, int most) {
        return selected(
                        "select * from pack where %s and position < :position order by position desc limit :most"
                                .formatted(SELECTED),
                        trustCenter,
                        selection)
                .param("position", position)
                .param("most", most)
                .query(PackRegister::pack)
                .list()
                .stream()
                .map(pack -> withholding.now(trustCenter, pack))
                .toList();
    }

    /** Those from one number to another, both inclusive, the first ever registered being 1; oldest first. */
    public List<IssuedPack> numbered(TrustCenterId trustCenter, int from, int to) {
        return jdbc
                .sql("select * from pack where trust_center = ? order by position offset ? limit ?")
                .params(trustCenter.value(), from - 1, to - from + 1)
                .query(PackRegister::pack)
                .list()
                .stream()
                .map(pack -> withholding.now(trustCenter, pack))
                .toList();
    }

    /** How many packs there are of each scope and language. */
    public Map<PackSelection, Integer> kinds(TrustCenterId trustCenter) {
        var kinds = new LinkedHashMap<PackSelection, Integer>();
        jdbc.sql("""
                        select scope, language, count(*) from pack where trust_center = ?
                        group by scope, language order by scope, language""").param(trustCenter.value()).query(row -> {
            kinds.put(new PackSelection(PackScope.read(row.getString(1)), row.getString(2)), row.getInt(3));
        });
        return kinds;
    }

    /**
     * The newest pack of some content whose date is within bounds, and that is not withheld.
     *
     * @param since inclusive; null for any
     * @param until exclusive; null for any
     */
    public Optional<IssuedPack> of(
            TrustCenterId trustCenter,
            PackSelection selection,
            long contentPosition,
            @Nullable Instant since,
            @Nullable Instant until) {
        return selected("""
                        select * from pack where %s and content_position = :content
                          and (cast(:since as timestamptz) is null or valid_at >= :since)
                          and (cast(:until as timestamptz) is null or valid_at < :until)
                        order by position desc limit :most""".formatted(SELECTED), trustCenter, selection)
                .param("most", LOOKED_AT)
                .param("content", contentPosition)
                .param("since", since == null ? null : timestamp(since), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", until == null ? null : timestamp(until), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(PackRegister::pack)
                .list()
                .stream()
                .map(pack -> withholding.now(trustCenter, pack))
                .filter(pack -> !pack.withheld())
                .findFirst();
    }

    /** The pack of the newest content, and of the latest date that is past, that is not withheld. */
    public Optional<IssuedPack> newest(TrustCenterId trustCenter, PackSelection selection, Instant now) {
        return selected("""
                        select * from pack where %s and valid_at <= :now
                        order by content_position desc, valid_at desc, position desc limit :most""".formatted(SELECTED), trustCenter, selection)
                .param("most", LOOKED_AT)
                .param("now", timestamp(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(PackRegister::pack)
                .list()
                .stream()
                .map(pack -> withholding.now(trustCenter, pack))
                .filter(pack -> !pack.withheld())
                .findFirst();
    }

    private JdbcClient.StatementSpec selected(String sql, TrustCenterId trustCenter, PackSelection selection) {
        var scope = selection.scope();
        return jdbc.sql(sql)
                .param("trustCenter", trustCenter.value())
                .param("scope", scope == null ? null : scope.text(), Types.VARCHAR)
                .param("language", selection.language(), Types.VARCHAR);
    }

    /** The pack of this id; empty unless it is this trust center's. */
    public Optional<IssuedPack> find(TrustCenterId trustCenter, String pack) {
        return Optional.ofNullable(
                        kept.get(new Key(trustCenter, pack), key -> stored(key).orElse(null)))
                .map(found -> withholding.now(trustCenter, found));
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
                PackScope.read(row.getString("scope")),
                row.getString("language"),
                instant(row, "valid_at"),
                instant(row, "recorded_at"),
                row.getLong("content_position"),
                row.getLong("access_position"),
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
                row.getString("renderer_version"),
                false);
    }
}
