package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.subscriptions.OfficeThatTells.CONTENT;
import static org.trustledger.command.subscriptions.OfficeThatTells.SITE;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.mail.Bounce;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.command.people.People;
import org.trustledger.command.subscriptions.OfficeThatTells;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.Statement;
import org.trustledger.events.TrustCenterId;

/** A further audience is a bean, and nothing else: it is told on the same machinery, in its own way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FurtherAudienceTest {
    private final OfficeThatTells house = new OfficeThatTells(
            "10m", beans -> beans.registerBean(Contacts.class, () -> new Contacts(beans.getBean(JdbcTemplate.class))));
    private final Contacts contacts = house.office().bean(Contacts.class);
    private final NoticeBoard board = house.office().bean(NoticeBoard.class);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private int revisions;

    @BeforeEach
    void begin() {
        trustCenter = house.begin();
        revisions = 0;
        house.change(Documents.BEGINNING + CONTENT);
        pass(Duration.ofMinutes(11));
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void itsReadersAreToldForItsOwnReasonWithItsOwnLinksAndThoseOfOthersAsEver() {
        contacts.add(trustCenter, house.address("ulla"));
        contacts.add(trustCenter, house.address("ulf"));
        house.subscriber("anna", "topic=agreements&language=en&cadence=immediate");

        revise("Every breach within a day.");
        pass(Duration.ofMinutes(11));

        for (var contact : List.of("ulla", "ulf")) {
            var letter = house.letter(contact, 1);
            assertThat(letter.text())
                    .contains("The law asks for it", "Questions: Trust office, trust@fjordsky.example.")
                    .contains("Fjordsky AB sends this because your contract names this address for agreements.")
                    .doesNotContain("asked to be told", "/reception/", "Change what", "nothing more");
            assertThat(letter.html())
                    .contains("your contract names this address for agreements.")
                    .doesNotContain("asked to be told", "/reception/");
            assertThat(List.of("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"))
                    .allSatisfy(
                            name -> assertThat(header(letter, name)).as(name).isNull());
        }
        var letter = house.letter("anna", 2);
        assertThat(letter.text())
                .contains("Fjordsky AB sends this because this address asked to be told of agreements.")
                .contains("%s/reception/%s/unsubscribe/".formatted(SITE, trustCenter))
                .doesNotContain("contract");
        assertThat(header(letter, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(header(letter, "List-Id")).isNotNull();
        var told = board.newest(trustCenter, null, 10);
        assertThat(told).singleElement().satisfies(each -> {
            assertThat(each.notice().audience()).isEqualTo(3);
            assertThat(each.counts().of(State.ACCEPTED)).isEqualTo(3);
        });
        assertThat(board.words(told.getFirst().notice(), 0, 20))
                .extracting(NoticeBoard.Words::letters)
                .containsExactly(2, 1);
    }

    @Test
    void aLetterThatComesBackIsAMatterOfItsOwnAudience() {
        var ulla = contacts.add(trustCenter, house.address("ulla"));
        contacts.add(trustCenter, house.address("ulf"));
        for (var number = 1; number <= 2; number++) {
            revise("Version %d.".formatted(number));
            pass(Duration.ofMinutes(11));
            house.letter("ulla", number);
            house.office()
                    .bean(WhenANoticeComesBackNoteIt.class)
                    .on(new Bounce(
                            letterTo(ulla.value()),
                            Bounce.Kind.PERMANENT,
                            "5.1.1",
                            house.clock().instant()));
        }
        assertThat(contacts.paused()).containsExactly(ulla);

        revise("Version 3.");
        pass(Duration.ofMinutes(11));

        house.letter("ulf", 3);
        house.letter("ulla", 2);
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        await().untilAsserted(() -> assertThat(board.deliveries(notice, State.NOT_SENT, "", 10))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.recipient()).isEqualTo(ulla.value());
                    assertThat(delivery.notSentWhy()).isEqualTo("paused");
                }));
    }

    @Test
    void whoIsForgottenIsNotWrittenToEvenIfTheirAudienceNamesThemStill() {
        var ulla = contacts.add(trustCenter, house.address("ulla"));
        contacts.add(trustCenter, house.address("ulf"));
        house.office()
                .bean(TransactionOperations.class)
                .executeWithoutResult(_ -> house.office().bean(People.class).eraseUnrecorded(ulla));

        revise("Every breach within a day.");
        pass(Duration.ofMinutes(11));

        house.letter("ulf", 1);
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        await().untilAsserted(() -> assertThat(board.deliveries(notice, State.NOT_SENT, "", 10))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.recipient()).isEqualTo(ulla.value());
                    assertThat(delivery.notSentWhy()).isEqualTo("left");
                    assertThat(delivery.perhapsSent()).isFalse();
                }));
        assertThat(house.post().to(house.address("ulla"))).isEmpty();
    }

    @Test
    void asLongAsItCannotBeToldHowLongThatHasBeenIsSeen() {
        contacts.add(trustCenter, house.address("ulla"));
        contacts.isBroken(true);
        revise("Every breach within an hour.");
        var recorded = house.clock().instant();
        pass(Duration.ofMinutes(11));
        var lag = house.office().bean(TellingLag.class);
        assertThat(lag.lateSince(trustCenter)).as("a minute is nothing").isEmpty();
        assertThat(lag.longest()).isEqualTo(Duration.ofMinutes(1));

        pass(Duration.ofMinutes(5));
        assertThat(lag.lateSince(trustCenter))
                .hasValueSatisfying(since -> assertThat(since).isCloseTo(recorded, within(1, ChronoUnit.SECONDS)));
        assertThat(lag.lateSince(RunningOffice.newTrustCenter())).isEmpty();
        awaitMeasured(360);

        contacts.isBroken(false);
        pass(Duration.ofMinutes(1));
        assertThat(house.letter("ulla", 1).text()).contains("The law asks for it");
        assertThat(lag.lateSince(trustCenter)).isEmpty();
        awaitMeasured(0);
    }

    private void awaitMeasured(double seconds) {
        var late = house.office()
                .bean(MeterRegistry.class)
                .get("trust.ledger.notices.late")
                .gauge();
        await().untilAsserted(() -> assertThat(late.value()).isCloseTo(seconds, within(2.0)));
    }

    /** Of the newest notice. */
    private String letterTo(String recipient) {
        return board.deliveries(board.newest(trustCenter, null, 1).getFirst().notice(), null, "", 10).stream()
                .filter(each -> each.recipient().equals(recipient))
                .map(NoticeBoard.Delivery::letter)
                .flatMap(letter -> Optional.ofNullable(letter).stream())
                .findFirst()
                .orElseThrow();
    }

    private void revise(String words) {
        revisions++;
        var fact = new AgreementRevisionPublished(
                new Statement(
                        "dpa",
                        revisions,
                        house.clock().instant(),
                        null,
                        Story.text("The law asks for it", "Lagen kräver det"),
                        null),
                (AgreementRevision) new Story(ToldKind.AGREEMENT, "dpa").content(words));
        house.office().bean(Ledger.class).record(trustCenter, "provider", "turn", _ -> List.of(fact));
    }

    /** Lets time pass, and everything happen that is due by then. */
    private void pass(Duration time) {
        house.clock().move(time);
        house.office().bean(WhenFactsAreRecordedTellWhoeverAsked.class).react();
        var now = house.clock().instant().atOffset(ZoneOffset.UTC);
        await().untilAsserted(() -> assertThat(Objects.requireNonNull(house.office()
                        .jdbc()
                        .queryForObject(
                                "select count(*) from letter where trust_center = ? and next_try <= ?",
                                Integer.class,
                                trustCenter.value(),
                                now)))
                .isZero());
    }

    private static @Nullable String header(Post.Arrived letter, String name) {
        try {
            return letter.mail().getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
