package org.trustledger.command.webhooks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Shows the operator how many calls wait and which endpoints take none, of all trust centers together. */
@Component
class WebhookState {
    // One scrape asks every gauge; the database is asked once for all of them.
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final AtomicReference<@Nullable Measured> measured = new AtomicReference<>();

    WebhookState(JdbcTemplate jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        gauge(
                meters,
                "trust.ledger.webhooks.waiting",
                "calls",
                "Calls to be made to endpoints that are not paused",
                Standing::waiting);
        gauge(
                meters,
                "trust.ledger.webhooks.waiting.age",
                "seconds",
                "How long ago the first of them was to be made",
                standing -> standing.age().toMillis() / 1_000.0);
        gauge(meters, "trust.ledger.webhooks.given.up", "calls", "Calls that are made no more", Standing::givenUp);
        gauge(
                meters,
                "trust.ledger.webhooks.failing",
                "endpoints",
                "Endpoints that did not take what they were last called about",
                Standing::failing);
        gauge(
                meters,
                "trust.ledger.webhooks.paused",
                "endpoints",
                "Endpoints that are not called because they took nothing for days",
                Standing::paused);
    }

    private record Standing(long waiting, Duration age, long givenUp, long failing, long paused) {}

    private record Measured(Standing standing, long at) {}

    private void gauge(MeterRegistry meters, String name, String unit, String what, ToDoubleFunction<Standing> value) {
        Gauge.builder(name, this, state -> {
                    try {
                        return value.applyAsDouble(state.recent());
                    } catch (DataAccessException | TransactionException _) {
                        return Double.NaN;
                    }
                })
                .baseUnit(unit)
                .description(what)
                .register(meters);
    }

    private Standing recent() {
        var recent = measured.get();
        if (recent == null || System.nanoTime() - recent.at() > FRESH.toNanos()) {
            recent = new Measured(standing(), System.nanoTime());
            measured.set(recent);
        }
        return recent.standing();
    }

    private Standing standing() {
        return jdbc.query("""
                        select
                          (select count(*) from webhook_call c join webhook w on w.id = c.webhook
                           where (c.taken_at is null or c.again_at is not null) and c.given_up_at is null
                             and c.dropped_at is null and w.paused_at is null and w.ended_at is null),
                          (select count(*) from webhook_call c join webhook w on w.id = c.webhook
                           where c.given_up_at is not null and c.taken_at is null and c.dropped_at is null and w.ended_at is null),
                          count(*) filter (where failing_since is not null and paused_at is null),
                          count(*) filter (where paused_because = 'failing'),
                          min(due_at) filter (where paused_at is null)
                        from webhook where ended_at is null""", (row, _) -> {
                    var due = row.getObject(5, OffsetDateTime.class);
                    var late = due == null
                            ? Duration.ZERO
                            : Duration.between(due, clock.instant().atOffset(ZoneOffset.UTC));
                    return new Standing(
                            row.getLong(1),
                            late.isNegative() ? Duration.ZERO : late,
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4));
                })
                .getFirst();
    }
}
