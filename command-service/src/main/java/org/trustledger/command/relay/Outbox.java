package org.trustledger.command.relay;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Messages that are to be sent if, and only if, the transaction they belong to commits. At least once each. */
@Component
public class Outbox {
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher wake;

    Outbox(JdbcTemplate jdbc, ApplicationEventPublisher wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

    /** Something waits in the outbox. */
    record Filled() {}

    /** @throws IllegalStateException outside a transaction */
    public void put(String topic, String key, byte[] body) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("Put into the outbox in the transaction that the message belongs to");
        }
        jdbc.update("insert into outbox (topic, key, body) values (?, ?, ?)", topic, key, body);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.publishEvent(new Filled());
            }
        });
    }
}
