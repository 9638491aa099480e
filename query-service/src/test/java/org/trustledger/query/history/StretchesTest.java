package org.trustledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.day;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StretchesTest {
    private static final Instant BEGINNING = day("2025-01-01");

    @Test
    void aCorrectionTakesItsOwnIntervalAndLeavesTheRest() {
        var stretches = Stretches.of(List.of(
                stated(1, "2026-01-01", "2026-01-01", null), stated(2, "2026-03-10", "2026-01-01", "2026-02-01")));
        assertThat(stretches.byVersion().get(1L)).containsExactly(new Stretch(day("2026-02-01"), null));
        assertThat(stretches.byVersion().get(2L)).containsExactly(new Stretch(day("2026-01-01"), day("2026-02-01")));
        assertThat(stretches.supersededAt(1)).isNull();
    }

    @Test
    void whatIsCoveredWhollyIsSupersededThenAndNotLater() {
        var stretches = Stretches.of(List.of(
                stated(1, "2026-01-01", "2026-01-01", "2026-02-01"),
                stated(2, "2026-03-01", "2025-12-01", null),
                stated(3, "2026-04-01", "2025-11-01", null)));
        assertThat(stretches.supersededAt(1)).isEqualTo(day("2026-03-01"));
        assertThat(stretches.supersededAt(2)).isEqualTo(day("2026-04-01"));
        assertThat(stretches.supersededAt(3)).isNull();
    }

    @Test
    void agreesWithAskingEachDayForTheLastVersionThatCoversIt() {
        var random = new Random(3);
        for (var round = 0; round < 300; round++) {
            var outline = new ArrayList<Stretches.Outline>();
            for (var position = 1; position <= 25; position++) {
                var from = BEGINNING.plus(random.nextInt(40), ChronoUnit.DAYS);
                var until = random.nextInt(3) == 0 ? null : from.plus(random.nextInt(15), ChronoUnit.DAYS);
                outline.add(new Stretches.Outline(position, BEGINNING.plusSeconds(position), from, until, null));
            }
            var stretches = Stretches.of(outline);
            var standing = stretches.byVersion().keySet();
            for (var day = -1; day < 60; day++) {
                var instant = BEGINNING.plus(day, ChronoUnit.DAYS);
                var last = outline.stream()
                        .filter(stated -> !stated.validFrom().isAfter(instant)
                                && (stated.validTo() == null || instant.isBefore(stated.validTo())))
                        .map(Stretches.Outline::position)
                        .reduce((earlier, later) -> later);
                assertThat(stretches.at(instant)).isEqualTo(last);
            }
            for (var stated : outline) {
                assertThat(Objects.isNull(stretches.supersededAt(stated.position())))
                        .isEqualTo(standing.contains(stated.position()));
            }
        }
    }

    private static Stretches.Outline stated(long position, String recorded, String from, @Nullable String until) {
        return new Stretches.Outline(position, day(recorded), day(from), until == null ? null : day(until), null);
    }
}
