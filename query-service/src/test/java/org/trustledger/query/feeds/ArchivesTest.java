package org.trustledger.query.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.query.feeds.Archives.Numbered;

/** Which document tells which entry, whatever may be read of them. */
class ArchivesTest {
    private int searches;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 25, 26, 49, 50, 51, 75, 99, 1_000, 2_030})
    void eachEntryIsToldOnceFromTheNewestToTheOldest(int total) {
        assertThat(walk(all(total), total))
                .isEqualTo(IntStream.rangeClosed(1, total)
                        .mapToObj(number -> total + 1 - number)
                        .toList());
    }

    @Test
    void whoReadsOneDocumentOnlyIsToldEnough() {
        for (var total = 0; total < 200; total++) {
            assertThat(of(all(total), total).newest().entries())
                    .hasSizeBetween(Math.min(total, Archives.LENGTH), Archives.MOST);
        }
    }

    @Test
    void anArchiveBeginsAndEndsWhereItDidWhateverComes() {
        var before = of(all(60), 60).archive(2).orElseThrow().entries();

        assertThat(of(all(1_000), 1_000).archive(2).orElseThrow().entries()).isEqualTo(before);
        assertThat(before).startsWith(50).endsWith(26).hasSize(Archives.LENGTH);
        assertThat(of(all(60), 60).archive(3)).as("not whole yet").isEmpty();
        assertThat(of(all(60), 60).archive(0)).isEmpty();
    }

    @Test
    void whatMayNotBeReadLeavesTheOthersWhereTheyAre() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var total = random.nextInt(400);
            var readable = new HashSet<>(all(total));
            var share = random.nextInt(101);
            readable.removeIf(_ -> random.nextInt(100) < share);

            assertThat(walk(readable, total)).as("seed %d", seed).isEqualTo(newestFirst(readable));
            for (var archive = 1; archive <= total / Archives.LENGTH; archive++) {
                assertThat(of(readable, total).archive(archive).orElseThrow().entries())
                        .isSubsetOf(of(all(total), total)
                                .archive(archive)
                                .orElseThrow()
                                .entries());
            }
        }
    }

    @Test
    void forwardAnArchiveLeadsToTheNextOneThatTellsSomething() {
        var readable = new HashSet<>(all(500));
        readable.removeIf(number -> number > 60 && number <= 200);
        var archives = of(readable, 500);

        assertThat(archives.archive(1).orElseThrow().next()).isEqualTo(2);
        assertThat(archives.archive(3).orElseThrow().next()).isEqualTo(9);
        assertThat(archives.archive(9).orElseThrow().previous()).isEqualTo(3);
        assertThat(archives.newest().previous()).isEqualTo(19);
        assertThat(archives.archive(19).orElseThrow().next())
                .as("what the newest document tells")
                .isNull();
    }

    @Test
    void aLongHistoryOfWhichNothingMayBeReadCostsNoDocumentMuch() {
        var total = 100_000;
        var readable = Set.of(7);

        assertThat(walk(readable, total)).containsExactly(7);
        searches = 0;
        of(readable, total).newest();
        assertThat(searches).isLessThan(12);
    }

    private List<Integer> walk(Set<Integer> readable, int total) {
        var told = new ArrayList<Integer>();
        var archives = of(readable, total);
        var document = archives.newest();
        told.addAll(document.entries());
        while (document.previous() != null) {
            document = archives.archive(document.previous()).orElseThrow();
            told.addAll(document.entries());
        }
        return told;
    }

    private Archives<Integer> of(Set<Integer> readable, int total) {
        return new Archives<>(total, (from, to) -> {
            searches++;
            return IntStream.rangeClosed(from, to)
                    .mapToObj(number -> to + from - number)
                    .filter(readable::contains)
                    .map(number -> new Numbered<>(number, number))
                    .toList();
        });
    }

    private static Set<Integer> all(int total) {
        return new HashSet<>(IntStream.rangeClosed(1, total).boxed().toList());
    }

    private static List<Integer> newestFirst(Set<Integer> readable) {
        return readable.stream()
                .map(Objects::requireNonNull)
                .sorted((one, other) -> other - one)
                .toList();
    }
}
