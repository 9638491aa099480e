package org.trustledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.trustledger.backing.DatabaseRoles;

/** A change is told to everybody who asked: from the commit to the last letter that the mail server takes. */
final class NoticeRow implements Row {
    private static final String TRUST_CENTER = "notices";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String HEAP = "256m";
    private static final int ANSWERS = 10;
    private static final int CONNECTIONS = 32;
    private static final int MEMORY_ROUNDS = 2;

    private int changes;
    private long position;

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var subscribers = surroundings.scale().subscribers();
        var keys = surroundings.database("notices_keys");
        try (var sink = surroundings.closeAtTheEnd(MailSink.open())) {
            var office = Office.start(surroundings, "notices", HEAP, settings(keys, sink.port()));
            position = office.load(TRUST_CENTER, Documents.JSON, Documents.json(ANSWERS));
            subscribe(surroundings, office.database(), keys, subscribers);
            try (var read = surroundings.connect(office.database())) {
                // Once before, for the words that the other side sends.
                secondsToTell(office, read, sink, subscribers, false);
                var bare = bare(surroundings, read, sink.port());
                var measured = surroundings
                        .longRounds()
                        .measure(
                                () -> subscribers / secondsToTell(office, read, sink, subscribers, false),
                                () -> bare.ask("send", Integer.toString(subscribers)));
                bare.close();
                var failing = surroundings
                        .longRounds()
                        .measure(
                                () -> secondsToTell(office, read, sink, subscribers, true),
                                () -> secondsToTell(office, read, sink, subscribers, false));
                var memory = memory(office, read, sink, subscribers);
                office.close();
                return List.of(
                        new Comparison(
                                "a change told to %,d subscribers, each letter noted".formatted(subscribers),
                                "a bare loop over one open connection per processor to the same sink",
                                "letters/s",
                                measured.ours(),
                                measured.theirs(),
                                Target.atLeast(0.7),
                                "%s, over %d connections, in %s of heap"
                                        .formatted(surroundings.longRounds(), CONNECTIONS, HEAP)),
                        new Comparison(
                                "until all have their letter who are not refused, where every tenth of %,d is"
                                        .formatted(subscribers),
                                "ours where none is",
                                "s",
                                failing.ours(),
                                failing.theirs(),
                                Target.atMost(1.1),
                                surroundings.longRounds().toString()),
                        new Comparison(
                                "heap that a collection leaves when nine tenths of %,d letters are taken"
                                        .formatted(subscribers),
                                "the same when one tenth is",
                                "MB",
                                memory.ours(),
                                memory.theirs(),
                                Target.atMost(1.2),
                                "%d rounds".formatted(MEMORY_ROUNDS)));
            }
        }
    }

    private static HashMap<String, String> settings(DatabaseRoles keys, int mailPort) {
        var settings = new HashMap<String, String>();
        settings.put("trust-ledger.mail.host", "127.0.0.1");
        settings.put("trust-ledger.mail.port", Integer.toString(mailPort));
        settings.put("trust-ledger.mail.start-tls", "never");
        settings.put("trust-ledger.mail.from", "trust@fjordsky.example");
        settings.put("trust-ledger.mail.office", "https://office.fjordsky.example");
        settings.put("trust-ledger.people.secret", SECRET);
        settings.put("trust-ledger.people.keys.url", keys.runtime().jdbcUrl());
        settings.put("trust-ledger.people.keys.username", keys.runtime().user());
        settings.put("trust-ledger.people.keys.password", keys.runtime().password());
        settings.put("trust-ledger.people.keys.owner", keys.owner().user());
        settings.put("trust-ledger.people.keys.owner-password", keys.owner().password());
        settings.put("trust-ledger.subscriptions.site", "https://trust.fjordsky.example");
        settings.put("trust-ledger.letters.connections", Integer.toString(CONNECTIONS));
        settings.put("trust-ledger.notices.gather", "0s");
        return settings;
    }

    private static void subscribe(
            Surroundings surroundings, DatabaseRoles database, DatabaseRoles keys, int subscribers) {
        try (var worker = surroundings.inside(
                "command-service",
                HEAP,
                "org.trustledger.command.subscriptions.SubscribersWorker",
                database.runtime().jdbcUrl(),
                database.runtime().user(),
                database.runtime().password(),
                keys.runtime().jdbcUrl(),
                keys.runtime().user(),
                keys.runtime().password(),
                keys.owner().user(),
                keys.owner().password(),
                SECRET)) {
            worker.ask("subscribe", TRUST_CENTER, Integer.toString(subscribers));
        }
    }

    private static Insider bare(Surroundings surroundings, Connection read, int mailPort)
            throws SQLException, IOException {
        var words = new ArrayList<Path>();
        try (var query = read.createStatement();
                var row = query.executeQuery("select text, html from public.notice_text limit 1")) {
            row.next();
            for (var column = 1; column <= 2; column++) {
                words.add(Files.writeString(
                        surroundings.directory("words").resolve("words-" + column), row.getString(column)));
            }
        }
        return surroundings.inside(
                "command-service",
                HEAP,
                "org.trustledger.command.mail.BareMailWorker",
                Integer.toString(mailPort),
                words.get(0).toString(),
                words.get(1).toString());
    }

    /** @return from the change until the last of those who are not refused has their letter */
    private double secondsToTell(Office office, Connection read, MailSink sink, int subscribers, boolean refuses)
            throws Exception {
        changes++;
        sink.reset(refuses);
        var begin = System.nanoTime();
        position = office.change(TRUST_CENTER, Documents.JSON, Documents.json(ANSWERS, changes), position);
        var seconds = (sink.await(subscribers) - begin) / 1e9;
        awaitNoted(read);
        return seconds;
    }

    /** What the office holds on to late and early in telling everybody. */
    private Rounds.Pair memory(Office office, Connection read, MailSink sink, int subscribers) throws Exception {
        var late = new ArrayList<Double>();
        var early = new ArrayList<Double>();
        for (var round = 0; round < MEMORY_ROUNDS; round++) {
            changes++;
            sink.reset(false);
            position = office.change(TRUST_CENTER, Documents.JSON, Documents.json(ANSWERS, changes), position);
            sink.await(subscribers / 10);
            early.add(office.liveHeap());
            sink.await(subscribers / 10 * 9);
            late.add(office.liveHeap());
            sink.await(subscribers);
            awaitNoted(read);
        }
        return new Rounds.Pair(new Series(late), new Series(early));
    }

    // What is noted of the last letters would take its time out of the other side's.
    private static void awaitNoted(Connection read) throws SQLException {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        try (var query = read.prepareStatement("""
                select exists (select from public.letter where given_up_at is null)""")) {
            while (System.nanoTime() < deadline) {
                try (var waiting = query.executeQuery()) {
                    waiting.next();
                    if (!waiting.getBoolean(1)) {
                        return;
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        throw new IllegalStateException("Not every letter was noted in five minutes");
    }
}
