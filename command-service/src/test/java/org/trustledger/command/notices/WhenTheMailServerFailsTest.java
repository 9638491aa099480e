package org.trustledger.command.notices;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.people.StoreOfKeys;

/** Whatever a mail server does to the letters: when it is itself again, everybody is told, and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhenTheMailServerFailsTest {
    private static final int READERS = 12;

    private final MoodyHouse house = new MoodyHouse(_ -> {}, new StoreOfKeys().and());
    private final Letterbox letterbox = house.letterbox();

    @AfterAll
    void close() {
        house.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Letterbox.Mood.class,
            names = {"TAKES", "KNOWS_NOBODY", "SILENT_.*"},
            mode = EnumSource.Mode.MATCH_NONE)
    void everybodyIsToldOnceWhenItIsItselfAgain(Letterbox.Mood mood) {
        var trustCenter = house.begin();
        IntStream.range(0, READERS).forEach(house::subscribe);
        letterbox.empty();

        letterbox.is(mood);
        house.change();
        house.pass(Duration.ofMinutes(11));
        house.pass(Duration.ofMinutes(5));
        assertThat(letterbox.troubles()).as("it was in the way").isPositive();
        letterbox.is(Letterbox.Mood.TAKES);
        house.comeToRest();

        var told = letterbox.empty().stream().collect(groupingBy(Letterbox.Arrived::to));
        assertThat(told).as("everybody is told").hasSize(READERS);
        told.forEach((reader, letters) -> {
            assertThat(letters.stream().map(Letterbox.Arrived::id).distinct())
                    .as(reader)
                    .hasSize(1);
            assertThat(letters.stream().map(Letterbox.Arrived::text).distinct())
                    .as(reader)
                    .hasSize(1);
            if (mood != Letterbox.Mood.CUTS_AFTER_THE_END) {
                assertThat(letters).as(reader).hasSize(1);
            }
        });
        assertThat(house.office()
                        .jdbc()
                        .queryForObject(
                                "select count(*) from delivery where trust_center = ? and accepted_at is not null",
                                Integer.class,
                                trustCenter.value()))
                .as("on record")
                .isEqualTo(READERS);
    }

    @Test
    void whatIsRefusedForGoodIsADeadLetterUntilSomebodyHasItTriedAgain() {
        var trustCenter = house.begin();
        house.subscribe(0);
        letterbox.empty();
        letterbox.is(Letterbox.Mood.KNOWS_NOBODY);
        house.change();
        house.pass(Duration.ofMinutes(11));

        var board = house.board();
        var dead = await().until(() -> board.dead(trustCenter, null, 10), all -> !all.isEmpty())
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
        house.pass(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(letterbox.empty()).hasSize(1));
        await().untilAsserted(() -> assertThat(board.countGivenUp(trustCenter)).isZero());
        var notice = board.newest(trustCenter, null, 1).getFirst().notice();
        await().untilAsserted(() -> assertThat(board.deliveries(notice, NoticeBoard.State.ACCEPTED, "", 10))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.perhapsTwice()).isFalse()));
    }
}
