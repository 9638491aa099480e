package org.trustledger.query.site;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.presentation.differences.ClauseDifference;
import org.trustledger.presentation.differences.ClauseDifference.Change;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.presentation.differences.ContentDifference.FieldDifference;
import org.trustledger.presentation.differences.Run;
import org.trustledger.query.history.ItemHistories;
import org.trustledger.query.history.NoSuchVersion;
import org.trustledger.query.history.Version;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.NoSuchItem;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.AskedDates;

/** Compares any two revisions of an agreement, chosen by their positions or by dates. */
@Component
class RedlinePart {
    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");

    private final AgreementsPart agreements;
    private final ItemHistories histories;

    RedlinePart(AgreementsPart agreements, ItemHistories histories) {
        this.agreements = agreements;
        this.histories = histories;
    }

    /**
     * Both sides, with the newest revision and the one before it where nothing was asked for: of a correction, what was
     * known before of the time that it corrects.
     */
    record Compared(Optional<Version> from, Optional<Version> to) {
        ContentDifference difference() {
            return ContentDifference.between(
                    from.map(RedlinePart::revision).orElse(null),
                    to.map(RedlinePart::revision).orElse(null));
        }
    }

    /** @throws NoSuchItem if nothing was recorded of the agreement by then */
    RedlinePage show(Visit visit, String agreement, Frame frame) {
        var reader = visit.reader();
        var revisions = agreements.revisions(visit, agreement);
        var compared = compared(visit, agreement, revisions);
        var old = compared.from().map(RedlinePart::revision).orElse(null);
        var fresh = compared.to().map(RedlinePart::revision).orElse(null);
        var difference = compared.difference();
        var language = language(reader, fresh == null ? old : fresh);
        return new RedlinePage(
                frame,
                title(reader, agreement, fresh == null ? old : fresh),
                side(reader, compared.from().orElse(null)),
                side(reader, compared.to().orElse(null)),
                summary(reader, difference.clauses()),
                difference.fields().stream()
                        .filter(field -> field.field().equals("title") && language.equals(field.language()))
                        .map(FieldDifference::runs)
                        .findFirst()
                        .orElse(null),
                difference.clauses().stream()
                        .filter(clause -> !clause.changes().isEmpty())
                        .map(clause -> clause(visit, agreement, clause, old, fresh, language))
                        .toList(),
                form(visit, agreement, agreements.changing(visit, revisions), compared),
                visit.agreement(agreement).href());
    }

    /** @throws NoSuchItem if nothing was recorded of the agreement by then */
    Compared compared(Visit visit, String agreement) {
        return compared(visit, agreement, agreements.revisions(visit, agreement));
    }

    private Compared compared(Visit visit, String agreement, List<Stated<AgreementRevision>> revisions) {
        var from = visit.address().chosen(Choice.FROM);
        var to = visit.address().chosen(Choice.TO);
        if (!histories.knows(
                visit.head().trustCenter(),
                Kind.AGREEMENT,
                agreement,
                visit.point().recordedAt())) {
            throw new NoSuchItem(Kind.AGREEMENT, agreement);
        }
        var applying = revisions.stream()
                .filter(revision -> !revision.from().isAfter(visit.point().validAt()))
                .toList();
        var newest = applying.isEmpty() ? null : applying.getLast();
        var later = revisions.stream()
                .filter(revision -> to == null ? revision.equals(newest) : to.equals(position(revision)))
                .findFirst()
                .orElse(newest);
        var before =
                later == null || revisions.indexOf(later) == 0 ? null : revisions.get(revisions.indexOf(later) - 1);
        var fresh = side(visit, agreement, Choice.TO, to != null ? to : position(newest));
        var old = from != null
                ? Optional.<Version>empty()
                : fresh.flatMap(version -> corrected(visit, agreement, version));
        return new Compared(
                old.isPresent() ? old : side(visit, agreement, Choice.FROM, from != null ? from : position(before)),
                fresh);
    }

