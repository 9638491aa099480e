package org.trustledger.pdf.typesetting;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trustledger.bench.Worker;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackScope;
import org.trustledger.events.Profile;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.TrustCenterId;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.Stated;
import org.trustledger.pdf.views.View;
import org.trustledger.presentation.Markdown;

/** Sets packs of any length, as the press does before it seals them. */
public final class SetWorker {
    private static final Instant MOMENT = Instant.parse("2026-11-20T23:00:00Z");
    private static final int CATEGORIES = 15;
    private static final LocalizedText REASON =
            both("The yearly review changed the wording", "Den årliga översynen ändrade orden");

    private final Imprint imprint = new Imprint(URI.create("https://trust.hafen.example"), true);
    private final Typesetter typesetter = new Typesetter(imprint);
    private final Map<Integer, View> views = new HashMap<>();

    private SetWorker() {}

    public static void main(String[] args) throws Exception {
        var worker = new SetWorker();
        Worker.serve(Map.of(
                "set", words -> worker.set(Integer.parseInt(words.getFirst())),
                "pages", words -> worker.pages(Integer.parseInt(words.getFirst())),
                "manuscript",
                        words -> worker.manuscript(Integer.parseInt(words.getFirst()), Path.of(words.getLast()))));
    }

    private double set(int pages) {
        var view = view(pages);
        var begin = System.nanoTime();
        typesetter.set(order(view), Copy.of(view));
        return (System.nanoTime() - begin) / 1e9;
    }

    private double pages(int pages) {
        var view = view(pages);
        return typesetter.set(order(view), Copy.of(view)).pages();
    }

    private double manuscript(int pages, Path file) throws Exception {
        var view = view(pages);
        Files.writeString(file, typesetter.xhtml(new Edition(order(view), imprint, Copy.of(view), new Markdown())));
        return Files.size(file);
    }

    // Answers are alike, so two lengths tell how many make so many pages.
    private View view(int pages) {
        return views.computeIfAbsent(pages, wanted -> {
            var few = typesetter.set(order(viewOf(30)), Copy.of(viewOf(30))).pages();
            var more = typesetter.set(order(viewOf(90)), Copy.of(viewOf(90))).pages();
            var answers = 30 + (int) Math.round((wanted - few) * 60.0 / (more - few));
            return viewOf(Math.max(1, answers));
        });
    }

    private static PackOrder order(View view) {
        return new PackOrder(
                "8f3a5b1c9d0e4f2a8f3a5b1c9d0e4f2a",
                view.trustCenter(),
                new PackIdentity(
                        new PackScope.Everything(),
                        "en",
                        view.validAt(),
                        view.recordedAt(),
                        view.contentPosition(),
                        view.accessPosition(),
                        Typesetter.VERSION));
    }

    private static View viewOf(int answers) {
        var categories = new ArrayList<Stated<Category>>();
        for (var i = 0; i < CATEGORIES; i++) {
            categories.add(stated("category-" + i, i, new Category(i, both("Category " + i, "Kategori " + i))));
        }
        var all = new ArrayList<Stated<Answer>>();
        for (var i = 0; i < answers; i++) {
            all.add(stated("answer-" + i, 20 + i, answer(i, answers)));
        }
        return new View(
                new TrustCenterId("hafen"),
                MOMENT,
                MOMENT,
                20L + answers,
                0,
                stated(
                        Profile.ITEM,
                        0,
                        new Profile(
                                "Hafen",
                                "Hafen Drift AB",
                                new ContactFunction(both("Trust office", "Förtroendekontoret"), "trust@hafen.example"),
                                List.of("en", "sv"),
                                ZoneId.of("Europe/Stockholm"),
                                Period.ofDays(30),
                                null)),
                List.of(),
                categories,
                List.of(
                        stated("gdpr", 16, new Tag(1, both("GDPR", "GDPR"), TagKind.FRAMEWORK, null)),
                        stated("nis2", 17, new Tag(2, both("NIS2", "NIS2"), TagKind.FRAMEWORK, null))),
                all,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Answer answer(int number, int answers) {
        return new Answer(
                number,
                // In the order of the categories, as a view comes.
                "category-" + (int) ((long) number * CATEGORIES / answers),
                List.of("gdpr", "nis2"),
                both("How do you protect matter %d?".formatted(number), "Hur skyddar ni ärende %d?".formatted(number)),
                both("""
                        What is stored is **encrypted at rest**, and each copy with a key of its own that we rotate every year.

                        - Keys are kept in two halls, in Västerås and in Sundsvall, and nowhere else.
                        - Whoever asks for one is recorded, and the record cannot be altered, not even by us.

                        See [the agreement](https://trust.hafen.example/agreement), clause %d.
                        """.formatted(number), "Det som lagras är krypterat i vila."));
    }

    private static <T extends Content> Stated<T> stated(String id, int position, T content) {
        return new Stated<>(id, MOMENT, null, MOMENT, 1, position + 1L, REASON, null, content);
    }

    private static LocalizedText both(String english, String swedish) {
        return new LocalizedText(new TreeMap<>(Map.of("en", english, "sv", swedish)));
    }
}
