package org.trustledger.command.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.ledger.Recorded;
import org.trustledger.command.platform.Rounds;

/**
 * Sends every public fact, in position order per trust center, and whatever the outbox holds. The checkpoint moves only
 * over what was acknowledged, so a fact can be sent twice (readers skip a position they have) and never be skipped.
 *
 * <p>Woken after each commit of this process; the sweep finds what was left by a process that died. Of two relays each
 * takes the trust centers that the other has not locked. What the topic loses afterwards {@link TopicWatch} notices.
 */
@Component
class EventRelay implements SmartLifecycle {
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final int MOST_MESSAGES = 500;
    // The structured mode of CloudEvents' Kafka protocol binding.
    private static final String CLOUD_EVENT = "application/cloudevents+json; charset=UTF-8";
    private static final String JSON = "application/json";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Topics topics;
    private final Wire wire;
    private final TopicWatch watch;
    private final RelayState state;
    private final Rounds rounds;

    EventRelay(
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            Topics topics,
            Wire wire,
            TopicWatch watch,
            RelayState state) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.topics = topics;
        this.wire = wire;
        this.watch = watch;
        this.state = state;
        rounds = new Rounds("event-relay", this::goRound);
    }

    @EventListener
    void on(Recorded recorded) {
        rounds.wake();
    }

    @EventListener
    void on(Outbox.Filled filled) {
        rounds.wake();
    }

    private Duration goRound() throws InterruptedException {
        try {
            var sent = round();
            state.goes();
            return sent > 0 ? Duration.ZERO : SWEEP;
        } catch (RuntimeException e) {
            // Whatever failed may have been the topic's going: nothing is sent before it was looked at.
            watch.distrust();
            wire.close();
            state.failed(e.getMessage() == null ? e.toString() : e.getMessage());
            throw e;
        }
    }

    /** @return how many messages were sent and acknowledged */
    int round() throws InterruptedException {
        wire.provide(List.of(topics.facts(), topics.packRequests()));
        if (watch.look()) {
            // What the connection knows of the topic is of another one.
            wire.close();
        }
        return relayFacts() + relayOutbox();
    }

    /** @return how many facts were sent and acknowledged */
    int relayFacts() throws InterruptedException {
        var sent = relayWaitingFacts();
        // After those that were known before, whose readers wait.
        return meetsNewTrustCenters() ? sent + relayWaitingFacts() : sent;
    }

    private boolean meetsNewTrustCenters() {
        return jdbc.update("""
                insert into relay_checkpoint (trust_center)
                select trust_center from ledger l where position > 0
                  and not exists (select from relay_checkpoint c where c.trust_center = l.trust_center)
                on conflict do nothing""") > 0;
    }

    private int relayWaitingFacts() throws InterruptedException {
        return inOneTransaction(() -> {
            var load = new ArrayList<Wire.Message>();
            var reached = new LinkedHashMap<String, Long>();
            waiting().forEach((trustCenter, checkpoint) -> fill(load, reached, trustCenter, checkpoint));
            if (load.isEmpty()) {
                return 0;
            }
            watch.acknowledged(wire.send(load));
            state.sent(load.size());
            reached.forEach((trustCenter, position) -> jdbc.update(
                    "update relay_checkpoint set position = ? where trust_center = ?", position, trustCenter));
            return load.size();
        });
    }

    private Map<String, Long> waiting() {
        var waiting = new LinkedHashMap<String, Long>();
        jdbc.query("""
                select c.trust_center, c.position from relay_checkpoint c join ledger l using (trust_center)
                where l.position > c.position
                  and not exists (select from relay_foreign f where f.trust_center = c.trust_center)
                for no key update of c skip locked""", row -> {
            waiting.put(row.getString(1), row.getLong(2));
        });
        return waiting;
    }

    private void fill(List<Wire.Message> load, Map<String, Long> reached, String trustCenter, long checkpoint) {
        var bytes = load.stream().mapToLong(message -> message.body().length).sum();
        var room = MOST_MESSAGES - load.size();
        if (room <= 0 || bytes >= Wire.MOST_BYTES) {
            return;
        }
        // The sum in the query keeps a load of large facts from being read whole only to be cut.
        jdbc.query(
                """
                select position, bytes from (
                  select position, bytes, sum(length(bytes)) over (order by position) as so_far
                  from (select position, bytes from public_fact where trust_center = ? and position > ?
                        order by position limit ?) as next) as measured
                where so_far <= ? or (position = ? and ?) order by position""",
                row -> {
                    load.add(new Wire.Message(topics.facts(), trustCenter, row.getBytes(2), CLOUD_EVENT));
                    reached.put(trustCenter, row.getLong(1));
                },
                trustCenter,
                checkpoint,
                room,
                Wire.MOST_BYTES - bytes,
                checkpoint + 1,
                load.isEmpty());
    }

    /** @return how many messages were sent and acknowledged */
    int relayOutbox() throws InterruptedException {
        return inOneTransaction(() -> {
            var ids = new ArrayList<Long>();
            var load = new ArrayList<Wire.Message>();
            jdbc.query("select id, topic, key, body from outbox order by id limit 100 for update skip locked", row -> {
                ids.add(row.getLong(1));
                load.add(new Wire.Message(row.getString(2), row.getString(3), row.getBytes(4), JSON));
            });
            if (load.isEmpty()) {
                return 0;
            }
            wire.send(load);
            jdbc.batchUpdate(
                    "delete from outbox where id = ?",
                    ids.stream().map(id -> new Object[] {id}).toList());
            return load.size();
        });
    }

    private interface Sending {
        int send() throws InterruptedException;
    }

    // An interrupt is how the office stops; it must come out of the transaction as what it is.
    private int inOneTransaction(Sending sending) throws InterruptedException {
        var interrupted = new ArrayList<InterruptedException>();
        var sent = transactions.execute(status -> {
            try {
                return sending.send();
            } catch (InterruptedException e) {
                status.setRollbackOnly();
                interrupted.add(e);
                return 0;
            }
        });
        if (!interrupted.isEmpty()) {
            throw interrupted.getFirst();
        }
        return sent == null ? 0 : sent;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
        wire.close();
        watch.close();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
