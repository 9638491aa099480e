package org.trustledger.command.workbench;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.command.ledger.Standing;
import org.trustledger.command.ledger.Truth;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.Profile;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.Tag;
import org.trustledger.events.TrustCenterId;

/** What the ledger says, as the pages of the workbench need it. */
@Repository
public class Statements {
    private final JdbcTemplate jdbc;
    private final Standing standing;
    private final FactCodec codec = new FactCodec();

    Statements(JdbcTemplate jdbc, Standing standing) {
        this.jdbc = jdbc;
        this.standing = standing;
    }

    /** Every trust center that has a ledger. */
    List<TrustCenterId> trustCenters() {
        return jdbc.query(
                "select trust_center from ledger order by 1", (row, _) -> new TrustCenterId(row.getString(1)));
    }

    Optional<Stated<Profile>> profile(TrustCenterId trustCenter, Instant now) {
        return standing.profileFact(trustCenter, now).stream()
                .flatMap(fact -> stated(fact, Profile.class))
                .findFirst();
    }

    List<Stated<Category>> categories(TrustCenterId trustCenter, Instant now) {
        return standing(trustCenter, FactType.CATEGORY_PUBLISHED, Category.class, now)
                .sorted(Comparator.comparingLong(stated -> stated.content().order()))
                .toList();
    }

    /** The tags that apply, in their order. */
    public List<Stated<Tag>> tags(TrustCenterId trustCenter, Instant now) {
        return standing(trustCenter, FactType.TAG_PUBLISHED, Tag.class, now)
                .sorted(Comparator.comparingLong(stated -> stated.content().order()))
                .toList();
    }

    /** The agreements that apply, by their ids. */
    public List<Stated<AgreementRevision>> agreements(TrustCenterId trustCenter, Instant now) {
        return standing(trustCenter, FactType.AGREEMENT_REVISION_PUBLISHED, AgreementRevision.class, now)
                .toList();
    }

    private <C extends Content> Stream<Stated<C>> standing(
            TrustCenterId trustCenter, FactType any, Class<C> kind, Instant now) {
        return standing.items(trustCenter, any, now).stream().flatMap(fact -> stated(fact, kind));
    }

    private List<PublicFact> truths(String conditions, Object... values) {
        return jdbc.query(Truth.SELECT + Truth.FROM + conditions, (row, _) -> Truth.in(row, codec), values);
    }

    /** Empty for a removal, which states nothing. */
    private static <C extends Content> Stream<Stated<C>> stated(PublicFact published, Class<C> kind) {
        return published.fact() instanceof Publication publication && kind.isInstance(publication.content())
                ? Stream.of(stated(published, publication, kind.cast(publication.content())))
                : Stream.empty();
    }

    private static <C extends Content> Stated<C> stated(PublicFact published, ContentFact fact, C content) {
        var statement = fact.statement();
        return new Stated<>(
                statement.item(),
                published.position(),
                published.recordedAt(),
                statement.revision(),
                statement.validFrom(),
                statement.validTo(),
                statement.reason(),
                content);
    }

    /** The newest facts about content and access, newest first, as they would be told to everybody. */
    List<PublicFact> newest(TrustCenterId trustCenter, int most) {
        return truths(
                "where f.trust_center = ? and f.content order by f.position desc limit ?", trustCenter.value(), most);
    }

    /**
     * The content facts, as they would be told to everybody, that begin to apply in that time and hold until then,
     * soonest first.
     */
    List<PublicFact> beginning(TrustCenterId trustCenter, Instant after, Instant until, int most) {
        return truths("""
                where f.trust_center = ? and f.content and f.valid_from > ? and f.valid_from <= ?
                  and not exists (select from public_fact as later
                    where later.trust_center = f.trust_center and later.item = f.item and later.content
                      and later.position > f.position and later.valid_from <= f.valid_from
                      and (later.valid_to is null or later.valid_to > f.valid_from))
                order by f.valid_from, f.position limit ?""", trustCenter.value(), utc(after), utc(until), most);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
