package org.trustledger.command.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How far the relay is behind the ledger, as the database knows it, and what keeps it from going on. */
@Component
class RelayState {
    // One scrape asks every gauge; the database is asked once for all of them.
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final Counter sent;
    private final Counter failures;
    private final AtomicReference<@Nullable Measured> measured = new AtomicReference<>();
    private volatile @Nullable String trouble;

    RelayState(JdbcTemplate jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        sent = Counter.builder("trust.ledger.relay.sent")
                .description("Facts sent and acknowledged, repeats included")
                .baseUnit("facts")
                .register(meters);
        failures = Counter.builder("trust.ledger.relay.failures")
                .description("Rounds of the relay that failed")
                .register(meters);
        gauge(meters, "trust.ledger.relay.lag", "facts", "Facts recorded and not yet acknowledged", Lag::facts);
        gauge(
                meters,
                "trust.ledger.relay.lag.age",
                "seconds",
                "Age of the oldest fact not yet acknowledged",
                lag -> lag.age().toMillis() / 1_000.0);
        gauge(
                meters,
                "trust.ledger.relay.lag.largest",
                "facts",
                "Facts not yet acknowledged of the trust center with most of them",
                Lag::largest);
        gauge(
                meters,
                "trust.ledger.relay.acknowledged",
                "facts",
                "Sum over all trust centers of the last acknowledged position",
                Lag::acknowledged);
    }

    /**
     * How far the relay is behind.
     *
     * @param facts not acknowledged, of all trust centers
     * @param largest the most of one trust center
     * @param age of the oldest of them; zero if there is none
     * @param acknowledged sum of the acknowledged positions
     * @param foreign trust centers for which nothing is sent, because the topic holds what this ledger does not know
     */
    record Lag(long facts, long largest, Duration age, long acknowledged, List<String> foreign) {}

    private record Measured(Lag lag, long at) {}

    private void gauge(MeterRegistry meters, String name, String unit, String what, ToDoubleFunction<Lag> value) {
        Gauge.builder(name, this, state -> {
                    try {
                        return value.applyAsDouble(state.recentLag());
                    } catch (DataAccessException | TransactionException _) {
                        return Double.NaN;
                    }
                })
                .baseUnit(unit)
                .description(what)
                .register(meters);
    }

    void sent(int facts) {
        sent.increment(facts);
    }

    void goes() {
        trouble = null;
    }

    void failed(String why) {
        failures.increment();
        trouble = why;
    }

    /** What the last round failed at; null if it did not. */
    @Nullable String trouble() {
        return trouble;
    }

    private Lag recentLag() {
        var recent = measured.get();
        if (recent == null || System.nanoTime() - recent.at() > FRESH.toNanos()) {
            recent = new Measured(lag(), System.nanoTime());
            measured.set(recent);
        }
        return recent.lag();
    }

    /** Asks the database. */
    Lag lag() {
        var foreign = jdbc.queryForList("""
                select trust_center from relay_foreign join ledger using (trust_center) order by 1""", String.class);
        return jdbc.query(
                        """
                        select coalesce(sum(behind), 0), coalesce(max(behind), 0),
                          coalesce(extract(epoch from now() - min(f.recorded_at)), 0), coalesce(sum(acknowledged), 0)
                        from (select trust_center, l.position - coalesce(c.position, 0) as behind,
                                coalesce(c.position, 0) as acknowledged
                              from ledger l left join relay_checkpoint c using (trust_center)) as waiting
                          left join public_fact f on f.trust_center = waiting.trust_center
                            and f.position = acknowledged + 1""",
                        (row, _) -> new Lag(
                                row.getLong(1),
                                row.getLong(2),
                                Duration.ofMillis(Math.max(0, Math.round(row.getDouble(3) * 1_000))),
                                row.getLong(4),
                                foreign))
                .getFirst();
    }
}
