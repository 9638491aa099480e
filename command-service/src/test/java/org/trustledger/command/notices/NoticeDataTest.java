package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trustledger.events.Access;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;

/** What programs are told: the same for ever under one name of a type. */
class NoticeDataTest {
    private static final URI COUNTER = URI.create("https://trust.nordhamn.example");
    private static final String SAMPLE = "/notices/published.v1.json";

    private static Told sample() {
        return Notices.told(
                Notices.changedAnswer(),
                Notices.announcedSubprocessor(),
                Notices.changedDataCenter(),
                Notices.announcedRevision(),
                Notices.after(
                        ToldKind.DATA_CENTER,
                        Notices.announced(ToldKind.DATA_CENTER).reads("nightly", "2026-06-01")),
                Notices.after(
                        ToldKind.ANSWER, Notices.announced(ToldKind.ANSWER).access(Access.ON_REQUEST)),
                Notices.after(
                        ToldKind.ANSWER,
                        Notices.announced(ToldKind.ANSWER).corrects(1, "weekly", "2026-01-05", "2026-02-01")),
                Notices.pack());
    }

    private static byte[] stored() {
        try (var in = Objects.requireNonNull(NoticeDataTest.class.getResourceAsStream(SAMPLE), "the sample")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatWasPublishedReadsToWhatItTold() {
        assertThat(NoticeData.read(stored())).isEqualTo(NoticeData.of(sample(), COUNTER));
    }

    @Test
    void todaysClassWritesExactlyTheSample() {
        assertThat(new String(NoticeData.of(sample(), COUNTER).write(), StandardCharsets.UTF_8))
                .isEqualTo(new String(stored(), StandardCharsets.UTF_8).strip());
    }

    @Test
    void theVersionIsPartOfTheNameOfTheType() {
        assertThat(NoticeData.TYPE).isEqualTo("org.trustledger.notices.published.v1");
    }

    @Test
    void everyKindAndEverythingThatCanHappenHasANameForPrograms() {
        assertThat(FactCodec.mapper().writeValueAsString(ToldKind.values()))
                .isEqualTo("[\"agreements\",\"subprocessors\",\"data-centers\",\"answers\",\"packs\"]");
        assertThat(FactCodec.mapper().writeValueAsString(Happened.values()))
                .isEqualTo(
                        "[\"added\",\"changed\",\"removed\",\"retired\",\"restricted\",\"corrected\",\"announced\",\"postponed\",\"brought-forward\",\"withdrawn\",\"takes-effect\"]");
    }

    @Test
    void whatIsToldOnRequestIsATitle() {
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-01-10").access(Access.ON_REQUEST).reads("nightly", "2026-01-01");
        story.on("2026-03-11").because("The pump burst", "Pumpen sprack").reads("hourly");
        var data = NoticeData.of(Notices.told(story.toldSince(2)), COUNTER);

        assertThat(data.changes()).singleElement().satisfies(change -> {
            assertThat(change.onRequest()).isTrue();
            assertThat(change.whole()).isFalse();
            assertThat(change.title()).isEqualTo(Story.text("Are there backups?", "Finns kopior?"));
        });
        assertThat(new String(data.write(), StandardCharsets.UTF_8)).doesNotContain("nightly", "hourly", "pump");
    }

    private static List<ToldItem> answers(int count, String words) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    var story = new Story(ToldKind.ANSWER, "item-" + number);
                    story.on("2026-03-11")
                            .states(Notices.answer(
                                    LocalizedText.of("en", "Question " + number), LocalizedText.of("en", words)));
                    return story.toldSince(0).getFirst();
                })
                .toList();
    }

    @Test
    void whatHasToFitIntoACallLosesItsTextsFirstAndThenItsLastChanges() {
        var told = Notices.told(answers(1_300, "word ".repeat(400)));
        for (var most : new int[] {64_000, 4_000, 600}) {
            var data = NoticeData.of(told, COUNTER, most);
            assertThat(data.write().length).isLessThanOrEqualTo(most);
            assertThat(data.changes().size() + data.leftOut()).isEqualTo(1_300);
        }
        assertThat(NoticeData.of(told, COUNTER, 64_000).changes()).isNotEmpty();
        assertThat(NoticeData.of(sample(), COUNTER, 64_000)).isEqualTo(NoticeData.of(sample(), COUNTER));
    }

    @Test
    void veryManyChangesAreBounded() {
        var data = NoticeData.of(Notices.told(answers(1_300, "Words")), COUNTER);

        assertThat(data.changes()).hasSize(1_000);
        assertThat(data.changes()).filteredOn(NoticeData.Change::whole).hasSize(50);
        assertThat(data.leftOut()).isEqualTo(300);
        assertThat(data.more()).isEqualTo("https://trust.nordhamn.example/nordhamn/changes");
        assertThat(NoticeData.read(data.write())).isEqualTo(data);
    }

    @Test
    void veryLongTextsAreBounded() {
        var data = NoticeData.of(Notices.told(answers(60, "word ".repeat(4_000))), COUNTER);

        assertThat(data.write()).hasSizeLessThan(700_000);
        assertThat(data.changes()).hasSize(60);
        assertThat(data.changes().getFirst().whole()).isTrue();
        assertThat(data.changes().get(40).whole()).isFalse();
    }
}
