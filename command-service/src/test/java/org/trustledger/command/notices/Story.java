package org.trustledger.command.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.AgreementWithdrawn;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterPublished;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Statement;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.SubprocessorRemoved;
import org.trustledger.events.Trigger;
import org.trustledger.events.TrustCenterId;

/**
 * What is recorded of one item, commit by commit, each fact as readers get to know it. Dates are those of UTC, and what
 * is recorded on a day is recorded at ten o'clock.
 */
final class Story {
    static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");

    private final ToldKind kind;
    private final String item;
    private final List<KnownFact> facts = new ArrayList<>();
    // As they would be told to everybody, by position.
    private final TreeMap<Long, ContentFact> truths = new TreeMap<>();
    private Instant now = day("2026-01-01");
    private Access access = Access.PUBLIC;
    private List<String> tags = List.of("gdpr");
    private long order = 1_000;
    private String category = "operations";
    private LocalizedText reason = text("First publication", "Första publiceringen");
    private Trigger trigger = Trigger.COMMERCIAL;
    private List<ClauseReason> reasons = List.of();

    Story(ToldKind kind, String item) {
        this.kind = kind;
        this.item = item;
    }

    static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static LocalizedText text(String english, String swedish) {
        var texts = new TreeMap<String, String>();
        texts.put("en", english);
        texts.put("sv", swedish);
        return new LocalizedText(texts);
    }

    List<KnownFact> facts() {
        return List.copyOf(facts);
    }

    long position() {
        return facts.size();
    }

    Instant now() {
        return now;
    }

    /** All of what follows is recorded on that day. */
    Story on(String date) {
        now = day(date).plus(Duration.ofHours(10));
        return this;
    }

    Story because(String english, String swedish) {
        reason = text(english, swedish);
        return this;
    }

    Story triggered(Trigger by, ClauseReason... because) {
        trigger = by;
        reasons = List.of(because);
        return this;
    }

    Story tagged(String... with) {
        tags = List.of(with);
        return this;
    }

    Story at(long place, String of) {
        order = place;
        category = of;
        return this;
    }

    /** From now on. */
    Story reads(String words) {
        return states(content(words), now, null, null);
    }

    Story reads(String words, String from) {
        return states(content(words), day(from), null, null);
    }

    Story reads(String words, String from, @Nullable String until) {
        return states(content(words), day(from), until == null ? null : day(until), null);
    }

    /** Another wording of what was recorded at that position. */
    Story corrects(long wrong, String words, String from, @Nullable String until) {
        return states(content(words), day(from), until == null ? null : day(until), wrong);
    }

    /** Any content of its kind, from now on. */
    Story states(Content content) {
        return states(content, now, null, null);
    }

    Story states(Content content, String from) {
        return states(content, day(from), null, null);
    }

    Story ends() {
        return states(null, now, null, null);
    }

    Story ends(String from) {
        return states(null, day(from), null, null);
    }

    Story saysNothing(String from, @Nullable String until) {
        return states(null, day(from), until == null ? null : day(until), null);
    }

    Story confirmed() {
        return record(new AnswerConfirmed(item, position()), null);
    }

    Story states(@Nullable Content content, Instant from, @Nullable Instant until, @Nullable Long corrects) {
        var statement = new Statement(item, truths.size() + 1, from, until, reason, corrects);
        var truth = content == null ? removed(statement) : published(statement, content);
        truths.put(position() + 1, truth);
        return record(
                switch (access) {
                    case PUBLIC -> truth;
                    case ON_REQUEST ->
                        truth instanceof AnswerPublished published
                                ? new AnswerPublished(statement.because(neutral()), title(published.content()))
                                : new AnswerRetired(statement.because(neutral()));
                    case INTERNAL -> new AnswerWithheld(statement.because(neutral()), sha256());
                },
                truth);
    }

    /** From now on the answer is to be read otherwise, and each of its versions is told again as it may be. */
    Story access(Access other) {
        access = other;
        var whole = other == Access.PUBLIC;
        record(new AnswerAccessChanged(item, other, tags, whole ? reason : neutral(), whole ? null : sha256()), null);
        if (other != Access.INTERNAL) {
            truths.forEach((version, truth) -> {
                var content = truth instanceof AnswerPublished published ? published.content() : null;
                var because = whole ? truth.statement().reason() : neutral();
                var told = content == null || whole ? content : title(content);
                record(new AnswerVersionOpened(item, version, because, told), truth);
            });
        }
        return this;
    }