    /** What was known of the time of a correction until it was recorded, else what it says that it corrects. */
    private Optional<Version> corrected(Visit visit, String agreement, Version version) {
        var wrong = version.corrects();
        if (wrong == null) {
            return Optional.empty();
        }
        var trustCenter = visit.head().trustCenter();
        var until = version.recordedAt().minus(1, ChronoUnit.MICROS);
        return histories
                .standing(trustCenter, Kind.AGREEMENT, agreement, version.validFrom(), until)
                .or(() -> histories.version(trustCenter, Kind.AGREEMENT, agreement, until, wrong));
    }

    private static @Nullable String position(@Nullable Stated<AgreementRevision> revision) {
        return revision == null ? null : Long.toString(revision.position());
    }

    private Optional<Version> side(Visit visit, String agreement, Choice choice, @Nullable String asked) {
        if (asked == null) {
            return Optional.empty();
        }
        var trustCenter = visit.head().trustCenter();
        var recordedAt = visit.point().recordedAt();
        if (POSITION.matcher(asked).matches()) {
            var position = Long.parseLong(asked);
            return Optional.of(histories
                    .version(trustCenter, Kind.AGREEMENT, agreement, recordedAt, position)
                    .orElseThrow(() -> new NoSuchVersion(choice.parameter(), Kind.AGREEMENT, agreement, position)));
        }
        return date(visit, choice)
                .flatMap(validAt -> histories.standing(trustCenter, Kind.AGREEMENT, agreement, validAt, recordedAt));
    }

    /** The date by which a side was asked for; empty if by its position or not at all. */
    static Optional<Instant> date(Visit visit, Choice choice) {
        var asked = visit.address().chosen(choice);
        return asked == null || POSITION.matcher(asked).matches()
                ? Optional.empty()
                : new AskedDates(asked, null)
                        .validInstant(choice.parameter(), visit.reader().zone());
    }

    private static @Nullable AgreementRevision revision(Version version) {
        return version.content() instanceof AgreementRevision revision ? revision : null;
    }

    private static Said title(Reader reader, String agreement, @Nullable AgreementRevision revision) {
        return revision == null ? new Said(agreement, null) : reader.said(revision.title());
    }

    /** The one in which the reader is shown the agreement. */
    static String language(Reader reader, @Nullable AgreementRevision revision) {
        var other = revision == null ? null : reader.said(revision.title()).language();
        return other == null ? reader.language() : other;
    }

    private static RedlinePage.Side side(Reader reader, @Nullable Version version) {
        var revision = version == null ? null : revision(version);
        if (version == null || revision == null) {
            return new RedlinePage.Side(reader.say(Text.REDLINE_NOTHING), null, null);
        }
        return new RedlinePage.Side(
                reader.say(Text.AGREEMENT_REVISION, version.revision()),
                version.validTo() == null
                        ? reader.say(Text.HISTORY_STANDS, reader.day(version.validFrom()))
                        : reader.say(
                                Text.HISTORY_STOOD, reader.day(version.validFrom()), reader.day(version.validTo())),
                AgreementsPart.why(reader, revision, version.reason()));
    }

    private static String summary(Reader reader, List<ClauseDifference> clauses) {
        var counts = new EnumMap<Change, Integer>(Change.class);
        clauses.forEach(clause -> clause.changes().forEach(change -> counts.merge(change, 1, Integer::sum)));
        if (counts.isEmpty()) {
            return reader.say(Text.REDLINE_NONE);
        }
        var unchanged = (int)
                clauses.stream().filter(clause -> clause.changes().isEmpty()).count();
        var parts = new ArrayList<String>();
        counts.forEach((change, count) -> parts.add("%s %d".formatted(word(reader, change), count)));
        parts.add("%s %d".formatted(reader.say(Text.REDLINE_UNCHANGED), unchanged));
        return String.join(" · ", parts);
    }

