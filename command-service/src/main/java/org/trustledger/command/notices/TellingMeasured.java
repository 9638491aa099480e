package org.trustledger.command.notices;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Says for an operator's alarms what is still to be told, of all trust centers together. */
@Component
class TellingMeasured {
    // One scrape asks every gauge; the database is asked once for all of them.
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final TellingLag lag;
    private final Clock clock;
    private final AtomicReference<@Nullable Measured> measured = new AtomicReference<>();

    TellingMeasured(JdbcTemplate jdbc, TellingLag lag, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.lag = lag;
        this.clock = clock;
        gauge(
                meters,
                "trust.ledger.notices.late",
                "seconds",
                "How long ago the first fact was to be told of that was not looked at",
                stand -> stand.late().toMillis() / 1_000.0);
        gauge(meters, "trust.ledger.letters.waiting", "letters", "Letters to be sent, or tried again", Stand::waiting);
        gauge(meters, "trust.ledger.letters.waiting.age", "seconds", "Age of the oldest of them", this::age);
        gauge(meters, "trust.ledger.letters.given.up", "letters", "Letters that are tried no more", Stand::givenUp);
        gauge(
                meters,
                "trust.ledger.subscribers.paused",
                "subscribers",
                "Subscribers written to no more because letters came back",
                Stand::paused);
    }

    /**
     * What is still to be told.
     *
     * @param late how far what is told lags behind what is recorded
     * @param oldest when the oldest letter that waits was put; null if none waits
     */
    private record Stand(
            Duration late, long waiting, @Nullable Instant oldest, long givenUp, long paused) {}

    private record Measured(Stand stand, long at) {}

    private void gauge(MeterRegistry meters, String name, String unit, String what, ToDoubleFunction<Stand> value) {
        Gauge.builder(name, this, self -> {
                    try {
                        return value.applyAsDouble(self.recent());
                    } catch (DataAccessException | TransactionException _) {
                        return Double.NaN;
                    }
                })
                .baseUnit(unit)
                .description(what)
                .register(meters);
    }

    private double age(Stand stand) {
        return stand.oldest() == null
                ? 0
                : Math.max(0, Duration.between(stand.oldest(), clock.instant()).toMillis() / 1_000.0);
    }

    private Stand recent() {
        var recent = measured.get();
        if (recent == null || System.nanoTime() - recent.at() > FRESH.toNanos()) {
            recent = new Measured(stand(), System.nanoTime());
            measured.set(recent);
        }
        return recent.stand();
    }

    private Stand stand() {
        var late = lag.longest();
        return jdbc.query("""
                        select waiting.letters, waiting.oldest,
                          (select count(*) from letter where given_up_at is not null),
                          (select count(*) from subscriber where paused_at is not null)
                        from (select count(*) as letters, min(made_at) as oldest
                              from letter where given_up_at is null) as waiting""", (row, _) -> {
                    var oldest = row.getObject(2, OffsetDateTime.class);
                    return new Stand(
                            late,
                            row.getLong(1),
                            oldest == null ? null : oldest.toInstant(),
                            row.getLong(3),
                            row.getLong(4));
                })
                .getFirst();
    }
}