    private static LocalizedText neutral() {
        return text("Not told.", "Sägs inte.");
    }

    private String sha256() {
        return "%064x".formatted(position() + 1);
    }

    private Answer title(Answer answer) {
        return answer.text() == null ? answer : answer.onRequest(sha256());
    }

    /** @param truth of which the fact may withhold something; null if it states no content */
    private Story record(Fact fact, @Nullable Fact truth) {
        var position = position() + 1;
        var isHidden = fact instanceof AnswerWithheld;
        facts.add(new KnownFact(
                new PublicFact(NORDHAMN, position, position, now, "actor", null, "cause", fact),
                truth == null || isHidden ? null : Reading.of(truth)));
        return this;
    }

    private ContentFact published(Statement statement, Content content) {
        return switch (content) {
            case Answer answer -> new AnswerPublished(statement, answer);
            case AgreementRevision revision -> new AgreementRevisionPublished(statement, revision);
            case Subprocessor subprocessor -> new SubprocessorPublished(statement, subprocessor);
            case DataCenter place -> new DataCenterPublished(statement, place);
            default -> throw new IllegalArgumentException("Nobody is told of %s".formatted(content));
        };
    }

    private ContentFact removed(Statement statement) {
        return switch (kind) {
            case ANSWER -> new AnswerRetired(statement);
            case AGREEMENT -> new AgreementWithdrawn(statement);
            case SUBPROCESSOR -> new SubprocessorRemoved(statement);
            case DATA_CENTER -> new DataCenterRemoved(statement);
            case PACK -> throw new IllegalArgumentException("A pack is never removed");
        };
    }

    /** A content that says these words in the place where its kind says most. */
    Content content(String words) {
        return switch (kind) {
            case ANSWER ->
                new Answer(order, category, tags, text("Are there backups?", "Finns kopior?"), text(words, words));
            case AGREEMENT ->
                new AgreementRevision(
                        order,
                        text("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                        trigger,
                        null,
                        List.of(new Clause("backup", "1", text("Backups", "Kopior"), text(words, words))),
                        reasons);
            case SUBPROCESSOR -> subprocessor("Postbud AB", words, "SE");
            case DATA_CENTER ->
                new DataCenter(
                        order,
                        text("Sundsvall 1", "Sundsvall 1"),
                        "Norrhall AB",
                        text("Sundsvall", "Sundsvall"),
                        "SE",
                        text(words, words),
                        List.of(),
                        List.of());
            case PACK -> throw new IllegalArgumentException("A pack has no content");
        };
    }

    static Subprocessor subprocessor(String name, String processing, String... countries) {
        return new Subprocessor(
                1_000,
                name,
                "Storgatan 1, Söderhamn",
                "556677-8899",
                null,
                new ContactFunction(text("Privacy desk", "Dataskydd"), "privacy@postbud.example"),
                text(processing, processing),
                List.of(text("Invoicing", "Fakturering")),
                List.of(text("Names of payers", "Betalares namn")),
                List.of(countries),
                List.of(countries),
                null,
                true,
                null,
                null);
    }

    /** What {@link #content} said; a dash for nothing. */
    static String words(ToldItem.@Nullable Version version) {
        return version == null
                ? "–"
                : switch (version.content()) {
                    case Answer answer -> Objects.requireNonNull(answer.text()).in("en", "en");
                    case AgreementRevision revision ->
                        revision.clauses().getFirst().text().in("en", "en");
                    case Subprocessor subprocessor -> subprocessor.processing().in("en", "en");
                    case DataCenter place -> place.purpose().in("en", "en");
                    default -> throw new IllegalArgumentException("Nobody is told of it");
                };
    }

    /** What is told, in a line, such as {@code postponed 2026-08-01 (2026-06-01) nightly → hourly}. */
    static String line(ToldItem told) {
        var when = told.when();
        return "%s %s%s%s %s"
                .formatted(
                        told.happened().text(),
                        date(when.from()),
                        when.until() == null ? "" : ".." + date(when.until()),
                        when.formerly() == null ? "" : " (%s)".formatted(date(when.formerly())),
                        told.onRequest() ? "title" : "%s → %s".formatted(words(told.before()), words(told.after())));
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** What is told of all that was recorded after a position. */
    List<ToldItem> toldSince(long after) {
        return ItemChanges.between(kind, item, facts(), after, position(), now);
    }
}
