package org.trustledger.query.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one item in the order of recording, each in the place of another: of what was known before of the
 * same instant, else of what was known before of the time just before.
 */
final class Succession {
    private static final int SOURCE = 0;

    private final List<Said> versions = new ArrayList<>();

    /**
     * A version by its words.
     *
     * @param words a digest of what it says in each language, null for one that it does not speak, the first language
     *     first; empty where nobody may read what it says, and where it says that the item is no more
     */
    record Said(
            int revision,
            long position,
            Instant validFrom,
            @Nullable Instant validTo,
            Instant recordedAt,
            @Nullable Long corrects,
            List<@Nullable Long> words) {

        private boolean speaksOf(Instant instant) {
            return !validFrom.isAfter(instant) && (validTo == null || validTo.isAfter(instant));
        }

        private boolean speaks(int language) {
            return words.get(language) != null;
        }

        private boolean differs(Said other, int language) {
            return !Objects.equals(words.get(language), other.words().get(language));
        }
    }

    /** @param version recorded after all those before */
    void add(Said version) {
        versions.add(version);
    }

    /**
     * The version that changed the words of the first language last, if those of another one have not been changed with
     * it or since, and do not stand beside words of the first language that are read again.
     *
     * @param position of the version that is read
     * @param from since when it stands there
     * @param language its place among the languages
     */
    Optional<Said> notFollowed(long position, Instant from, int language) {
        var read = versions.stream()
                .filter(version -> version.position() == position)
                .findFirst()
                .orElse(null);
        var at = from;
        var now = read;
        Said changed = null;
        while (now != null && read != null && !now.words().isEmpty()) {
            var before = lastOn(at, now.position());
            if (before == null) {
                before = lastBefore(now);
                at = now.validFrom().minus(1, ChronoUnit.MICROS);
            }
            if (before == null || before.words().isEmpty() || now.differs(before, language)) {
                return Optional.ofNullable(changed);
            }
            if (before.speaks(SOURCE) && !read.differs(before, SOURCE)) {
                if (changed != null) {
                    return Optional.empty();
                }
            } else if (before.speaks(SOURCE) && changed == null) {
                changed = now;
            }
            now = before;
        }
        return Optional.ofNullable(changed);
    }

    private @Nullable Said lastOn(Instant instant, long beforePosition) {
        for (var version : versions.reversed()) {
            if (version.position() < beforePosition && version.speaksOf(instant)) {
                return version;
            }
        }
        return null;
    }

    /**
     * What was known, before this was said, of the time just before it; where nothing stood there, of the last before.
     */
    private @Nullable Said lastBefore(Said now) {
        var adjacent = lastOn(now.validFrom().minus(1, ChronoUnit.MICROS), now.position());
        return adjacent != null
                ? adjacent
                : versions.stream()
                        .filter(version -> version.position() < now.position())
                        .filter(version ->
                                version.validTo() != null && !version.validTo().isAfter(now.validFrom()))
                        .max(Comparator.comparing((Said version) -> requireNonNull(version.validTo()))
                                .thenComparing(Said::position))
                        .orElse(null);
    }
}
