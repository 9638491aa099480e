package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.subscriptions.OfficeThatTells.CONTENT;
import static org.trustledger.command.subscriptions.OfficeThatTells.SITE;

import jakarta.mail.MessagingException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Standing;
import org.trustledger.command.letters.Letters;
import org.trustledger.command.letters.Post;
import org.trustledger.command.mail.Bounce;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.command.subscriptions.OfficeThatTells;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.Fact;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.events.Statement;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.SubprocessorRemoved;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Whoever asked to be told of something is told of it, once, by a letter that arrives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TellingTest {
    private final OfficeThatTells house = new OfficeThatTells("10m");
    private final MovableClock clock = house.clock();
    private final Post post = house.post();
    private final RunningOffice office = house.office();
    private final WhenFactsAreRecordedTellWhoeverAsked policy = office.bean(WhenFactsAreRecordedTellWhoeverAsked.class);
    private final NoticeBoard board = office.bean(NoticeBoard.class);
    private static final Subprocessor BREVBUD = Story.subprocessor("Brevbud AB", "Post", "SE");
    private static final Subprocessor POSTBUD = Story.subprocessor("Postbud AB", "Post", "SE");

    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @BeforeEach
    void begin() {
        trustCenter = house.begin();
        change(Documents.BEGINNING + CONTENT, null);
        pass(Duration.ofMinutes(11));
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void whoAskedIsToldWhatIsChangedFromWhatAndWhyAndNobodyElse() {
        subscriber("anna", "answers:gdpr", "en", "immediate");
        subscriber("bo", "subprocessors", "en", "immediate");

        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour and kept for a year."), "More often");
        pass(Duration.ofMinutes(11));

        var letter = house.letter("anna", 2);
        assertThat(letter.subject()).contains("Fjordsky", "Are there backups?");
        assertThat(letter.text()).contains("More often", "hour", SITE);
        assertThat(letter.html()).contains("<ins", "<del", "More often");
        assertThat(post.to(house.address("bo")))
                .as("was told nothing but that they can confirm")
                .hasSize(1);
        assertThat(header(letter, "List-Unsubscribe"))
                .startsWith("<%s/reception/%s/unsubscribe/".formatted(SITE, trustCenter));
        assertThat(header(letter, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        var told = board.newest(trustCenter, null, 10);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().notice().audience()).isEqualTo(1);
        assertThat(told.getFirst().counts().of(State.ACCEPTED)).isEqualTo(1);
        var delivery = board.deliveries(told.getFirst().notice(), null, "", 10).getFirst();
        assertThat(delivery.topics()).containsExactly("answers:gdpr");
        assertThat(delivery.addressDigest()).hasSize(64);
        assertThat(board.words(told.getFirst().notice(), 0, 20)).singleElement().satisfies(words -> {
            assertThat(words.text()).contains("More often").doesNotContain("/subscriptions/");
            assertThat(words.letters()).isEqualTo(1);
        });
    }

    @Test
    void changesThatBelongTogetherAreOneLetterAndEachIsToldOnce() {
        subscriber("carl", "answers", "en", "immediate");

        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "First");
        clock.move(Duration.ofMinutes(5));
        change(
                Documents.BEGINNING
                        + CONTENT.replace("Every night.", "Every minute.").replace("That it works.", "That it held."),
                "Second");
        policy.react();
        assertThat(post.to(house.address("carl"))).as("others are waited for").hasSize(1);
        pass(Duration.ofMinutes(6));
        var letter = house.letter("carl", 2);
        assertThat(letter.text()).contains("minute", "held").doesNotContain("Every hour");

        pass(Duration.ofDays(2));
        policy.react();
        assertThat(post.to(house.address("carl"))).hasSize(2);
    }

    @Test
    void whatIsDoneAndUndoneWhileOthersAreWaitedForIsToldToNobody() {
        subscriber("dora", "answers", "en", "immediate");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "A slip");
        clock.move(Duration.ofMinutes(2));
        change(Documents.BEGINNING + CONTENT, "Back");
        pass(Duration.ofMinutes(11));

        assertThat(board.newest(trustCenter, null, 10)).isEmpty();
        assertThat(post.to(house.address("dora"))).hasSize(1);
    }

    @Test
    void whatNobodyAskedForIsOnRecordAsToldToNobody() {
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "Before anybody asked");
        pass(Duration.ofMinutes(11));
        assertThat(board.newest(trustCenter, null, 10))
                .as("while there is nobody at all")
                .isEmpty();
        subscriber("doris", "packs", "en", "immediate");

        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every minute."), "More often");
        pass(Duration.ofMinutes(11));

        assertThat(board.newest(trustCenter, null, 10)).singleElement().satisfies(told -> {
            assertThat(told.notice().audience()).isZero();
            assertThat(told.notice().subject()).contains("Are there backups?");
            assertThat(told.notice().topics()).containsExactly("answers", "answers:gdpr");
            assertThat(board.deliveries(told.notice(), null, "", 10)).isEmpty();
        });
        assertThat(post.to(house.address("doris"))).hasSize(1);
    }

    @Test
    void onceADayAllOfItComesInOneLetterAtTheHour() {
        subscriber("eva", "answers", "sv", "daily");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "First");
        pass(Duration.ofMinutes(11));
        change(
                Documents.BEGINNING
                        + CONTENT.replace("Every night.", "Every hour.").replace("That it works.", "It held."),
                "Second");
        pass(Duration.ofMinutes(11));
        assertThat(board.newest(trustCenter, null, 10)).hasSize(2);
        assertThat(post.to(house.address("eva"))).hasSize(1);

        pass(Duration.ofDays(1));

        var letter = house.letter("eva", 2);
        assertThat(letter.html()).contains("lang=\"sv\"");
        assertThat(letter.text()).contains("First", "Second");
        pass(Duration.ofDays(1));
        assertThat(post.to(house.address("eva"))).hasSize(2);
        assertThat(board.newest(trustCenter, null, 10))
                .allSatisfy(told -> assertThat(told.counts().of(State.ACCEPTED)).isEqualTo(1));
    }

    @Test
    void whatIsAnnouncedIsToldAtOnceAndAgainSomeDaysBefore() {
        subscriber("frida", "answers", "en", "immediate");
        var announced = change(
                Documents.BEGINNING
                        + CONTENT
                        + "- {id: vault, category: security, from: %s, question: Is there a vault?, text: Yes.}\n"
                                .formatted(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                        .plusDays(30)),
                "A vault");
        assertThat(announced.statusCode()).as(announced.body()).isEqualTo(200);
        pass(Duration.ofMinutes(11));
        assertThat(house.letter("frida", 2).text()).contains("Is there a vault?");

        for (int day = 0; day < 24; day++) {
            pass(Duration.ofDays(1));
        }
        assertThat(house.letter("frida", 3).text()).contains("Is there a vault?");
        for (int day = 0; day < 10; day++) {
            pass(Duration.ofDays(1));
        }
        assertThat(post.to(house.address("frida")))
                .as("nothing is told a third time")
                .hasSize(3);
    }

    @Test
    void thatSomethingComesLaterOrNotAfterAllIsToldAndNobodyIsRemindedOfIt() {
        subscriber("fia", "subprocessors", "en", "immediate");
        var first = midnightIn(10);
        var later = midnightIn(20);
        record(new SubprocessorPublished(statement("brevbud", 1, first, null), BREVBUD));
        pass(Duration.ofMinutes(11));
        assertThat(house.letter("fia", 2).text()).contains("Brevbud AB");

        record(
                new SubprocessorRemoved(statement("brevbud", 2, first, later)),
                new SubprocessorPublished(statement("brevbud", 3, later, null), BREVBUD));
        pass(Duration.ofMinutes(11));
        assertThat(house.letter("fia", 3).text()).contains("Brevbud AB", "later than was known before");

        record(new SubprocessorRemoved(statement("brevbud", 4, later, null)));
        pass(Duration.ofMinutes(11));
        assertThat(house.letter("fia", 4).text()).contains("Brevbud AB", "will not come");

        for (int day = 0; day < 25; day++) {
            pass(Duration.ofDays(1));
        }
        assertThat(post.to(house.address("fia"))).hasSize(4);
    }

    @Test
    void whatTakesEffectBeforeOthersWouldHaveBeenWaitedForIsToldBeforeThat() {
        subscriber("fred", "subprocessors", "en", "daily");
        record(new SubprocessorPublished(
                statement("brevbud", 1, clock.instant().plus(Duration.ofMinutes(5)), null), BREVBUD));

        pass(Duration.ofSeconds(1));

        assertThat(house.letter("fred", 2).text()).contains("Brevbud AB");
    }

    @Test
    void thatSomethingDoesNotComeIsToldBeforeItWouldHaveCome() {
        subscriber("fritz", "subprocessors", "en", "daily");
        subscriber("frank", "subprocessors", "en", "immediate");
        record(new SubprocessorPublished(statement("brevbud", 1, in(30), null), BREVBUD));
        pass(Duration.ofMinutes(11));
        house.letter("fritz", 2);
        pass(Duration.ofMinutes(14));

        record(new SubprocessorRemoved(statement("brevbud", 2, clock.instant(), null)));
        pass(Duration.ofSeconds(1));

        for (var each : List.of("fritz", "frank")) {
            assertThat(house.letter(each, 3).text()).contains("Brevbud AB", "will not come");
        }
    }

    @Test
    void thatSomethingComesLaterIsToldBeforeItWouldHaveCome() {
        subscriber("folke", "subprocessors", "en", "immediate");
        record(new SubprocessorPublished(statement("brevbud", 1, in(30), null), BREVBUD));
        pass(Duration.ofMinutes(11));
        house.letter("folke", 2);
        pass(Duration.ofMinutes(14));

        record(new SubprocessorRemoved(statement("brevbud", 2, clock.instant(), midnightIn(20))));
        pass(Duration.ofSeconds(1));

        assertThat(house.letter("folke", 3).text()).contains("Brevbud AB", "later than was known before");
    }

    @Test
    void thatWhatHasBegunComesLaterAfterAllIsToldBeforeItComes() {
        subscriber("fia", "subprocessors", "en", "daily");
        var began = clock.instant();
        record(new SubprocessorPublished(statement("brevbud", 1, began, null), BREVBUD));
        pass(Duration.ofMinutes(11));
        pass(Duration.ofDays(1));
        house.letter("fia", 2);

        record(new SubprocessorRemoved(statement("brevbud", 2, began, in(240))));
        pass(Duration.ofMinutes(11));

        assertThat(house.letter("fia", 3).text()).contains("Brevbud AB", "later than was known before");
    }

    @Test
    void whatIsOpenedBeforeItTakesEffectIsToldBeforeThat() {
        subscriber("filip", "answers", "en", "immediate");
        var vault = Notices.answer(Story.text("Is there a vault?", "Finns det ett valv?"), Story.text("Yes.", "Ja."));
        record(new AnswerPublished(statement("vault", 1, in(30), null), vault));
        var version = office.bean(Ledger.class).head(trustCenter).orElseThrow().position();
        restrict("vault");
        pass(Duration.ofMinutes(25));

        record(
                new AnswerAccessChanged(
                        "vault", Access.PUBLIC, List.of(), Story.text("For everybody", "För alla"), null),
                new AnswerVersionOpened("vault", version, Story.text("So it is", "Så är det"), vault));
        pass(Duration.ofSeconds(1));

        assertThat(house.letter("filip", 2).text()).contains("Is there a vault?");
    }

    @Test
    void othersAreWaitedForHoweverSoonSomethingElseTakesEffect() {
        subscriber("finn", "subprocessors", "en", "immediate");
        record(new SubprocessorPublished(statement("brevbud", 1, in(30), null), BREVBUD));
        pass(Duration.ofMinutes(25));
        house.letter("finn", 2);
        for (var revision : List.of(1, 2)) {
            clock.move(Duration.ofMinutes(1));
            // What the second says begins after the first was recorded, and yet lay ahead of nobody.
            record(new SubprocessorPublished(
                    statement("postbud", revision, clock.instant(), null),
                    Story.subprocessor("Postbud AB", "Post %d".formatted(revision), "SE")));
        }
        pass(Duration.ofSeconds(1));

        assertThat(board.newest(trustCenter, null, 10)).hasSize(1);
    }

    @Test
    void whatNobodyIsToldOfShortensNoWaiting() {
        subscriber("frode", "subprocessors", "en", "immediate");
        record(
                new AnswerConfirmed("encryption", 1),
                new TagPublished(
                        statement("gdpr", 2, clock.instant(), null),
                        new Tag(1_000, Story.text("Privacy law", "Dataskydd"), TagKind.THEME, null)),
                pack());
        pass(Duration.ofMinutes(9));
        record(new SubprocessorPublished(statement("brevbud", 1, clock.instant(), null), BREVBUD));
        pass(Duration.ofMinutes(5));
        assertThat(board.newest(trustCenter, null, 10)).isEmpty();

        pass(Duration.ofMinutes(6));

        assertThat(board.newest(trustCenter, null, 10)).hasSize(1);
    }

    @Test
    void whatTakesEffectAtTheHourOfTheDayIsToldTheDayBefore() {
        subscriber("folka", "subprocessors", "en", "daily");
        var zone = office.bean(Standing.class).zone(trustCenter, clock.instant());
        var hour = LocalDate.ofInstant(clock.instant(), zone)
                .plusDays(2)
                .atTime(8, 0)
                .atZone(zone)
                .toInstant();
        clock.move(Duration.between(clock.instant(), hour.minus(Duration.ofHours(20))));
        record(new SubprocessorPublished(statement("brevbud", 1, hour, null), BREVBUD));

        pass(Duration.ofMinutes(11));

        assertThat(house.letter("folka", 2).text()).contains("Brevbud AB");
    }

    @Test
    void aNewPackOfEverythingIsTold() {
        subscriber("fanny", "packs", "en", "immediate");
        clock.move(Duration.ofMinutes(1));
        record(pack());
        pass(Duration.ofMinutes(11));

        assertThat(house.letter("fanny", 2).text()).contains("Trust pack", "48 pages", "b".repeat(64));
    }

    private PackIssued pack() {
        var head = office.bean(Ledger.class).head(trustCenter).orElseThrow();
        var at = Objects.requireNonNull(head.contentRecordedAt());
        return new PackIssued(
                "1".repeat(32),
                new PackIdentity(
                        new PackScope.Everything(), "en", at, at, head.contentPosition(), head.accessPosition(), "1"),
                "a".repeat(64),
                "b".repeat(64),
                48,
                612_345,
                new Seal("PAdES-B-B", "CN=Demonstration", "c".repeat(64), true));
    }

    private Instant in(int minutes) {
        return clock.instant().plus(Duration.ofMinutes(minutes));
    }

    private Instant midnightIn(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(days)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private void record(Fact... facts) {
        office.bean(Ledger.class).record(trustCenter, "provider", "turn", _ -> List.of(facts));
    }

    private static Statement statement(String item, int revision, Instant from, @Nullable Instant until) {
        return new Statement(item, revision, from, until, Story.text("So it is", "Så är det"), null);
    }

    @Test
    void whoLeftMeanwhileIsNotToldAndThatIsOnRecord() {
        var secret = subscriber("gun", "answers", "en", "daily");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "More often");
        pass(Duration.ofMinutes(11));
        house.send("/subscriptions/" + secret, "do=leave");

        pass(Duration.ofDays(1));

        await().untilAsserted(() -> {
            var told = board.newest(trustCenter, null, 10).getFirst();
            assertThat(told.counts().of(State.NOT_SENT)).isEqualTo(1);
            assertThat(board.deliveries(told.notice(), State.NOT_SENT, "", 10)
                            .getFirst()
                            .notSentWhy())
                    .isEqualTo("left");
        });
        assertThat(post.to(house.address("gun"))).hasSize(1);
    }

    @Test
    void aLetterThatComesBackIsOnRecordWithWhatTheServerSaid() {
        subscriber("lisa", "answers", "en", "immediate");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "More often");
        pass(Duration.ofMinutes(11));
        house.letter("lisa", 2);
        var notice = board.newest(trustCenter, null, 10).getFirst().notice();
        var letter = Objects.requireNonNull(
                board.deliveries(notice, null, "", 10).getFirst().letter());
        var hears = office.bean(WhenANoticeComesBackNoteIt.class);
        for (int i = 0; i < 2; i++) {
            hears.on(new Bounce(letter, Bounce.Kind.PERMANENT, "5.1.1", clock.instant()));
        }
        assertThat(board.deliveries(notice, State.BOUNCED, "", 10))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.status()).isEqualTo("5.1.1");
                    assertThat(delivery.at()).isEqualTo(clock.instant());
                });
        assertThat(board.dead(trustCenter, null, 10)).hasSize(1);
    }

    @Test
    void aDigestProvesTheAddressToWhoeverHasItsSaltAndToNobodyElse() {
        assertThat(NoticeMail.digest("salt", "letter", "a@b.se"))
                .isEqualTo(NoticeMail.digest("salt", "letter", "a@b.se"))
                .isNotEqualTo(NoticeMail.digest("other", "letter", "a@b.se"))
                .isNotEqualTo(NoticeMail.digest("salt", "other", "a@b.se"));
    }

    @Test
    void whoConfirmsIsToldOfWhatComesAfterItAndNotOfWhatWasBefore() {
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "Before");
        pass(Duration.ofMinutes(11));
        subscriber("hilda", "answers", "en", "immediate");
        pass(Duration.ofMinutes(11));
        assertThat(post.to(house.address("hilda"))).hasSize(1);
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every minute."), "After");
        pass(Duration.ofMinutes(11));
        assertThat(house.letter("hilda", 2).text()).contains("After").doesNotContain("Before");
    }

    @Test
    void whoConfirmsWhileChangesAreWaitedForIsToldOfThoseThatCameAfter() {
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "Before");
        subscriber("karin", "answers", "en", "immediate");
        change(
                Documents.BEGINNING
                        + CONTENT.replace("Every night.", "Every hour.").replace("That it works.", "It held."),
                "After");
        pass(Duration.ofMinutes(11));
        assertThat(house.letter("karin", 2).text()).contains("After").doesNotContain("Before");
    }

    @Test
    void aLetterThatIsRepeatedAfterACrashIsTheSameLetter() throws Exception {
        subscriber("ida", "answers", "en", "immediate");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "More often");
        pass(Duration.ofMinutes(11));
        house.letter("ida", 2);
        forgetThatTheyWereTaken();
        clock.move(Duration.ofMinutes(2));
        subscriber("jan", "packs", "en", "immediate");

        var letters = await().until(() -> post.to(house.address("ida")), all -> all.size() == 3);
        assertThat(letters.get(2).mail().getMessageID())
                .isEqualTo(letters.get(1).mail().getMessageID());
        assertThat(letters.get(2).text()).isEqualTo(letters.get(1).text());
        awaitTheOnly(State.ACCEPTED, NoticeBoard.Delivery::perhapsTwice);
    }

    /** Of the newest notice there is one delivery in that state, and so it is. */
    private void awaitTheOnly(State state, Predicate<NoticeBoard.Delivery> such) {
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        await().untilAsserted(() -> assertThat(board.deliveries(notice, state, "", 10))
                .singleElement()
                .matches(such));
    }

    @Test
    void whereALetterThatMayHaveArrivedHasToSayLessTheSecondTimeBothAreOnRecord() {
        subscriber("irma", "answers", "en", "immediate");
        change(
                Documents.BEGINNING
                        + CONTENT.replace("Every night.", "Every hour.").replace("That it works.", "It held."),
                "More often");
        pass(Duration.ofMinutes(11));
        house.letter("irma", 2);
        restrict("exercise");
        forgetThatTheyWereTaken();
        pass(Duration.ofMinutes(2));

        var letters = await().until(() -> post.to(house.address("irma")), all -> all.size() == 3);
        assertThat(letters.get(1).text()).contains("held");
        assertThat(letters.get(2).text()).contains("hour").doesNotContain("held");
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        assertThat(board.words(notice, 0, 20))
                .hasSize(2)
                .anySatisfy(words -> assertThat(words.text()).contains("held"));
    }

    private void restrict(String answer) {
        record(new AnswerAccessChanged(
                answer, Access.INTERNAL, List.of(), Story.text("For us alone", "Bara för oss"), null));
    }

    private void assertThatTheLetterIsRepeatedAsItWas(String reader) {
        forgetThatTheyWereTaken();
        pass(Duration.ofMinutes(2));

        var letters = await().until(() -> post.to(house.address(reader)), all -> all.size() == 3);
        assertThat(letters.get(2).text()).isEqualTo(letters.get(1).text());
    }

    /** As if the office had ended between the handing over of all letters and its being noted. */
    private void forgetThatTheyWereTaken() {
        office.jdbc().update("""
                        insert into letter (id, trust_center, kind, about, recipient, made_at, next_try, begun_at)
                        select letter, trust_center, 'notice', audience, recipient, max(due_at), max(due_at), max(written_at)
                        from delivery where trust_center = ? and letter is not null
                        group by letter, trust_center, audience, recipient""", trustCenter.value());
        office.jdbc().update("update delivery set accepted_at = null where trust_center = ?", trustCenter.value());
        office.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> office.bean(Letters.class).wakeWhenDurable());
    }

    @Test
    void aLetterThatIsRepeatedIsTheSameInWhateverLanguageTheReaderWantsTheNext() {
        var secret = subscriber("isa", "answers", "en", "immediate");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "More often");
        pass(Duration.ofMinutes(11));
        house.letter("isa", 2);
        wish(secret, "topic=answers&language=sv&cadence=immediate");
        assertThatTheLetterIsRepeatedAsItWas("isa");
    }

    @Test
    void ofALetterThatMayHaveArrivedNothingSaysThatItWasNotSent() {
        var secret = subscriber("ivo", "answers", "en", "immediate");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "More often");
        pass(Duration.ofMinutes(11));
        house.letter("ivo", 2);
        house.send("/subscriptions/" + secret, "do=leave");
        forgetThatTheyWereTaken();
        pass(Duration.ofMinutes(2));

        awaitTheOnly(State.NOT_SENT, NoticeBoard.Delivery::perhapsSent);
    }

    @Test
    void whoIsToldAtOnceForAWhileIsToldNothingTwice() {
        var secret = subscriber("mona", "answers", "en", "daily");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "First");
        pass(Duration.ofMinutes(11));
        wish(secret, "topic=answers&language=en&cadence=immediate");
        var second = CONTENT.replace("Every night.", "Every hour.").replace("That it works.", "It held.");
        change(Documents.BEGINNING + second, "Second");
        pass(Duration.ofMinutes(11));
        assertThat(house.letter("mona", 2).text()).contains("First", "Second");
        wish(secret, "topic=answers&language=en&cadence=daily");
        change(Documents.BEGINNING + second.replace("Every hour.", "Every minute."), "Third");
        pass(Duration.ofMinutes(11));

        pass(Duration.ofDays(1));

        assertThat(house.letter("mona", 3).text()).contains("Third").doesNotContain("First", "Second");
    }

    @Test
    void whatWaitsForTheHourGoesAlongWithWhatCannotWait() {
        subscriber("malin", "subprocessors", "en", "daily");
        record(new SubprocessorPublished(statement("postbud", 1, clock.instant(), null), POSTBUD));
        record(new SubprocessorPublished(statement("brevbud", 1, clock.instant(), null), BREVBUD));
        pass(Duration.ofMinutes(11));
        assertThat(post.to(house.address("malin"))).hasSize(1);

        record(new SubprocessorRemoved(statement("brevbud", 2, in(5), null)));
        pass(Duration.ofSeconds(1));

        assertThat(house.letter("malin", 2).text()).contains("Postbud AB", "Brevbud AB");
        pass(Duration.ofDays(1));
        assertThat(post.to(house.address("malin")))
                .as("the day after nobody is told how it was before")
                .hasSize(2);
    }

    @Test
    void ofATopicThatIsTakenBackBeforeTheHourNothingIsTold() {
        var secret = subscriber("nora", "subprocessors&topic=answers", "en", "daily");
        record(new SubprocessorPublished(statement("brevbud", 1, clock.instant(), null), BREVBUD));
        pass(Duration.ofMinutes(11));
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "More often");
        pass(Duration.ofMinutes(11));
        wish(secret, "topic=answers&language=en&cadence=daily");

        pass(Duration.ofDays(1));

        assertThat(house.letter("nora", 2).text()).contains("More often").doesNotContain("Brevbud AB");
        var told = board.newest(trustCenter, null, 10);
        assertThat(told.getFirst().counts().of(State.ACCEPTED)).isEqualTo(1);
        assertThat(board.deliveries(told.getLast().notice(), State.NOT_SENT, "", 10))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.notSentWhy()).isEqualTo("unasked");
                    assertThat(delivery.topics()).containsExactly("subprocessors");
                });
    }

    @Test
    void aLetterThatLeavesOutATopicIsTheSameWhenItIsWrittenAgain() {
        var secret = subscriber("nanna", "subprocessors&topic=answers", "en", "daily");
        record(new SubprocessorPublished(statement("brevbud", 1, midnightIn(10), null), BREVBUD));
        pass(Duration.ofMinutes(11));
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "More often");
        pass(Duration.ofMinutes(11));
        record(
                new SubprocessorRemoved(statement("brevbud", 2, midnightIn(10), midnightIn(20))),
                new SubprocessorPublished(statement("brevbud", 3, midnightIn(20), null), BREVBUD));
        pass(Duration.ofMinutes(11));
        wish(secret, "topic=subprocessors&language=en&cadence=daily");
        pass(Duration.ofDays(1));
        assertThat(house.letter("nanna", 2).text()).contains("announced").doesNotContain("later than was known");

        assertThatTheLetterIsRepeatedAsItWas("nanna");
    }

    @Test
    void whoTakesBackAllThatWaitsForThemGetsNoLetter() {
        var secret = subscriber("nicke", "subprocessors", "en", "daily");
        record(new SubprocessorPublished(statement("brevbud", 1, clock.instant(), null), BREVBUD));
        pass(Duration.ofMinutes(11));
        wish(secret, "topic=answers&language=en&cadence=daily");

        pass(Duration.ofDays(1));

        assertThat(post.to(house.address("nicke"))).hasSize(1);
        awaitTheOnly(State.NOT_SENT, delivery -> "unasked".equals(delivery.notSentWhy()));
    }

    @Test
    void ofWhatIsAnnouncedInTheMorningNobodyIsRemindedInTheSameLetter() {
        subscriber("nadja", "subprocessors", "en", "daily");
        subscriber("nils", "subprocessors", "en", "immediate");
        // The day after tomorrow's reminders are of what takes effect on the eighth day from now.
        record(new SubprocessorPublished(statement("postbud", 1, midnightIn(8), null), POSTBUD));
        pass(Duration.ofMinutes(11));
        house.letter("nils", 2);

        pass(Duration.ofDays(1));

        assertThat(house.letter("nadja", 2).text())
                .contains("Sub-processor · announced", "Postbud AB")
                .doesNotContain("takes effect soon");
        assertThat(house.letter("nils", 3).text()).contains("Postbud AB");
        pass(Duration.ofDays(2));
        assertThat(post.to(house.address("nadja"))).hasSize(2);
    }

    @Test
    void whoAsksForMoreIsNotToldWhatTheyHadNotAskedForBefore() {
        var secret = subscriber("nils", "answers:gdpr", "en", "daily");
        change(Documents.BEGINNING + CONTENT.replace("Every night.", "Every hour."), "First");
        pass(Duration.ofMinutes(11));
        var second = CONTENT.replace("Every night.", "Every hour.").replace("That it works.", "It held.");
        change(Documents.BEGINNING + second, "Second");
        pass(Duration.ofMinutes(11));
        wish(secret, "topic=answers&language=en&cadence=daily");
        change(Documents.BEGINNING + second.replace("Every hour.", "Every minute."), "Third");
        pass(Duration.ofMinutes(11));

        pass(Duration.ofDays(1));

        assertThat(house.letter("nils", 2).text()).contains("First", "Third").doesNotContain("Second");
    }

    /** Asks for something else by the page of the link. */
    private void wish(String secret, String wish) {
        clock.move(Duration.ofSeconds(1));
        var version =
                office.bean(SubscriptionDesk.class).find(trustCenter, secret).version();
        assertThat(house.send("/subscriptions/" + secret, "do=change&version=%d&%s".formatted(version, wish))
                        .statusCode())
                .isEqualTo(303);
    }

    /** @return the secret of the link */
    private String subscriber(String name, String topic, String language, String cadence) {
        var wish = "topic=%s&language=%s&cadence=%s&reminders=yes".formatted(topic, language, cadence);
        return house.subscriber(name, wish);
    }

    private HttpResponse<String> change(String document, @Nullable String reason) {
        return house.change(
                reason == null
                        ? document
                        : document.replaceFirst("reason: .*", "reason: {en: %s, sv: %s}".formatted(reason, reason)));
    }

    /** Lets time pass, and everything happen that is due by then; the office looks by itself too. */
    private void pass(Duration time) {
        clock.move(time);
        policy.react();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        await().untilAsserted(() -> assertThat(Objects.requireNonNull(office.jdbc()
                        .queryForObject("""
                                select (select count(*) from letter where trust_center = ? and next_try <= ?)
                                  + (select count(*) from delivery where trust_center = ? and letter is null
                                     and not_sent_at is null and due_at <= ?)""", Integer.class, trustCenter.value(), now, trustCenter.value(), now)))
                .isZero());
    }

    private static String header(Post.Arrived letter, String name) {
        try {
            return String.join("", letter.mail().getHeader(name)).replaceAll("\\s", "");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
