package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.letters.Evidence;
import org.trustledger.command.letters.LetterDue;
import org.trustledger.command.letters.LetterWriter;
import org.trustledger.command.mail.Refusal;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Letters are put some thousands at a time, and yet all that is due to somebody goes with one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTest {
    private static final int RECIPIENTS = 4_000;
    private static final int NOTICES = 3;

    private final MovableClock clock = new MovableClock("2026-11-23T11:00:00Z");
    private final RunningOffice office = RunningOffice.at(clock);
    private final Deliveries deliveries = office.bean(Deliveries.class);

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void whateverIsDueToSomebodyGoesWithOneLetterHoweverManyAreDue() throws InterruptedException {
        var now = clock.instant();
        office.jdbc().update("""
                insert into notice (id, trust_center, kind, after_position, through, subject, topics, made_at)
                select lpad(number::text, 32, '0'), 'nordhamn', 'changes', number, number + 1, 'Told', '{answers}', ?::timestamptz
                from generate_series(1, ?) as number""", now.toString(), NOTICES);
        office.jdbc().update("""
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at)
                select n.id, md5(person::text), 'nordhamn', 'subscribers', '{answers}', 0, ?::timestamptz
                from notice n cross join generate_series(1, ?) as person""", now.toString(), RECIPIENTS);

        // As several offices do at once.
        var blocks = new AtomicInteger();
        var offices = IntStream.range(0, 3)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    var block = putLetters(now, Deliveries.Block.NONE);
                    while (block.letters() > 0) {
                        blocks.incrementAndGet();
                        block = putLetters(now, block);
                    }
                }))
                .toList();
        for (var each : offices) {
            each.join();
        }

        assertThat(blocks).hasValueGreaterThan(2);
        assertThat(count("select count(*) from letter")).isEqualTo(RECIPIENTS);
        assertThat(count("select count(distinct (recipient, letter)) from delivery where audience = 'subscribers'"))
                .isEqualTo(RECIPIENTS);
        assertThat(count("""
                        select count(*) from delivery d
                        where audience = 'subscribers' and not exists (select from letter where id = d.letter)""")).isZero();
    }

    @Test
    void aLookAtThemSaysWhetherTheyWereLookedThrough() {
        assertThat(deliveries.lookThrough()).isTrue();

        office.bean(TransactionOperations.class).executeWithoutResult(_ -> {
            // As a vacuum has it while it is at it.
            office.jdbc().execute("lock table letter in share update exclusive mode");
            assertThat(CompletableFuture.supplyAsync(deliveries::lookThrough).join())
                    .isFalse();
        });
    }

    @Test
    void ofWhatAMailServerAnsweredNothingIsKeptButNumbers() {
        delivery("1".repeat(32), "2".repeat(32));

        deliveries.refused("2".repeat(32), new Refusal(451, "4.3.0"));
        deliveries.refused("2".repeat(32), null);

        assertThat(office.jdbc()
                        .queryForMap(
                                "select refusal_code, refusal_status from delivery where letter = ?", "2".repeat(32)))
                .containsEntry("refusal_code", 451)
                .containsEntry("refusal_status", "4.3.0");
        assertThatThrownBy(() -> office.jdbc().update("update delivery set refusal_status = '5.1.1 <a@b.example>'"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void ofALetterThatIsHandedOverAgainTheWordsAreKeptThatMayHaveArrivedAndNoOthers() {
        var letter = "4".repeat(32);
        delivery("3".repeat(32), letter);

        handOver(letter, "a", false);
        // Nothing was heard of it.
        handOver(letter, "a", true);
        deliveries.refused(letter, new Refusal(451, null));
        handOver(letter, "b", true);
        deliveries.refused(letter, new Refusal(451, null));
        handOver(letter, "c", true);
        handOver(letter, "d", true);

        assertThat(office.jdbc()
                        .queryForList(
                                "select unnest(text_sha256_before) from delivery where letter = ?",
                                String.class,
                                letter))
                .containsExactly("a".repeat(64), "c".repeat(64));
    }

    @Test
    void nothingMayHaveArrivedTwiceThatWasRefusedTheSecondTime() {
        var letter = "6".repeat(32);
        delivery("5".repeat(32), letter);

        handOver(letter, "a", false);
        // Nothing was heard of it.
        handOver(letter, "a", true);
        assertThat(perhapsTwice(letter)).isTrue();
        deliveries.refused(letter, new Refusal(451, null));
        assertThat(perhapsTwice(letter)).as("the second was refused").isFalse();
        handOver(letter, "a", true);
        deliveries.refused(letter, null);
        assertThat(perhapsTwice(letter)).as("the server did not hear of it").isFalse();

        handOver(letter, "a", true);
        // Nothing was heard of this one either.
        handOver(letter, "a", true);
        deliveries.refused(letter, new Refusal(451, null));

        assertThat(perhapsTwice(letter)).as("the first and the fourth").isTrue();
    }

    @Test
    void whatIsRefusedForGoodTheSecondTimeMayHaveArrivedOnce() {
        var refused = "8".repeat(32);
        delivery("7".repeat(32), refused);
        handOver(refused, "a", false);
        handOver(refused, "a", true);
        var silent = "a".repeat(32);
        delivery("9".repeat(32), silent);
        handOver(silent, "a", false);
        handOver(silent, "a", true);

        deliveries.ended(
                List.of(
                        new LetterWriter.Ended(refused, LetterWriter.Ending.UNKNOWN, new Refusal(550, "5.1.1")),
                        new LetterWriter.Ended(silent, LetterWriter.Ending.UNKNOWN, null)),
                clock.instant());

        assertThat(perhapsTwice(refused)).isFalse();
        assertThat(perhapsTwice(silent)).isTrue();
        assertThat(office.jdbc()
                        .queryForList(
                                "select perhaps_sent from delivery where letter in (?, ?)",
                                Boolean.class,
                                refused,
                                silent))
                .containsExactly(true, true);
    }

    private boolean perhapsTwice(String letter) {
        return Boolean.TRUE.equals(office.jdbc()
                .queryForObject("select perhaps_twice from delivery where letter = ?", Boolean.class, letter));
    }

    private void handOver(String letter, String words, boolean isAgain) {
        var due = new LetterDue(
                letter,
                new TrustCenterId("nordhamn"),
                NoticeMail.KIND,
                "others",
                new PersonId(letter),
                clock.instant(),
                0,
                0,
                false,
                isAgain,
                false,
                "office");
        deliveries.handingOver(
                List.of(new LetterWriter.HandedOver(due, new Evidence(words.repeat(64), "0".repeat(64), 0), isAgain)),
                clock.instant());
    }

    private void delivery(String notice, String letter) {
        office.jdbc().update("""
                        insert into notice (id, trust_center, kind, after_position, through, subject, topics, made_at)
                        values (?, 'nordhamn', 'changes', 1, 2, 'Told', '{answers}', now())""", notice);
        office.jdbc().update("""
                        insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, letter)
                        values (?, ?, 'nordhamn', 'others', '{answers}', 0, now(), ?)""", notice, notice, letter);
    }

    private Deliveries.Block putLetters(Instant now, Deliveries.Block before) {
        return Objects.requireNonNull(
                office.bean(TransactionOperations.class).execute(_ -> deliveries.putLetters(now, before)));
    }

    private int count(String query) {
        var count = office.jdbc().queryForObject(query, Integer.class);
        return count == null ? 0 : count;
    }
}
