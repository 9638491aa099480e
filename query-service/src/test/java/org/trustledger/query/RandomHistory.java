package org.trustledger.query;

import static org.trustledger.query.Facts.both;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarRemoved;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Seal;

/** Commits as no office would ever make them, and yet could: about any time, of any size, in any order. */
public final class RandomHistory {
    public static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");
    public static final int DAYS = 600;

    private static final int ITEMS = 5;
    private static final String[] WORDS = {
        "backup", "encryption", "keys", "staff", "hall", "customer", "incident", "audit", "logs", "region"
    };

    private RandomHistory() {}

    /** @param commits an hour apart, so many hours after the beginning */
    public static List<List<PublicFact>> of(Facts facts, Random random, int commits) {
        var history = new ArrayList<List<PublicFact>>();
        var restricting = new Restricting(facts);
        for (var commit = 0; commit < commits; commit++) {
            var drafts = random.nextInt(8) == 0
                    ? restricting.changing("item-" + random.nextInt(ITEMS), Access.values()[random.nextInt(3)])
                    : drafts(facts, restricting, random);
            var approver = random.nextBoolean() ? "approver-%d".formatted(random.nextInt(3)) : null;
            history.add(
                    restricting.recorded(facts.approved(BEGINNING.plus(commit, ChronoUnit.HOURS), approver, drafts)));
        }
        return history;
    }

    private static Facts.Draft[] drafts(Facts facts, Restricting restricting, Random random) {
        var drafts = new Facts.Draft[1 + random.nextInt(5)];
        for (var i = 0; i < drafts.length; i++) {
            drafts[i] = restricting.telling(draft(facts, restricting, random));
        }
        return drafts;
    }

    private static Facts.Draft draft(Facts facts, Restricting restricting, Random random) {
        var dice = random.nextInt(100);
        if (dice < 8) {
            return pack(restricting.accessPosition(), random);
        }
        var item = "item-" + random.nextInt(ITEMS);
        var answer = random.nextBoolean();
        if (dice < 14) {
            var from = from(random);
            return answer
                    ? facts.removed(item, from, AnswerRetired::new)
                    : facts.removed(item, from, PillarRemoved::new);
        }
        var from = from(random);
        var until = from == null || random.nextBoolean() ? null : from.plus(1 + random.nextInt(120), ChronoUnit.DAYS);
        var corrects = dice < 34 && !facts.all().isEmpty()
                ? (Long) (1L + random.nextInt(facts.all().size()))
                : null;
        var text = now(random, "region");
        return facts.stated(
                item,
                from,
                until,
                both("Because of " + words(random), "För att " + words(random)),
                corrects,
                answer
                        ? new Answer(
                                random.nextInt(9),
                                "category-" + random.nextInt(2),
                                random.nextBoolean() ? List.of("gdpr") : List.of(),
                                both(now(random, "hall") + "?", now(random, "staff") + "?"),
                                random.nextInt(6) == 0 ? null : translated(random, text))
                        : new Pillar(random.nextInt(9), both(item, item), both("tab\t \\ \"" + text, "rad\n" + text)));
    }

    // Now, long ago, ahead: and often a day that others chose too, so that intervals touch.
    private static @Nullable Instant from(Random random) {
        return random.nextInt(5) == 0 ? null : BEGINNING.plus(random.nextInt(DAYS / 3) * 3L, ChronoUnit.DAYS);
    }

    private static Facts.Draft pack(long accessPosition, Random random) {
        var id = "%032x".formatted(random.nextInt(1_000_000));
        var language = random.nextBoolean() ? "en" : "sv";
        var day = BEGINNING.plus(random.nextInt(DAYS), ChronoUnit.DAYS);
        var since = day.minus(random.nextInt(DAYS), ChronoUnit.DAYS);
        var scope = PackScope.read(List.of("all", "tag:gdpr", "agreement:dpa", "subprocessors", "differences:" + since)
                .get(random.nextInt(5)));
        return recordedAt -> new PackIssued(
                id,
                new PackIdentity(scope, language, day, recordedAt, 1, accessPosition, "1"),
                "cd".repeat(32),
                "ab".repeat(32),
                48,
                7,
                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true));
    }

    // Of both languages, of one of them, or of none: a translation follows the original, or does not.
    private static LocalizedText translated(Random random, String text) {
        return random.nextInt(8) == 0
                ? LocalizedText.of("en", text)
                : both(text, random.nextInt(3) == 0 ? "å ä ö " + text : "å ä ö");
    }

    // Often what it was before.
    private static String now(Random random, String before) {
        return random.nextBoolean() ? before : words(random);
    }

    private static String words(Random random) {
        var words = new ArrayList<String>();
        for (var i = 1 + random.nextInt(4); i > 0; i--) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(" ", words);
    }
}