    private static String word(Reader reader, Change change) {
        return reader.say(
                switch (change) {
                    case ADDED -> Text.CLAUSE_ADDED;
                    case REMOVED -> Text.CLAUSE_REMOVED;
                    case REWORDED -> Text.CLAUSE_REWORDED;
                    case RENUMBERED -> Text.CLAUSE_RENUMBERED;
                    case MOVED -> Text.CLAUSE_MOVED;
                });
    }

    /** What became of a clause, in words: "reworded, renumbered". */
    static String words(Reader reader, List<Change> changes) {
        return String.join(
                ", ", changes.stream().map(change -> word(reader, change)).toList());
    }

    private static RedlinePage.ClauseShown clause(
            Visit visit,
            String agreement,
            ClauseDifference difference,
            @Nullable AgreementRevision old,
            @Nullable AgreementRevision fresh,
            String language) {
        var reader = visit.reader();
        var now = in(fresh, difference.clause());
        var shown = now == null ? in(old, difference.clause()) : now;
        var before = difference.numberBefore();
        var after = difference.numberAfter();
        return new RedlinePage.ClauseShown(
                "clause-" + difference.clause(),
                before == null || after == null || before.equals(after)
                        ? String.valueOf(after == null ? before : after)
                        : "%s → %s".formatted(before, after),
                words(reader, difference.changes()),
                difference.changes().contains(Change.MOVED),
                runs(difference, "heading", language)
                        .orElseGet(() -> shown == null
                                ? List.of()
                                : List.of(new Run(
                                        Run.Change.EQUAL,
                                        reader.said(shown.heading()).text()))),
                runs(difference, "text", language).orElse(List.of()),
                language.equals(reader.language()) ? null : language,
                now == null || fresh == null ? null : AgreementsPart.why(reader, now, fresh),
                new Link(
                        reader.say(Text.CLAUSE_HISTORY),
                        visit.clause(agreement, difference.clause()).href()));
    }

    /** The clause of this id. */
    static @Nullable Clause in(@Nullable AgreementRevision revision, String id) {
        return revision == null
                ? null
                : revision.clauses().stream()
                        .filter(clause -> clause.id().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    /** What differs in a part of a clause in a language. */
    static Optional<List<Run>> runs(ClauseDifference difference, String name, String language) {
        return difference.fields().stream()
                .filter(field -> field.field().equals(name) && language.equals(field.language()))
                .map(FieldDifference::runs)
                .findFirst();
    }

    private static RedlinePage.Form form(
            Visit visit, String agreement, List<Stated<AgreementRevision>> revisions, Compared compared) {
        return new RedlinePage.Form(
                visit.redline(agreement).path(),
                visit.address().except(Choice.FROM, Choice.TO),
                options(visit, revisions, compared.from()),
                options(visit, revisions, compared.to()),
                typed(visit, Choice.FROM),
                typed(visit, Choice.TO));
    }

    private static String typed(Visit visit, Choice choice) {
        var asked = visit.address().chosen(choice);
        return asked == null || POSITION.matcher(asked).matches() ? "" : asked;
    }

    private static List<RedlinePage.Option> options(
            Visit visit, List<Stated<AgreementRevision>> revisions, Optional<Version> chosen) {
        var options = new ArrayList<RedlinePage.Option>();
        for (var revision : revisions) {
            options.add(option(
                    visit,
                    revision.position(),
                    revision.revision(),
                    revision.from(),
                    chosen.map(Version::position).equals(Optional.of(revision.position()))));
        }
        // What was corrected since, or only says the same again, is compared where it is asked for.
        chosen.filter(version -> !version.removed())
                .filter(version -> options.stream().noneMatch(RedlinePage.Option::chosen))
                .ifPresent(version ->
                        options.add(option(visit, version.position(), version.revision(), version.validFrom(), true)));
        return List.copyOf(options);
    }

    private static RedlinePage.Option option(Visit visit, long position, int revision, Instant from, boolean isChosen) {
        var reader = visit.reader();
        return new RedlinePage.Option(
                Long.toString(position),
                "%s · %s".formatted(reader.say(Text.AGREEMENT_REVISION, revision), reader.briefDay(from)),
                isChosen);
    }
}
