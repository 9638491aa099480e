package org.trustledger.operating;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.function.Supplier;

/** A gauge with one value for each trust center, asked for whenever somebody looks. */
public final class PerTrustCenter implements Collector {
    private final String name;
    private final String help;
    private final Supplier<Map<String, ? extends Number>> values;

    /**
     * @param name as Prometheus writes it, such as {@code trust_ledger_position}
     * @param values by trust-center id; must not take long, and an empty map if they cannot be had
     */
    public PerTrustCenter(String name, String help, Supplier<Map<String, ? extends Number>> values) {
        this.name = name;
        this.help = help;
        this.values = values;
    }

    @Override
    public MetricSnapshot collect() {
        var snapshot = GaugeSnapshot.builder().name(name).help(help);
        values.get()
                .forEach((trustCenter, value) -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of("trust_center", trustCenter))
                        .value(value.doubleValue())
                        .build()));
        return snapshot.build();
    }

    @Override
    public String getPrometheusName() {
        return name;
    }
}
