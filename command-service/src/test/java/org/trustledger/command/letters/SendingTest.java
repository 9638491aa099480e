package org.trustledger.command.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.mail.Letter;
import org.trustledger.command.mail.OwnMindedServer;
import org.trustledger.command.mail.Postboxes;
import org.trustledger.command.mail.Refusal;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Every letter is sent once, in its turn, whatever becomes of the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendingTest {
    private static final LetterSettings ONE_CONNECTION = new LetterSettings(1, 1_000);

    private final MovableClock clock = new MovableClock("2026-11-23T11:00:00Z");
    // It has no mail server, so it sends nothing itself.
    private final RunningOffice office = RunningOffice.at(clock, new StoreOfKeys().and());
    private final TransactionOperations transactions = office.bean(TransactionOperations.class);
    private final Letters letters = office.bean(Letters.class);
    private final List<LetterWriter.HandedOver> handedOver = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger notes = new AtomicInteger();
    private final AtomicInteger versions = new AtomicInteger();
    private final AtomicBoolean restricted = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private final Set<String> restless = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> givenUp = new ConcurrentHashMap<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Writers writers = new Writers(
            new StaticListableBeanFactory(Map.of("plain", new PlainWriter())).getBeanProvider(LetterWriter.class));
    private final TrustCenterId nordhamn = new TrustCenterId("nordhamn");
    private final TrustCenterId sundby = new TrustCenterId("sundby");

    private final class PlainWriter implements LetterWriter {
        @Override
        public String kind() {
            return "plain";
        }

        @Override
        public Map<String, Written> write(List<LetterDue> due) {
            var written = new HashMap<String, Written>();
            var version = versions.incrementAndGet();
            if (away.get()) {
                throw new DataAccessResourceFailureException("The store of keys is away");
            }
            for (var each : due) {
                written.put(
                        each.id(),
                        new Written(
                                new Letter(
                                        each.id(),
                                        each.about(),
                                        "en",
                                        "Told",
                                        "Text %d.\n".formatted(version),
                                        "<p>Text.</p>\n"),
                                new Evidence("0".repeat(64), "1".repeat(64), 0)));
            }
            return written;
        }

        @Override
        public void handingOver(Collection<HandedOver> letters, Instant at) {
            handedOver.addAll(letters);
        }

        @Override
        public Set<String> outdated(Collection<HandedOver> letters) {
            var all = restricted.getAndSet(false);
            return letters.stream()
                    .map(HandedOver::letter)
                    .filter(each -> all || restless.contains(each.about()))
                    .map(LetterDue::id)
                    .collect(Collectors.toSet());
        }

        @Override
        public void refused(String letter, @Nullable Refusal refusal) {
            refusals.add(refusal == null ? "not heard" : "%d %s".formatted(refusal.code(), refusal.status()));
        }

        @Override
        public void ended(Collection<Ended> letters, Instant at) {
            for (var each : letters) {
                if (each.ending() == Ending.TAKEN) {
                    sent.add(each.letter());
                } else {
                    givenUp.put(each.letter(), each.ending() == Ending.UNKNOWN);
                    refused(each.letter(), each.refusal());
                }
            }
            if (letters.stream().anyMatch(each -> each.ending() == Ending.TAKEN)) {
                notes.incrementAndGet();
            }
        }
    }

    @BeforeEach
    void begin() {
        office.jdbc().update("delete from letter");
        office.jdbc().update("delete from letter_domain");
        handedOver.clear();
        sent.clear();
        notes.set(0);
        versions.set(0);
        away.set(false);
        restless.clear();
        givenUp.clear();
        refusals.clear();
        clock.move(Duration.ofHours(1));
    }

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void severalConnectionsShareTheWork() throws IOException {
        var allThree = new CountDownLatch(3);
        try (var server = OwnMindedServer.that(true, (_, command) -> {
            if (command.equals(".")) {
                allThree.countDown();
                awaitAll(allThree);
            }
            return null;
        })) {
            put(nordhamn, 60);
            try (var sending = new Sending(server.port(), new LetterSettings(3, 1_000))) {
                sending.untilTaken(server, 60);
            }

            assertThat(server.connections()).isEqualTo(3);
            assertThat(recipients(server)).doesNotHaveDuplicates();
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoSitsAndWaitsIsWrittenToFirst() throws IOException {
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            put(nordhamn, 50);
            transactions.executeWithoutResult(
                    _ -> letters.putUrgent(nordhamn, "plain", "waits@nordhamn.example", anybody(), clock.instant()));
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.untilTaken(server, 51);
            }

            assertThat(recipients(server)).first().asString().contains("waits@");
        }
    }

    @Test
    void whoSitsAndWaitsIsWrittenToBeforeAllOthersOfWhicheverTrustCenter() throws IOException {
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            for (var number = 0; number < 60; number++) {
                put(new TrustCenterId("center-%d".formatted(number)), 10);
            }
            clock.move(Duration.ofSeconds(1));
            for (var number = 0; number < 5; number++) {
                var of = new TrustCenterId("late-%d".formatted(number));
                transactions.executeWithoutResult(_ ->
                        letters.putUrgent(of, "plain", "waits@%s.example".formatted(of), anybody(), clock.instant()));
            }
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.untilTaken(server, 605);
            }

            assertThat(recipients(server).subList(0, 5))
                    .allSatisfy(to -> assertThat(to).contains("waits@"));
        }
    }

    @Test
    void aTrustCenterWithManyLettersKeepsNoOtherWaiting() throws IOException {
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            put(nordhamn, 600);
            clock.move(Duration.ofSeconds(1));
            put(sundby, 5);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.untilTaken(server, 605);
            }

            assertThat(recipients(server).subList(0, 200).stream().filter(to -> to.contains("@sundby.")))
                    .as("of the five, among the first two hundred")
                    .hasSize(5);
        }
    }

    @Test
    void aDomainGetsNoMoreThanItsShareInAMinute() throws IOException {
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            put(nordhamn, 25);
            put(sundby, 3);
            try (var sending = new Sending(server.port(), new LetterSettings(2, 10))) {
                sending.untilTaken(server, 13);
                sending.react();
                assertThat(recipients(server)).as("nobody else has a turn").hasSize(13);

                clock.move(Duration.ofMinutes(1));
                sending.untilTaken(server, 23);
                clock.move(Duration.ofMinutes(1));
                sending.untilTaken(server, 28);
            }

            assertThat(recipients(server)).doesNotHaveDuplicates();
        }
    }

    @Test
    void whereALetterIsNotKnownToBeTakenItIsSentAgainAndThatIsNoted() throws IOException {
        try (var server = OwnMindedServer.that(
                true,
                (connection, command) -> connection == 1 && command.equals(".") ? OwnMindedServer.HANGS_UP : null)) {
            put(nordhamn, 1);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.react();
                awaitLetters("attempts = 1", 1);
                clock.move(Duration.ofMinutes(2));
                sending.untilTaken(server, 1);
            }

            assertThat(handedOver).extracting(LetterWriter.HandedOver::isAgain).containsExactly(false, true);
            assertThat(handedOver.stream().map(each -> each.letter().id()).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void whatIsRefusedAfterItMayHaveBeenTakenIsGivenUpAsPerhapsSent() throws IOException {
        try (var server = OwnMindedServer.that(true, (connection, command) -> {
            if (connection == 1 && command.equals(".")) {
                return OwnMindedServer.HANGS_UP;
            }
            return connection > 1 && command.startsWith("RCPT") ? "550 5.1.1 Nobody" : null;
        })) {
            put(nordhamn, 1);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.react();
                awaitLetters("attempts = 1", 1);
                clock.move(Duration.ofMinutes(2));
                sending.react();
                awaitLetters("given_up_at is not null and begun_at is not null", 1);
            }

            assertThat(givenUp).hasSize(1).containsValue(true);
            assertThat(refusals).as("of the first time nothing was heard").containsExactly("550 5.1.1");
        }
    }

    @Test
    void whatIsRefusedForNowIsTriedAgainAtLongerAndLongerIntervalsForThreeDays() throws IOException {
        try (var server = OwnMindedServer.that(
                true, (_, command) -> command.startsWith("RCPT") ? "451 4.3.0 Another time" : null)) {
            put(nordhamn, 1);
            var begin = clock.instant();
            var waits = new ArrayList<Duration>();
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                for (var attempt = 1; attempt < 24; attempt++) {
                    sending.react();
                    awaitLetters("attempts = " + attempt, 1);
                    var wait = Duration.between(clock.instant(), letters.next().orElseThrow());
                    waits.add(wait);
                    clock.move(wait.plusSeconds(1));
                }
                sending.react();
                awaitLetters("given_up_at is not null", 1);
            }

            assertThat(waits)
                    .isSorted()
                    .startsWith(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4));
            assertThat(waits).last().isEqualTo(Duration.ofHours(4));
            assertThat(Duration.between(begin, clock.instant())).isBetween(Duration.ofDays(2), Duration.ofDays(4));
            assertThat(givenUp).hasSize(1).containsValue(false);
            assertThat(refusals).as("the last one too").hasSize(24).containsOnly("451 4.3.0");
        }
    }

    @Test
    void whatIsRefusedAtOnceIsGivenUpAsNotSent() throws IOException {
        try (var server =
                OwnMindedServer.that(true, (_, command) -> command.startsWith("RCPT") ? "550 5.1.1 Nobody" : null)) {
            put(nordhamn, 1);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.react();
                awaitLetters("given_up_at is not null and begun_at is null", 1);
            }

            assertThat(givenUp).hasSize(1).containsValue(false);
            assertThat(refusals).containsExactly("550 5.1.1");
        }
    }

    @Test
    void whatIsRestrictedBetweenTheWritingAndTheHandingOverIsWrittenAnew() throws IOException {
        restricted.set(true);
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            put(nordhamn, 1);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.untilTaken(server, 1);
            }

            assertThat(server.taken())
                    .singleElement()
                    .satisfies(taken -> assertThat(taken.mail()).contains("Text 2."));
            assertThat(handedOver).hasSize(1);
        }
    }

    @Test
    void whatWouldSaySomethingElseHoweverOftenItIsWrittenIsTriedLaterAndHoldsUpNoOther() throws IOException {
        restless.add("person-0@nordhamn.example");
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            put(nordhamn, 1);
            put(sundby, 1);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.untilTaken(server, 1);
                awaitLetters("attempts = 1 and refusals = 0", 1);
                assertThat(recipients(server)).singleElement().asString().contains("@sundby.");

                restless.clear();
                clock.move(Duration.ofMinutes(1));
                sending.untilTaken(server, 2);
            }
        }
    }

    @Test
    void whoIsForgottenIsNotWrittenToEvenIfWhoeverWritesNamesThemStill() throws IOException {
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            put(nordhamn, 1);
            put(sundby, 1);
            forget(new PersonId(Objects.requireNonNull(office.jdbc()
                    .queryForObject(
                            "select recipient from letter where trust_center = ?", String.class, nordhamn.value()))));
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.untilTaken(server, 1);
                awaitLetters("true", 0);
            }

            assertThat(recipients(server)).singleElement().asString().contains("@sundby.");
            assertThat(handedOver).hasSize(1);
        }
    }

    @Test
    void nobodyTakesTheTurnsOfMoreThanTenMinutesAhead() {
        var turns = new DomainTurns(
                office.jdbc(), transactions, office.bean(People.class), new LetterSettings(1, 10), clock);
        var many = IntStream.range(0, 200)
                .boxed()
                .collect(Collectors.toMap("letter-%03d"::formatted, "person-%d@nordhamn.example"::formatted));

        var later = turns.take(many);

        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        assertThat(later).hasSize(190);
        assertThat(later.values())
                .extracting(DomainTurns.Later::minute)
                .allSatisfy(minute -> assertThat(minute)
                        .isBetween(now.plus(Duration.ofMinutes(1)), now.plus(Duration.ofMinutes(10))));
        assertThat(later.values().stream().filter(DomainTurns.Later::isTurn)).hasSize(100);
    }

    @Test
    void whereNoStoreOfKeysIsConfiguredAnyMoreLettersWaitAndNoneIsToBlame() {
        try (var post = new Post();
                var keyless = RunningOffice.at(clock, post.settings())) {
            keyless.jdbc().update("""
                            insert into letter (id, trust_center, kind, about, recipient, made_at, next_try)
                            values (repeat('a', 32), 'nordhamn', 'subscription', 'asked', repeat('b', 32), now(), ?::timestamptz)""", clock.instant().toString());
            keyless.bean(TransactionOperations.class)
                    .executeWithoutResult(_ -> keyless.bean(Letters.class).wakeWhenDurable());

            await().untilAsserted(() -> assertThat(keyless.jdbc()
                            .queryForList(
                                    "select attempts || ' in vain, refused ' || refusals from letter", String.class))
                    .containsExactly("1 in vain, refused 0"));
        }
    }

    @Test
    void whileTheStoreOfKeysIsAwayLettersAreTriedEverMoreSeldomAndSentWithinMinutesOnceItIsBack() throws IOException {
        away.set(true);
        try (var server = OwnMindedServer.that(
                true,
                (connection, command) ->
                        connection == 1 && command.startsWith("RCPT") ? "451 4.3.0 Another time" : null)) {
            put(nordhamn, 1);
            var waits = new ArrayList<Duration>();
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                for (var attempt = 1; attempt <= 40; attempt++) {
                    sending.react();
                    awaitLetters("refusals = 0 and given_up_at is null and attempts = " + attempt, 1);
                    waits.add(untilNext());
                    clock.move(untilNext());
                }
                away.set(false);
                sending.react();
                awaitLetters("refusals = 1", 1);
                assertThat(untilNext())
                        .as("it is the first time that the mail server wants it later")
                        .isEqualTo(Duration.ofMinutes(1));
                clock.move(Duration.ofMinutes(1));
                sending.untilTaken(server, 1);
            }

            assertThat(waits)
                    .isSorted()
                    .startsWith(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4));
            assertThat(waits).last().isEqualTo(Duration.ofMinutes(5));
        }
    }

    private Duration untilNext() {
        return Duration.between(clock.instant(), letters.next().orElseThrow());
    }

    @Test
    void whileTheStoreOfKeysIsAwayItIsNotAskedForEachLetterByItself() throws IOException {
        away.set(true);
        try (var server = OwnMindedServer.that(true, (_, _) -> null)) {
            put(nordhamn, 100);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.react();
                awaitLetters("attempts = 1", 100);
                assertThat(versions)
                        .as("for all together, and for one, which may be to blame")
                        .hasValue(2);
                away.set(false);
                clock.move(Duration.ofMinutes(1));
                sending.untilTaken(server, 100);
            }
        }
    }

    @Test
    void whoCarriesGoesOnWhenMailServerAndDatabaseFailAtOnce() throws IOException {
        try (var server = OwnMindedServer.that(true, (connection, command) -> {
            if (connection == 1 && command.equals(".")) {
                asOwner("alter table letter rename to letter_away");
                return OwnMindedServer.HANGS_UP;
            }
            return null;
        })) {
            put(nordhamn, 3);
            try (var sending = new Sending(server.port(), ONE_CONNECTION)) {
                sending.react();
                await().untilAsserted(() -> assertThat(asOwner("select from pg_class where relname = 'letter_away'"))
                        .isTrue());
                await().during(Duration.ofSeconds(2)).until(() -> server.taken().isEmpty());
                asOwner("alter table letter_away rename to letter");
                // Whatever was held by then is free.
                clock.move(Duration.ofMinutes(16));
                sending.untilTaken(server, 3);
            }

            assertThat(recipients(server)).doesNotHaveDuplicates();
        }
    }

    private boolean asOwner(String sql) {
        var owner = office.database().owner();
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            return statement.execute(sql) && statement.getResultSet().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatWantsFewerConnectionsGetsThem() throws IOException {
        try (var server = OwnMindedServer.that(
                true,
                (connection, command) ->
                        (connection == 2 || connection == 3) && command.isEmpty() ? "421 4.7.0 Too many" : null)) {
            put(nordhamn, 40);
            try (var sending = new Sending(server.port(), new LetterSettings(3, 1_000))) {
                sending.react();
                await().untilAsserted(() -> assertThat(server.taken()).hasSizeGreaterThanOrEqualTo(38));
                clock.move(Duration.ofMinutes(2));
                sending.untilTaken(server, 40);
            }

            assertThat(recipients(server)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aLetterThatWasLostToAnotherOfficeIsNotHandedOver() {
        put(nordhamn, 1);
        var notebook = new Notebook(letters, writers, transactions, clock);
        var slow = letters.hold(clock.instant(), clock.instant().plusSeconds(60), 10);
        clock.move(Duration.ofMinutes(2));
        var quick = letters.hold(clock.instant(), clock.instant().plusSeconds(60), 10);

        assertThat(quick).hasSize(1);
        assertThat(letters.begin(
                        List.of(slow.getFirst(), quick.getFirst()),
                        clock.instant(),
                        clock.instant().plusSeconds(60)))
                .as("asked at once")
                .containsExactly(quick.getFirst().hold());
        assertThat(notebook.note(null, next(slow.getFirst())))
                .as("the slow one's")
                .isEqualTo(Notebook.Next.LOST);
        assertThat(notebook.note(null, next(quick.getFirst())))
                .as("the quick one's")
                .isEqualTo(Notebook.Next.NOW);
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void whoIsForgottenIsNotHandedALetterThatWasCutOffOnceAndIsWrittenAgain() {
        put(nordhamn, 1);
        var notebook = new Notebook(letters, writers, transactions, clock);
        var first = hold();
        assertThat(notebook.note(null, next(first))).isEqualTo(Notebook.Next.NOW);
        letters.tryAgain(first, clock.instant(), true, true);
        var again = hold();
        assertThat(again.isUnsure()).isTrue();

        forget(again.to());

        assertThat(notebook.note(null, next(again)))
                .as("it has to be written anew, and then says nothing")
                .isEqualTo(Notebook.Next.OUTDATED);
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void whoIsForgottenIsNotHandedALetterThatSomebodyElseHadLockedJustThen() {
        put(nordhamn, 2);
        var notebook = new Notebook(letters, writers, transactions, clock);
        var held = letters.hold(clock.instant(), clock.instant().plusSeconds(60), 2);
        var theirs = held.getFirst();

        transactions.executeWithoutResult(_ -> {
            office.jdbc().queryForList("select id from letter where id = ? for update", theirs.id());
            assertThat(joins(Thread.ofVirtual().start(() -> forget(theirs.to()))))
                    .as("nobody waits for whoever has locked it")
                    .isTrue();
        });

        assertThat(notebook.note(null, next(theirs))).isEqualTo(Notebook.Next.OUTDATED);
        assertThat(notebook.note(null, next(held.getLast()))).as("another's").isEqualTo(Notebook.Next.NOW);
        assertThat(handedOver).hasSize(1);
    }

    private static boolean joins(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void ofALetterThatIsJustBeingHandedOverToWhoIsForgottenItIsNotedThatItWasTaken() {
        put(nordhamn, 1);
        var notebook = new Notebook(letters, writers, transactions, clock);
        var letter = hold();
        assertThat(notebook.note(null, next(letter))).isEqualTo(Notebook.Next.NOW);

        forget(letter.to());
        assertThat(letters.hold(clock.instant(), clock.instant().plusSeconds(60), 1))
                .as("nobody else takes hold of it")
                .isEmpty();
        notebook.note(Notebook.Fate.of(letter, LetterWriter.Ending.TAKEN), null);

        assertThat(sent).containsExactly(letter.id());
    }

    private LetterDue hold() {
        return letters.hold(clock.instant(), clock.instant().plusSeconds(60), 1).getFirst();
    }

    /** As whoever leaves. */
    private void forget(PersonId person) {
        transactions.executeWithoutResult(_ -> {
            office.bean(People.class).eraseUnrecorded(person);
            letters.recall(person, clock.instant());
        });
    }

    @Test
    void whatIsTakenWhileAnotherIsNotedIsNotedWithIt() throws Exception {
        put(nordhamn, 200);
        var notebook = new Notebook(letters, writers, transactions, clock);
        var held = letters.hold(clock.instant(), clock.instant().plusSeconds(60), 200);
        var threads = new ArrayList<Thread>();
        for (var each : held) {
            threads.add(Thread.ofVirtual()
                    .start(() -> notebook.note(Notebook.Fate.of(each, LetterWriter.Ending.TAKEN), null)));
        }
        for (var each : threads) {
            each.join();
        }

        assertThat(sent).hasSize(200).doesNotHaveDuplicates();
        assertThat(notes).as("transactions").hasValueLessThan(200);
    }

    private Notebook.Ready next(LetterDue letter) {
        var written = writers.of("plain").write(List.of(letter)).get(letter.id());
        return new Notebook.Ready(letter, Objects.requireNonNull(written));
    }

    private void awaitLetters(String such, int howMany) {
        await().untilAsserted(() -> assertThat(office.jdbc().queryForList("select id from letter where " + such))
                .hasSize(howMany));
    }

    private static PersonId anybody() {
        return new PersonId(UUID.randomUUID().toString().replace("-", ""));
    }

    private static List<String> recipients(OwnMindedServer server) {
        return server.taken().stream().map(OwnMindedServer.Taken::to).toList();
    }

    /** Letters to as many people of a domain that is called like the trust center. */
    private void put(TrustCenterId trustCenter, int howMany) {
        IntStream.range(0, howMany)
                .forEach(number -> office.jdbc()
                        .update(
                                """
                                insert into letter (id, trust_center, kind, about, recipient, made_at, next_try)
                                values (replace(gen_random_uuid()::text, '-', ''), ?, 'plain', ?, ?, ?::timestamptz, ?::timestamptz)""",
                                trustCenter.value(),
                                "person-%d@%s.example".formatted(number, trustCenter),
                                anybody().value(),
                                clock.instant().toString(),
                                clock.instant().toString()));
    }

    private final class Sending implements AutoCloseable {
        private final Carriers carriers;
        private final WhenLettersAreDueSendThem policy;

        Sending(int port, LetterSettings settings) {
            var postbox = Postboxes.to(port, clock);
            carriers = new Carriers(
                    letters,
                    writers,
                    new Notebook(letters, writers, transactions, clock),
                    postbox,
                    transactions,
                    settings,
                    clock);
            carriers.start();
            policy = new WhenLettersAreDueSendThem(
                    letters,
                    writers,
                    new DomainTurns(office.jdbc(), transactions, office.bean(People.class), settings, clock),
                    carriers,
                    postbox,
                    clock);
        }

        void react() {
            try {
                while (policy.react().isZero()) {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void untilTaken(OwnMindedServer server, int howMany) {
            react();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(server.taken()).hasSize(howMany));
            awaitLetters("begun_at is not null", 0);
        }

        @Override
        public void close() {
            carriers.stop();
        }
    }
}
