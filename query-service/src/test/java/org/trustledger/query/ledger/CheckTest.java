package org.trustledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.day;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Pillar;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Seal;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.RandomHistory;

/** Each kind of disagreement between topic and views, planted and found. */
class CheckTest {
    private final Facts nordhamn = new Facts("nordhamn");
    private final Facts soderhamn = new Facts("soderhamn");
    private Counter counter;

    @BeforeEach
    void withFactsOfTwoTrustCenters(@TempDir Path archive) {
        counter = Counter.withArchive(archive);
        RandomHistory.of(nordhamn, new Random(7), 60).forEach(counter::relays);
        counter.relays(nordhamn.commit(
                day("2026-02-01"),
                nordhamn.stated("alone", day("2026-01-01"), null, null, pillar("alone")),
                recordedAt -> new PackIssued(
                        "f".repeat(32),
                        new PackIdentity(new PackScope.Everything(), "en", day("2026-02-01"), recordedAt, 1, 0, "1"),
                        "cd".repeat(32),
                        "ab".repeat(32),
                        48,
                        7,
                        new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true))));
        RandomHistory.of(soderhamn, new Random(8), 20).forEach(counter::relays);
        counter.start()
                .reaches("nordhamn", nordhamn.all().size())
                .reaches("soderhamn", soderhamn.all().size());
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void agreesWithCountsPositionsAndDigests() throws Exception {
        var outcome = counter.task("check", "--json");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        var report = FactCodec.mapper().readTree(outcome.output());
        assertThat(report.at("/agrees").asBoolean()).isTrue();
        var first = report.at("/trustCenters/0");
        assertThat(first.at("/trustCenter").asString()).isEqualTo("nordhamn");
        assertThat(first.at("/position").asLong()).isEqualTo(nordhamn.all().size());
        assertThat(first.at("/facts").asLong()).isEqualTo(nordhamn.all().size());
        assertThat(first.at("/digest").asString()).isEqualTo(digest(nordhamn.all()));
        assertThat(report.at("/trustCenters/1/digest").asString()).isEqualTo(digest(soderhamn.all()));
        assertThat(counter.task("check").output())
                .contains("nordhamn: topic and views agree up to position %d"
                        .formatted(nordhamn.all().size()));
    }

    @Test
    void seesWhatIsThereWhenItBeginsAndNoMore() {
        counter.stop().relays(nordhamn.commit(day("2026-03-01"), nordhamn.pillar("later")));

        var outcome = counter.task("check");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("the topic goes on to position %d"
                        .formatted(nordhamn.all().size()));
    }

    @Test
    void findsEachRowThatIsNotAsTheFactsSay() throws SQLException {
        var position = nordhamn.all().size() - 1;
        finds(
                "delete from statement where item = 'alone'",
                "pillars/alone, position %d".formatted(position),
                "missing");
        finds(
                "update statement set content = jsonb_set(content, '{title,en}', '\"forged\"') where item = 'alone'",
                "pillars/alone, position %d".formatted(position),
                "reads otherwise");
        finds(
                "update statement set revision = 9 where item = 'alone'",
                "pillars/alone, position %d".formatted(position),
                "reads otherwise");
        finds(
                "update statement set valid = tstzrange('2026-01-05', null) where item = 'alone'",
                "valid from 2026-01-05T",
                "no fact says so");
        finds("""
                insert into statement (trust_center, kind, item, revision, position, stated_at, valid, recorded, reason,
                    corrects, content)
                select trust_center, kind, item, revision, position, stated_at, tstzrange('2026-06-01', '2026-07-01'),
                    recorded, reason, corrects, content from statement where item = 'alone'""", "pillars/alone: positions", "both say what applied from 2026-06-01");
        finds("delete from version where item = 'alone'", "versions of pillars/alone", "missing");
        finds("update search_text set body = 'x' where item = 'alone'", "search of pillars/alone", "otherwise");
        finds("delete from pack where position = %d".formatted(position + 1), "packs, ", "the row is missing");
        finds("update pack set sealed_sha256 = 'x'", "packs, ", "reads otherwise");
        finds("delete from commit where position = %d".formatted(position + 1), "commit at position", "missing");
        finds("update commit set content_position = 1 where position > 5", "commit at position", "otherwise");
        finds("update trust_center set content_position = 1 where id = 'nordhamn'", "head", "otherwise");
    }

