package org.trustledger.command.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** What the ledger says of an instant, as everybody may read it. */
@Component
public class Standing {
    // Of all that was said of an item for a moment, what was recorded last holds.
    private static final String ITEMS = """
            select distinct on (item) bytes from public_fact
            where trust_center = ? and content and item like ? and valid_from <= ? and (valid_to is null or valid_to > ?)
            order by item, position desc""";
    // The item by its name, because the index of profiles is found by it alone.
    private static final String PROFILE = """
            select bytes from public_fact
            where trust_center = ? and item = 'trust-centers/profile'
              and valid_from <= ? and (valid_to is null or valid_to > ?)
            order by position desc limit 1""";

    private final JdbcTemplate jdbc;
    private final FactCodec codec = new FactCodec();

    Standing(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What the trust center says of itself; empty until it does. */
    public Optional<Profile> profile(TrustCenterId trustCenter, Instant now) {
        return profileFact(trustCenter, now).map(fact -> ((ProfilePublished) fact.fact()).content());
    }

    /** The fact that says it. */
    public Optional<PublicFact> profileFact(TrustCenterId trustCenter, Instant now) {
        return read(PROFILE, trustCenter.value(), utc(now), utc(now)).stream().findFirst();
    }

    /** In which days are counted; UTC until there is a profile. */
    public ZoneId zone(TrustCenterId trustCenter, Instant now) {
        return profile(trustCenter, now).map(Profile::timeZone).orElse(ZoneOffset.UTC);
    }

    /** The day it is in the trust center. */
    public LocalDate today(TrustCenterId trustCenter, Instant now) {
        return LocalDate.ofInstant(now, zone(trustCenter, now));
    }

    /**
     * The last fact of each item of a kind that covers the instant, by item; removals, which state nothing, among them.
     *
     * @param any fact of the kind
     */
    public List<PublicFact> items(TrustCenterId trustCenter, FactType any, Instant now) {
        return read(ITEMS, trustCenter.value(), any.kind() + "/%", utc(now), utc(now));
    }

    private List<PublicFact> read(String query, Object... values) {
        return jdbc.query(query, (row, _) -> codec.read(row.getBytes(1)), values);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
