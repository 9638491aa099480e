package org.trustledger.command.packs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.PackScope;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Publication;
import org.trustledger.events.TrustCenterId;

/** What the ledger says about a trust center's content as of some moment. */
@Component
class Past {
    private static final String SEPARATOR = " ";
    private static final String PROFILE = "trust-centers/" + Profile.ITEM;

    private final JdbcTemplate jdbc;
    private final FactCodec codec = new FactCodec();

    Past(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The content as it stood at some moment of recorded time.
     *
     * @param contentPosition of its last fact
     * @param commitEnd where the commit of that fact ends
     */
    record Content(long contentPosition, long commitEnd, Instant recordedAt) {}

    /** The newest content; empty if nothing was ever published. */
    Optional<Content> content(TrustCenterId trustCenter) {
        return one(jdbc.query("""
                select position, commit_position, recorded_at from public_fact
                where trust_center = ? and content order by position desc limit 1""", Past::content, trustCenter.value()));
    }

    /** The content as known at that instant; empty if nothing was. */
    Optional<Content> content(TrustCenterId trustCenter, Instant recordedAt) {
        return one(jdbc.query("""
                select position, commit_position, recorded_at from public_fact
                where trust_center = ? and content and recorded_at <= ? order by position desc limit 1""", Past::content, trustCenter.value(), utc(recordedAt)));
    }

    /** The profile that applies at an instant, or else the one stated last. */
    Profile profile(TrustCenterId trustCenter, Content content, Instant validAt) {
        return one(jdbc.query(
                        """
                        select bytes from public_fact
                        where trust_center = ? and item = ? and position <= ?
                        order by (valid_from <= ? and (valid_to is null or valid_to > ?)) desc, position desc
                        limit 1""",
                        (row, _) -> codec.read(row.getBytes(1)),
                        trustCenter.value(),
                        PROFILE,
                        content.contentPosition(),
                        utc(validAt),
                        utc(validAt)))
                .map(published -> ((ProfilePublished) published.fact()).content())
                .orElseThrow(() -> new IllegalStateException("%s has content and no profile".formatted(trustCenter)));
    }

    /** The languages in which it is published now, the first of them first; none if nothing was ever published. */
    List<String> languages(TrustCenterId trustCenter, Instant now) {
        return content(trustCenter)
                .map(content -> profile(trustCenter, content, unchangedSince(trustCenter, content, now)))
                .map(Profile::languages)
                .orElse(List.of());
    }

    /**
     * Since when what applies now has applied, as far as readers may know: the later of the content's commit and the
     * last moment at which something in it began or ended to apply.
     */
    Instant unchangedSince(TrustCenterId trustCenter, Content content, Instant now) {
        var internal = String.join(SEPARATOR, internal(trustCenter));
        return one(jdbc.query(
                        """
                        select max(boundary) from (
                          select max(valid_from) as boundary from public_fact where trust_center = ? and content
                            and valid_from > ? and valid_from <= ? and position <= ?
                            and item <> all (string_to_array(?, ' '))
                          union all
                          select max(valid_to) from public_fact where trust_center = ?
                            and valid_to > ? and valid_to <= ? and position <= ?
                            and item <> all (string_to_array(?, ' '))) as boundaries""",
                        (row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        trustCenter.value(),
                        utc(content.recordedAt()),
                        utc(now),
                        content.contentPosition(),
                        internal,
                        trustCenter.value(),
                        utc(content.recordedAt()),
                        utc(now),
                        content.contentPosition(),
                        internal))
                .flatMap(boundary -> boundary)
                .orElse(content.recordedAt());
    }

    /** The items of which nobody outside may know today. */
    private Iterable<String> internal(TrustCenterId trustCenter) {
        var internal = new LinkedHashSet<String>();
        jdbc.query(
                """
                select item, bytes from public_fact
                where trust_center = ? and content and valid_from is null order by position""",
                row -> {
                    if (codec.read(row.getBytes(2)).fact() instanceof AnswerAccessChanged changed) {
                        if (changed.access() == Access.INTERNAL) {
                            internal.add(row.getString(1));
                        } else {
                            internal.remove(row.getString(1));
                        }
                    }
                },
                trustCenter.value());
        return internal;
    }

    /** Whether anything at all applied at an instant. */
    boolean saysAnything(TrustCenterId trustCenter, Content content, Instant validAt) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                """
                select exists (select from public_fact where trust_center = ? and content and position <= ?
                  and valid_from <= ? and (valid_to is null or valid_to > ?))""", Boolean.class, trustCenter.value(), content.contentPosition(), utc(validAt), utc(validAt)));
    }

    /**
     * Whether what the scope names applied at an instant. Sub-processors always do: that there were none is a statement
     * too.
     */
    boolean states(TrustCenterId trustCenter, Content content, Instant validAt, PackScope scope) {
        return switch (scope) {
            case PackScope.Everything _, PackScope.Subprocessors _ -> true;
            case PackScope.Tagged(var tag) -> states(trustCenter, content, validAt, FactType.TAG_PUBLISHED, tag);
            case PackScope.OneAgreement(var agreement) ->
                states(trustCenter, content, validAt, FactType.AGREEMENT_REVISION_PUBLISHED, agreement);
            case PackScope.Differences(var since) -> since.isBefore(validAt);
        };
    }

    private boolean states(TrustCenterId trustCenter, Content content, Instant validAt, FactType kind, String item) {
        // The last fact about the instant says whether the item is there then. The third condition is the index's.
        return one(jdbc.query(
                        """
                        select bytes from public_fact
                        where trust_center = ? and item = ? and (item like 'tags/%' or item like 'agreements/%')
                          and position <= ? and valid_from <= ? and (valid_to is null or valid_to > ?)
                        order by position desc limit 1""",
                        (row, _) -> codec.read(row.getBytes(1)),
                        trustCenter.value(),
                        "%s/%s".formatted(kind.kind(), item),
                        content.contentPosition(),
                        utc(validAt),
                        utc(validAt)))
                .filter(published -> published.fact() instanceof Publication)
                .isPresent();
    }

    private static Content content(ResultSet row, int number) throws SQLException {
        return new Content(
                row.getLong(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> Optional<T> one(List<T> rows) {
        return rows.stream().findFirst();
    }
}
