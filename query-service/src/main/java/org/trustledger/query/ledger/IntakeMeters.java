package org.trustledger.query.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.trustledger.operating.PerTrustCenter;

/** Shows the operator how far the views are, and how far behind. */
@Component
class IntakeMeters implements DisposableBean {
    private final PrometheusRegistry metrics;
    private final PerTrustCenter positions;

    IntakeMeters(IntakeState state, Heads heads, MeterRegistry meters, PrometheusRegistry metrics) {
        this.metrics = metrics;
        positions = new PerTrustCenter(
                "trust_ledger_position",
                "Position up to which the views show a trust center",
                () -> heads.all().stream()
                        .collect(Collectors.toMap(head -> head.trustCenter().value(), Head::position)));
        metrics.register(positions);
        Gauge.builder(
                        "trust.ledger.projection.lag.facts",
                        state,
                        now -> now.standing().lag())
                .description("Facts on the topic that the views do not show yet")
                .register(meters);
        Gauge.builder("trust.ledger.projection.lag", state, now -> now.behind().toMillis() / 1000.0)
                .description("For how long something has been waiting to be shown")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(
                        "trust.ledger.projection.stopped",
                        state,
                        now -> now.stopped().size())
                .description("Trust centers whose views stand still before a missing or unreadable fact")
                .register(meters);
    }

    @Override
    public void destroy() {
        metrics.unregister(positions);
    }
}
