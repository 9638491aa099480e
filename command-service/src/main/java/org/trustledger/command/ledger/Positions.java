package org.trustledger.command.ledger;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.trustledger.operating.PerTrustCenter;

/** Shows the operator how far each trust center's ledger has come. */
@Component
class Positions implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private final JdbcTemplate jdbc;
    private final PrometheusRegistry metrics;
    private final PerTrustCenter gauge =
            new PerTrustCenter("trust_ledger_position", "Position of the last fact recorded", this::positions);

    Positions(JdbcTemplate jdbc, PrometheusRegistry metrics) {
        this.jdbc = jdbc;
        this.metrics = metrics;
        metrics.register(gauge);
    }

    private Map<String, Long> positions() {
        var positions = new HashMap<String, Long>();
        try {
            jdbc.query("select trust_center, position from ledger", row -> {
                positions.put(row.getString(1), row.getLong(2));
            });
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The positions cannot be read", e);
        }
        return positions;
    }

    @Override
    public void destroy() {
        metrics.unregister(gauge);
    }
}