    @Test
    void findsWhatTheTopicHasLost() {
        counter.stop().losesItsTopic().makeTopic();
        counter.relays(nordhamn.all().subList(0, 3))
                .relays(nordhamn.all().subList(4, nordhamn.all().size()));
        counter.relays(soderhamn.all());

        var outcome = counter.task("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("nordhamn: on the topic position 4 is missing", "soderhamn: topic and views agree");
    }

    @Test
    void findsBytesThatWereChangedOnTheTopic() {
        var changed = nordhamn.all().getLast();
        counter.stop().losesItsTopic().makeTopic();
        counter.relays(nordhamn.all().subList(0, nordhamn.all().size() - 2));
        counter.relays("nordhamn", bytes(nordhamn.all().get(nordhamn.all().size() - 2), "alone", "Alone"));
        counter.relays(List.of(changed)).relays(soderhamn.all());

        var outcome = counter.task("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("nordhamn: pillars/alone, position")
                .doesNotContain(digest(nordhamn.all()));
    }

    @Test
    void saysWhenItCannotCheck() {
        var outcome = counter.task("check", "--fast");
        assertThat(outcome.exitCode()).isEqualTo(2);
        counter.losesItsTopic();
        outcome = counter.task("check");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("Could not check: Kafka has no topic");
        assertThat(counter.task("sweep").output()).contains("There is no task 'sweep'");
    }

    /** Plants it in the views, looks for both texts in one line, and makes it undone. */
    private void finds(String planted, String where, String what) throws SQLException {
        var tables = List.of("statement", "version", "search_text", "pack", "commit", "trust_center");
        try (var connection = counter.connect();
                var statement = connection.createStatement()) {
            statement.execute("create schema kept");
            for (var table : tables) {
                statement.execute("create table kept.%1$s as table views.%1$s".formatted(table));
            }
            statement.execute("set search_path to views, public");
            assertThat(statement.executeUpdate(planted)).as(planted).isPositive();

            var outcome = counter.task("check");

            assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
            assertThat(outcome.output().lines())
                    .as(outcome.output())
                    .anyMatch(line -> line.startsWith("nordhamn: ") && line.contains(where) && line.contains(what));
            for (var table : tables) {
                statement.execute("delete from views." + table);
                statement.execute("insert into views.%1$s (%2$s) overriding system value select %2$s from kept.%1$s"
                        .formatted(table, givenColumns(statement, table)));
            }
            statement.execute("drop schema kept cascade");
        }
    }

    private static String givenColumns(Statement statement, String table) throws SQLException {
        try (var columns = statement.executeQuery("""
                select string_agg(column_name, ', ') from information_schema.columns
                where table_schema = 'views' and table_name = '%s' and is_generated = 'NEVER'""".formatted(table))) {
            columns.next();
            return columns.getString(1);
        }
    }

    private static Pillar pillar(String text) {
        return new Pillar(1, Facts.both(text, text), Facts.both(text, text));
    }

    private static byte[] bytes(PublicFact fact, String part, String other) {
        return new String(new FactCodec().write(fact), StandardCharsets.UTF_8)
                .replace("\"en\":\"%s\"".formatted(part), "\"en\":\"%s\"".formatted(other))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(List<PublicFact> facts) {
        try {
            var all = MessageDigest.getInstance("SHA-256");
            for (var fact : facts) {
                all.update(MessageDigest.getInstance("SHA-256").digest(new FactCodec().write(fact)));
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
