package org.trustledger.command.notices;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trustledger.command.mail.ImpatientPostbox;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.testing.ThinLine;

/** What a letter has to wait for makes it late, and nothing else; what is on record of it is what is known. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhenLettersAreHeldUpTest {
    private static final int READERS = 3;
    private static final Duration GATHERED = Duration.ofMinutes(11);

    private final String[] keys = new StoreOfKeys().and();
    private final ThinLine toTheKeys = lineTo(keys);
    private final MoodyHouse house = new MoodyHouse(ImpatientPostbox::into, by(toTheKeys, keys));
    private final Letterbox letterbox = house.letterbox();

    private static ThinLine lineTo(String... keys) {
        try {
            var url = Arrays.stream(keys)
                    .filter(each -> each.contains("jdbc:"))
                    .findFirst()
                    .orElseThrow();
            return ThinLine.to(URI.create(url.replaceFirst(".*jdbc:", "")).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] by(ThinLine line, String... keys) {
        return Arrays.stream(keys)
                .map(each -> each.replaceFirst("(jdbc:postgresql://)[^/]+", "$1" + line.address()))
                .toArray(String[]::new);
    }

    @AfterAll
    void close() throws IOException {
        house.close();
        toTheKeys.close();
    }

    @ParameterizedTest
    @EnumSource(value = Letterbox.Mood.class, names = "SILENT_.*", mode = EnumSource.Mode.MATCH_ANY)
    void aServerThatSaysNothingUntilTheDeadlineKeepsNobodyFromBeingTold(Letterbox.Mood mood) {
        house.begin();
        IntStream.range(0, READERS).forEach(house::subscribe);
        letterbox.empty();

        letterbox.is(mood);
        house.change();
        house.pass(GATHERED);
        assertThat(letterbox.troubles()).as("it was in the way").isPositive();
        letterbox.is(Letterbox.Mood.TAKES);
        house.comeToRest();

        var hadThem = mood == Letterbox.Mood.SILENT_AFTER_THE_END;
        var told = letterbox.empty().stream().collect(groupingBy(Letterbox.Arrived::to));
        assertThat(told).as("everybody is told").hasSize(READERS);
        told.forEach((reader, letters) -> {
            assertThat(letters).as(reader).hasSize(hadThem ? 2 : 1);
            assertThat(letters.stream().map(Letterbox.Arrived::id).distinct())
                    .as(reader)
                    .hasSize(1);
            assertThat(letters.stream().map(Letterbox.Arrived::text).distinct())
                    .as(reader)
                    .hasSize(1);
        });
        assertThat(house.deliveries()).hasSize(READERS).allSatisfy(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.ACCEPTED);
            assertThat(delivery.perhapsTwice()).as("it may have arrived twice").isEqualTo(hadThem);
        });
    }

    @ParameterizedTest
    @EnumSource(value = Letterbox.Mood.class, names = "SILENT_.*", mode = EnumSource.Mode.MATCH_ANY)
    void whoLeavesMeanwhileIsOnRecordAsPerhapsWrittenToIfTheServerMayHaveTheLetter(Letterbox.Mood mood) {
        house.begin();
        var secret = house.subscribe(0);
        letterbox.empty();
        letterbox.is(mood);
        house.change();
        house.pass(GATHERED);
        var came = letterbox.to(house.address(0)).size();

        letterbox.is(Letterbox.Mood.TAKES);
        house.leave(secret);
        house.comeToRest();

        assertThat(letterbox.empty()).as("nothing after they had left").hasSize(came);
        assertThat(house.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.NOT_SENT);
            assertThat(delivery.notSentWhy()).isEqualTo("left");
            assertThat(delivery.perhapsSent()).isEqualTo(came > 0);
        });
    }

    @Test
    void whatCannotBeWrittenWithoutTheStoreOfKeysWaitsAndIsNotRefused() throws IOException {
        house.begin();
        house.subscribe(0);
        letterbox.empty();

        toTheKeys.cut();
        try {
            house.change();
            house.pass(GATHERED);
            assertThat(letterbox.empty()).isEmpty();
            assertThat(house.office()
                            .jdbc()
                            .queryForList(
                                    "select attempts || ' in vain, refused ' || refusals from letter", String.class))
                    .containsExactly("1 in vain, refused 0");
            assertThat(house.deliveries())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.state()).isEqualTo(State.WAITING));
        } finally {
            toTheKeys.mend();
        }
        house.comeToRest();

        assertThat(letterbox.empty()).hasSize(1);
        assertThat(house.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.ACCEPTED);
            assertThat(delivery.perhapsTwice()).isFalse();
        });
    }
}
