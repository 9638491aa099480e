package org.trustledger.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A large document from the request to the answer: read, checked, decided, recorded. */
final class ImportRow implements Row {
    private static final int BATCH = 1_000;

    private int imports;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var answers = surroundings.scale().answers();
        var office = Office.start(surroundings, "import", "512m");
        var raw = surroundings.database("import_raw", "command-service");
        var comparisons = new ArrayList<Comparison>();
        try (var read = surroundings.connect(office.database());
                var write = surroundings.connect(raw)) {
            load(office, read, Documents.JSON, Documents.json(answers));
            var rows = rows(read, "import-1");
            for (var type : List.of(Documents.JSON, Documents.YAML)) {
                var document = type.equals(Documents.JSON) ? Documents.json(answers) : Documents.yaml(answers);
                var measured = surroundings
                        .longRounds()
                        .measure(
                                () -> answers / load(office, read, type, document),
                                () -> answers / insert(write, rows));
                comparisons.add(new Comparison(
                        "import of %,d answers in one %s document, over HTTP".formatted(answers, type.substring(12)),
                        "raw batched insert of the same rows in one commit",
                        "answers/s",
                        measured.ours(),
                        measured.theirs(),
                        Target.atLeast(0.5),
                        "%s, %.0f MB each".formatted(surroundings.longRounds(), document.length / 1e6)));
            }
        }
        office.close();
        return comparisons;
    }

    private double load(Office office, Connection read, String type, byte[] document) throws Exception {
        imports++;
        var begin = System.nanoTime();
        office.load("import-" + imports, type, document);
        var seconds = (System.nanoTime() - begin) / 1e9;
        awaitSent(read);
        return seconds;
    }

    // The relay begins where the answer ends, and would take its time out of the other side's.
    private static void awaitSent(Connection read) throws SQLException {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        try (var query = read.prepareStatement("""
                select count(*) from ledger l left join relay_checkpoint c using (trust_center)
                where l.position > coalesce(c.position, 0)""")) {
            while (System.nanoTime() < deadline) {
                try (var waiting = query.executeQuery()) {
                    waiting.next();
                    if (waiting.getInt(1) == 0) {
                        return;
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new IllegalStateException("The relay did not send in five minutes what was imported");
    }

    private record Written(
            String aggregate,
            long sequence,
            String aggregateType,
            String payloadType,
            String revision,
            byte[] payload,
            byte[] about,
            long position,
            long commitPosition,
            OffsetDateTime recordedAt,
            String item,
            boolean content,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            byte[] bytes) {}

    private static List<Written> rows(Connection read, String trustCenter) throws SQLException {
        var rows = new ArrayList<Written>();
        try (var query = read.prepareStatement("""
                select e.aggregate_identifier, e.sequence_number, e.aggregate_type, e.payload_type, e.payload_revision,
                       e.payload, e.meta_data, f.position, f.commit_position, f.recorded_at, f.item, f.content,
                       f.valid_from, f.valid_to, f.bytes
                from public_fact f join domain_event e on e.aggregate_identifier = f.trust_center || '/' || f.item
                where f.trust_center = ? order by f.position""")) {
            query.setString(1, trustCenter);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(new Written(
                            row.getString(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getBytes(6),
                            row.getBytes(7),
                            row.getLong(8),
                            row.getLong(9),
                            row.getObject(10, OffsetDateTime.class),
                            row.getString(11),
                            row.getBoolean(12),
                            row.getObject(13, OffsetDateTime.class),
                            row.getObject(14, OffsetDateTime.class),
                            row.getBytes(15)));
                }
            }
        }
        return rows;
    }

    private double insert(Connection write, List<Written> rows) throws SQLException {
        imports++;
        var trustCenter = "import-" + imports;
        var begin = System.nanoTime();
        write.setAutoCommit(false);
        try (var first = write.prepareStatement("insert into ledger (trust_center) values (?)");
                var event = write.prepareStatement("""
                        insert into domain_event (event_identifier, aggregate_identifier, sequence_number, aggregate_type,
                          recorded_at, payload_type, payload_revision, payload, meta_data)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
                var fact = write.prepareStatement("""
                        insert into public_fact (trust_center, position, commit_position, recorded_at, item, content,
                          valid_from, valid_to, bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
                var head = write.prepareStatement("""
                        update ledger set position = ?, recorded_at = ?, content_position = ?, content_recorded_at = ?
                        where trust_center = ?""")) {
            first.setString(1, trustCenter);
            first.executeUpdate();
            for (var from = 0; from < rows.size(); from += BATCH) {
                for (var row : rows.subList(from, Math.min(from + BATCH, rows.size()))) {
                    event.setString(1, UUID.randomUUID().toString());
                    event.setString(
                            2,
                            trustCenter
                                    + row.aggregate().substring(row.aggregate().indexOf('/')));
                    event.setLong(3, row.sequence());
                    event.setString(4, row.aggregateType());
                    event.setObject(5, row.recordedAt());
                    event.setString(6, row.payloadType());
                    event.setString(7, row.revision());
                    event.setBytes(8, row.payload());
                    event.setBytes(9, row.about());
                    event.addBatch();
                    fact.setString(1, trustCenter);
                    fact.setLong(2, row.position());
                    fact.setLong(3, row.commitPosition());
                    fact.setObject(4, row.recordedAt());
                    fact.setString(5, row.item());
                    fact.setBoolean(6, row.content());
                    fact.setObject(7, row.from());
                    fact.setObject(8, row.to());
                    fact.setBytes(9, row.bytes());
                    fact.addBatch();
                }
                event.executeBatch();
                fact.executeBatch();
            }
            var last = rows.getLast();
            head.setLong(1, last.position());
            head.setObject(2, last.recordedAt());
            head.setLong(3, last.position());
            head.setObject(4, last.recordedAt());
            head.setString(5, trustCenter);
            head.executeUpdate();
            write.commit();
        } finally {
            write.setAutoCommit(true);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
