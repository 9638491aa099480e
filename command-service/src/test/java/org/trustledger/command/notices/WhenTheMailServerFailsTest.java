package org.trustledger.command.notices;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Letters;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Statement;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Whatever a mail server does to the letters: when it is itself again, everybody is told, and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhenTheMailServerFailsTest {
    private static final int READERS = 12;
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String WISH = "topic=subprocessors&language=en&cadence=immediate";

    private final MovableClock clock = new MovableClock("2027-03-01T10:00:00Z");
    private final Letterbox letterbox = new Letterbox(clock);
    private final RunningOffice office = RunningOffice.at(
            clock,
            Stream.of(
                            new StoreOfKeys()
                                    .and("trust-ledger.subscriptions.site=" + SITE, "trust-ledger.notices.gather=10m"),
                            letterbox.settings())
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @AfterAll
    void close() {
        office.close();
        letterbox.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Letterbox.Mood.class,
            names = {"TAKES", "KNOWS_NOBODY"},
            mode = EnumSource.Mode.EXCLUDE)
    void everybodyIsToldOnceWhenItIsItselfAgain(Letterbox.Mood mood) {
        trustCenter = RunningOffice.newTrustCenter();
        clock.move(Duration.ofDays(1));
        record(new ProfilePublished(statement(Profile.ITEM), Notices.PROFILE));
        pass(Duration.ofMinutes(11));
        IntStream.range(0, READERS).forEach(this::subscribe);
        letterbox.empty();

        letterbox.is(mood);
        record(new SubprocessorPublished(statement("postbud"), Story.subprocessor("Postbud AB", "Post", "SE")));
        pass(Duration.ofMinutes(11));
        pass(Duration.ofMinutes(5));
        assertThat(letterbox.troubles()).as("it was in the way").isPositive();
        letterbox.is(Letterbox.Mood.TAKES);
        for (var hour = 0; hour < 24 && waiting("true") > 0; hour++) {
            pass(Duration.ofHours(1));
        }

        var told = letterbox.empty().stream().collect(groupingBy(Letterbox.Arrived::to));
        assertThat(told).as("everybody is told").hasSize(READERS);
        told.forEach((reader, letters) -> {
            assertThat(letters.stream().map(WhenTheMailServerFailsTest::id).distinct())
                    .as(reader)
                    .hasSize(1);
            assertThat(letters.stream().map(Letterbox.Arrived::text).distinct())
                    .as(reader)
                    .hasSize(1);
            if (mood != Letterbox.Mood.CUTS_AFTER_THE_END) {
                assertThat(letters).as(reader).hasSize(1);
            }
        });
        assertThat(office.jdbc()
                        .queryForObject(
                                "select count(*) from delivery where trust_center = ? and accepted_at is not null",
                                Integer.class,
                                trustCenter.value()))
                .as("on record")
                .isEqualTo(READERS);
    }

    @Test
    void whatIsRefusedForGoodIsADeadLetterUntilSomebodyHasItTriedAgain() {
        trustCenter = RunningOffice.newTrustCenter();
        clock.move(Duration.ofDays(1));
        record(new ProfilePublished(statement(Profile.ITEM), Notices.PROFILE));
        pass(Duration.ofMinutes(11));
        subscribe(0);
        letterbox.empty();
        letterbox.is(Letterbox.Mood.KNOWS_NOBODY);
        record(new SubprocessorPublished(statement("postbud"), Story.subprocessor("Postbud AB", "Post", "SE")));
        pass(Duration.ofMinutes(11));

        var board = office.bean(NoticeBoard.class);
        var dead = await().until(() -> board.dead(trustCenter, 10), all -> !all.isEmpty())
                .getFirst();
        assertThat(dead.state()).isEqualTo(NoticeBoard.State.GIVEN_UP);
        assertThat(dead.refusal()).as("and nothing of its words").isEqualTo("550 5.1.1");
        assertThat(board.countGivenUp(trustCenter)).isOne();
        var letter = Objects.requireNonNull(dead.letter());
        letterbox.is(Letterbox.Mood.TAKES);
        assertThat(board.tryAgain(RunningOffice.newTrustCenter(), letter))
                .as("by somebody else")
                .isFalse();
        assertThat(board.tryAgain(trustCenter, letter)).isTrue();
        pass(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(letterbox.empty()).hasSize(1));
        await().untilAsserted(() -> assertThat(board.countGivenUp(trustCenter)).isZero());
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        await().untilAsserted(() -> assertThat(board.deliveries(notice, NoticeBoard.State.ACCEPTED, "", 10))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.perhapsTwice()).isFalse()));
    }

    private static String id(Letterbox.Arrived letter) {
        try {
            return letter.read().getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void record(ContentFact fact) {
        office.bean(Ledger.class).record(trustCenter, "provider", "turn", _ -> List.of(fact));
    }

    private Statement statement(String item) {
        return new Statement(item, 1, clock.instant(), null, Story.text("So it is", "Så är det"), null);
    }

    /** Lets time pass, and every letter be tried that is due by then. */
    private void pass(Duration time) {
        clock.move(time);
        office.bean(WhenFactsAreRecordedTellWhoeverAsked.class).react();
        // A clock that a test moves wakes nobody.
        office.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> office.bean(Letters.class).wakeWhenDurable());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        waiting("next_try <= '%s'".formatted(clock.instant().atOffset(ZoneOffset.UTC))) == 0);
    }

    private int waiting(String which) {
        return Objects.requireNonNull(office.jdbc()
                .queryForObject("""
                select (select count(*) from letter where trust_center = ? and given_up_at is null and %s)
                  + (select count(*) from delivery where trust_center = ? and letter is null and not_sent_at is null)""".formatted(which), Integer.class, trustCenter.value(), trustCenter.value()));
    }

    private void subscribe(int number) {
        var address = "reader-%d-%s@kund.example".formatted(number, trustCenter);
        post("/subscribe", "address=%s&%s".formatted(URLEncoder.encode(address, StandardCharsets.UTF_8), WISH));
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
        var secret = await().until(() -> letterbox.to(address), came -> !came.isEmpty())
                .getFirst()
                .secret(link);
        assertThat(post("/subscriptions/" + secret, "do=confirm&" + WISH).statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> post(String path, String form) {
        return office.exchange(office.request(office.reception("/reception/%s%s".formatted(trustCenter, path)), null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    }
}
