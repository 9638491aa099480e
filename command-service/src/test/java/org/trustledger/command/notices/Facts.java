package org.trustledger.command.notices;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.ledger.WithheldParts.Part;
import org.trustledger.command.notices.Almanac.Item;
import org.trustledger.command.notices.Almanac.Opening;
import org.trustledger.command.notices.Almanac.Saying;
import org.trustledger.command.notices.Almanac.Words;
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.AgreementWithdrawn;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Clause;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.ContentFact;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterPublished;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.Seal;
import org.trustledger.events.Statement;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.SubprocessorRemoved;
import org.trustledger.events.Trigger;

/** What an almanac says, as it is recorded. */
final class Facts {
    private static final LocalizedText NOTHING_TOLD = Story.text("Not told", "Sägs inte");
    private static final List<Trigger> TRIGGERS = List.of(Trigger.values());
    private static final List<String> COUNTRIES = List.of("SE", "NO", "DE");

    private Facts() {}

    /**
     * A fact as readers get it.
     *
     * @param truth all of it
     * @param withheld the same to be kept, where that is more
     */
    record Told(Fact fact, Fact truth, @Nullable Part withheld) {
        static Told whole(Fact fact) {
            return new Told(fact, fact, null);
        }
    }

    static String country(Words words) {
        return COUNTRIES.get(words.number() % COUNTRIES.size());
    }

    static Trigger trigger(Words words) {
        return TRIGGERS.get(words.number() % TRIGGERS.size());
    }

    static boolean hasAgreement(Words words) {
        return words.number() % 2 == 0;
    }

    static Told said(Item item, Saying saying, Access access) {
        var truth = truth(item, saying);
        if (access == Access.PUBLIC) {
            return Told.whole(truth);
        }
        var part = part(truth, saying.position());
        var statement = truth.statement().because(NOTHING_TOLD);
        return new Told(
                access == Access.INTERNAL
                        ? new AnswerWithheld(statement, part.sha256())
                        : truth instanceof AnswerPublished published
                                ? new AnswerPublished(
                                        statement, published.content().onRequest(part.sha256()))
                                : new AnswerRetired(statement),
                truth,
                part);
    }

    /** @param sayings all of it so far */
    static List<Told> opened(Item item, Opening opening, List<Saying> sayings) {
        var all = new ArrayList<Told>();
        var isPublic = opening.access() == Access.PUBLIC;
        var changed = new AnswerAccessChanged(item.id(), opening.access(), List.of(), reason(opening.reason()), null);
        var changedPart = part(changed, opening.position());
        all.add(
                isPublic
                        ? Told.whole(changed)
                        : new Told(
                                new AnswerAccessChanged(
                                        item.id(), opening.access(), List.of(), NOTHING_TOLD, changedPart.sha256()),
                                changed,
                                changedPart));
        if (opening.access() != Access.INTERNAL) {
            for (var saying : sayings) {
                var content = truth(item, saying) instanceof AnswerPublished published ? published.content() : null;
                var whole = new AnswerVersionOpened(item.id(), saying.position(), reason(saying.reason()), content);
                var part = part(whole, opening.position() + all.size());
                all.add(
                        isPublic
                                ? Told.whole(whole)
                                : new Told(
                                        new AnswerVersionOpened(
                                                item.id(),
                                                saying.position(),
                                                NOTHING_TOLD,
                                                content == null ? null : content.onRequest(part.sha256())),
                                        whole,
                                        part));
            }
        }
        return all;
    }

    static PackIssued issued(Telling.Edition edition, PackIdentity shows) {
        return new PackIssued(
                edition.id(),
                new PackIdentity(
                        shows.scope(),
                        edition.language(),
                        edition.validAt(),
                        shows.recordedAt(),
                        shows.contentPosition(),
                        shows.accessPosition(),
                        shows.rendererVersion()),
                "a".repeat(64),
                edition.sha256(),
                edition.pages(),
                edition.bytes(),
                new Seal("PAdES-B-B", "CN=Demonstration", "c".repeat(64), true));
    }

    private static Part part(Fact truth, long position) {
        return Part.of(truth, Long.toString(position).getBytes(StandardCharsets.UTF_8));
    }

    private static LocalizedText reason(int number) {
        return Story.text("Reason %d.".formatted(number), "Skäl %d.".formatted(number));
    }

    private static ContentFact truth(Item item, Saying saying) {
        var statement = new Statement(
                item.id(), saying.revision(), saying.from(), saying.until(), reason(saying.reason()), null);
        return saying.words().map(words -> published(item, statement, words)).orElseGet(() -> removed(item, statement));
    }

    private static ContentFact removed(Item item, Statement statement) {
        return switch (item.kind()) {
            case ANSWER -> new AnswerRetired(statement);
            case AGREEMENT -> new AgreementWithdrawn(statement);
            case SUBPROCESSOR -> new SubprocessorRemoved(statement);
            case DATA_CENTER -> new DataCenterRemoved(statement);
            case PACK -> throw new IllegalArgumentException("A pack is never removed");
        };
    }

    private static ContentFact published(Item item, Statement statement, Words words) {
        var title = text(item, "title", item.number());
        var text = text(item, "text", words.number());
        return switch (item.kind()) {
            case ANSWER ->
                new AnswerPublished(statement, new Answer(1_000, "operations", List.copyOf(words.tags()), title, text));
            case AGREEMENT ->
                new AgreementRevisionPublished(
                        statement,
                        new AgreementRevision(
                                1_000,
                                title,
                                trigger(words),
                                null,
                                List.of(new Clause("scope", "1", Story.text("Scope", "Omfattning"), text)),
                                List.of()));
            case SUBPROCESSOR ->
                new SubprocessorPublished(
                        statement,
                        new Subprocessor(
                                1_000,
                                title.in("sv", "sv"),
                                "Storgatan 1, Söderhamn",
                                null,
                                null,
                                new ContactFunction(Story.text("Privacy desk", "Dataskydd"), "privacy@postbud.example"),
                                text,
                                List.of(),
                                List.of(),
                                List.of(country(words)),
                                List.of(),
                                null,
                                hasAgreement(words),
                                null,
                                null));
            case DATA_CENTER ->
                new DataCenterPublished(
                        statement,
                        new DataCenter(
                                1_000,
                                title,
                                "Norrhall AB",
                                Story.text("The north", "Norrland"),
                                country(words),
                                text,
                                List.of(),
                                List.of()));
            case PACK -> throw new IllegalArgumentException("Packs are made by the press");
        };
    }

    private static LocalizedText text(Item item, String what, int number) {
        var texts = new TreeMap<String, String>();
        for (var language : item.swedishOnly() ? List.of("sv") : List.of("en", "sv")) {
            texts.put(
                    language,
                    what.equals("title")
                            ? Handwriting.title(item.kind(), number, language)
                            : Handwriting.text(Integer.toString(number), language));
        }
        return new LocalizedText(texts);
    }
}
