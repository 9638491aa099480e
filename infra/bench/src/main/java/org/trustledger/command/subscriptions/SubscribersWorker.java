package org.trustledger.command.subscriptions;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.bench.Worker;
import org.trustledger.command.people.ManyPersons;
import org.trustledger.events.TrustCenterId;

/** Has many people subscribed and confirmed, without their mails. */
public final class SubscribersWorker {
    private static final int AT_ONCE = 1_000;
    private static final int DOMAINS = 1_000;

    private final ManyPersons persons;
    private final Subscribers subscribers;
    private final TransactionTemplate transactions;

    private SubscribersWorker(ManyPersons persons, HikariDataSource pool) {
        this.persons = persons;
        this.subscribers = new Subscribers(new JdbcTemplate(pool));
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    public static void main(String[] args) throws Exception {
        var pool = new HikariConfig();
        pool.setJdbcUrl(args[0]);
        pool.setUsername(args[1]);
        pool.setPassword(args[2]);
        var worker = new SubscribersWorker(
                new ManyPersons(args[3], args[4], args[5], args[6], args[7], args[8]), new HikariDataSource(pool));
        Worker.serve(Map.of(
                "subscribe",
                words -> worker.subscribe(new TrustCenterId(words.get(0)), Integer.parseInt(words.get(1)))));
    }

    /** Every tenth of them at {@code refused.example}, the others at a thousand domains. */
    private double subscribe(TrustCenterId trustCenter, int howMany) throws Exception {
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        for (var begin = 0; begin < howMany; begin += AT_ONCE) {
            var first = begin;
            var some = persons.make(Math.min(AT_ONCE, howMany - begin));
            var keys = persons.keys(some);
            transactions.executeWithoutResult(_ -> {
                for (var i = 0; i < some.size(); i++) {
                    var number = first + i;
                    var person = some.get(i);
                    var known = new Known(
                            number % 10 == 0
                                    ? "person-%d@of-%d.refused.example".formatted(number, number % DOMAINS)
                                    : "person-%d@of-%d.example".formatted(number, number % DOMAINS),
                            mark() + mark().substring(0, 11),
                            mark() + mark().substring(0, 11));
                    subscribers.addIf(
                            true,
                            new Subscriber(
                                    person,
                                    trustCenter,
                                    known.sealed(keys, person),
                                    new Wish(new TreeSet<>(List.of(Topic.ANSWERS)), "en", Cadence.IMMEDIATE, false),
                                    1,
                                    now,
                                    null,
                                    null,
                                    null),
                            new Subscribe.Marks(mark() + mark(), mark() + mark(), mark() + mark(), mark() + mark()));
                    subscribers.confirm(person, now, 0);
                }
            });
        }
        return howMany;
    }

    private static String mark() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
