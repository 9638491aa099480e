package org.trustledger.command.subscriptions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.trustledger.events.TrustCenterId;

/**
 * How many asked to be told, and to which addresses no letter goes because somebody typed them. Knows addresses by
 * marks alone, and none for longer than a day unless whoever has the address asked for it.
 */
@Repository
class SignUps {
    private static final OffsetDateTime FOR_EVER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final JdbcTemplate jdbc;

    SignUps(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many were taken since then, of known addresses and unknown ones. */
    int since(TrustCenterId trustCenter, Instant since) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from sign_up where trust_center = ? and asked_at > ?",
                Integer.class,
                trustCenter.value(),
                utc(since)));
    }

    /** Counts one, in the caller's transaction. */
    void add(TrustCenterId trustCenter, Instant now) {
        jdbc.update("insert into sign_up (trust_center, asked_at) values (?, ?)", trustCenter.value(), utc(now));
    }

    /**
     * Whether an address may be written to because it was typed; if so, not again until then. Of two who ask at once
     * one hears that it may.
     */
    boolean mayWrite(TrustCenterId trustCenter, String addressMark, Instant now, Instant until) {
        return jdbc.update("""
                        insert into quiet_address (trust_center, address_mark, until) values (?, ?, ?)
                        on conflict (trust_center, address_mark) do update set until = excluded.until
                        where quiet_address.until <= ?""", trustCenter.value(), addressMark, utc(until), utc(now)) > 0;
    }

    /** An address is never written to again because somebody typed it. */
    void never(TrustCenterId trustCenter, String addressMark) {
        jdbc.update("""
                insert into quiet_address (trust_center, address_mark, until) values (?, ?, ?)
                on conflict (trust_center, address_mark) do update set until = excluded.until""", trustCenter.value(), addressMark, FOR_EVER);
    }

    /** Takes {@link #never} back. */
    void again(TrustCenterId trustCenter, String addressMark) {
        jdbc.update(
                "delete from quiet_address where trust_center = ? and address_mark = ? and until = ?",
                trustCenter.value(),
                addressMark,
                FOR_EVER);
    }

    /** Whether an address is never written to because somebody typed it. */
    boolean isNever(TrustCenterId trustCenter, String addressMark) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from quiet_address where trust_center = ? and address_mark = ? and until = ?)",
                Boolean.class,
                trustCenter.value(),
                addressMark,
                FOR_EVER));
    }

    /**
     * Forgets what is over.
     *
     * @param counted sign-ups before then count no more
     */
    void forget(Instant counted, Instant now) {
        jdbc.update("delete from sign_up where asked_at <= ?", utc(counted));
        jdbc.update("delete from quiet_address where until <= ?", utc(now));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
