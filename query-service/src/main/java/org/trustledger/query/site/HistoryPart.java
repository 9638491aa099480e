package org.trustledger.query.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Answer;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.presentation.differences.ContentDifference.FieldDifference;
import org.trustledger.presentation.differences.Run;
import org.trustledger.query.history.ItemHistories;
import org.trustledger.query.history.ItemHistory;
import org.trustledger.query.history.Stretch;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** Makes the history of an answer, each version with what it changed. */
@Component
class HistoryPart {
    private static final int VERSIONS_A_PAGE = 20;

    private final ItemHistories histories;

    HistoryPart(ItemHistories histories) {
        this.histories = histories;
    }

    /** As known at the point in time; nothing if no version was recorded by then. */
    @Nullable HistoryShown show(Visit visit, String answer) {
        var cut = cut(visit, answer);
        if (cut == null) {
            return null;
        }
        var labels = Labels.of(visit);
        var versions = new ArrayList<HistoryShown.VersionShown>();
        for (var compared : cut.shown()) {
            versions.add(show(visit, answer, compared.version(), compared.before(), labels));
        }
        return new HistoryShown(
                visit.reader().say(Text.COUNT_VERSIONS, cut.total()),
                versions,
                Pager.of(visit.reader(), visit.address(), cut));
    }

    /** A version with the one before it, null for the first. */
    record Compared(ItemHistory.Entry version, ItemHistory.@Nullable Entry before) {}

    /** As known at the point in time; nothing if no version was recorded by then. */
    @Nullable Cut<Compared> cut(Visit visit, String answer) {
        var page = visit.address().page();
        var history = read(visit, answer, page);
        if (history == null) {
            return null;
        }
        var pages = Cut.pages(history.total(), VERSIONS_A_PAGE);
        if (page > pages) {
            return cut(visit.onPage(pages), answer);
        }
        var read = history.versions();
        var shown = new ArrayList<Compared>();
        for (var index = 0; index < Math.min(VERSIONS_A_PAGE, read.size()); index++) {
            shown.add(new Compared(read.get(index), index + 1 < read.size() ? read.get(index + 1) : null));
        }
        return new Cut<>(history.total(), page, pages, List.copyOf(shown));
    }

    // One more than is shown, to compare the last one with.
    private @Nullable ItemHistory read(Visit visit, String answer, int page) {
        return histories
                .of(
                        visit.head().trustCenter(),
                        Kind.ANSWER,
                        answer,
                        visit.point().recordedAt(),
                        (page - 1) * VERSIONS_A_PAGE,
                        VERSIONS_A_PAGE + 1)
                .orElse(null);
    }

    /** As the answer read last, for where it is not stated; its id if its newest versions only withdraw it. */
    Said question(Visit visit, String answer) {
        var history = read(visit, answer, 1);
        return Stream.ofNullable(history)
                .flatMap(known -> known.versions().stream())
                .map(ItemHistory.Entry::content)
                .filter(Answer.class::isInstance)
                .map(content -> visit.reader().said(((Answer) content).question()))
                .findFirst()
                .orElseGet(() -> new Said(answer, null));
    }

    private static HistoryShown.VersionShown show(
            Visit visit, String answer, ItemHistory.Entry version, ItemHistory.@Nullable Entry before, Labels labels) {
        var reader = visit.reader();
        var changes = List.<HistoryShown.ChangeShown>of();
        String elsewhere = null;
        if (before != null && before.content() instanceof Answer old && version.content() instanceof Answer fresh) {
            var difference = ContentDifference.between(old, fresh);
            changes = changes(reader, difference, old, fresh, labels);
            elsewhere = elsewhere(reader, difference, fresh);
        }
        return new HistoryShown.VersionShown(
                "version-" + version.position(),
                new Margin(
                        reader.briefDay(version.validFrom()),
                        reader.date(version.validFrom()).toString(),
                        reader.say(Text.MARGIN_REVISION, version.revision()),
                        Long.toString(version.position()),
                        null,
                        null,
                        null),
                stands(visit, version),
                reader.say(Text.HISTORY_RECORDED, reader.day(version.recordedAt())),
                reader.said(version.reason()),
                correction(reader, version),
                read(visit, answer, version),
                before == null || before.removed() || version.removed()
                        ? null
                        : reader.say(Text.HISTORY_COMPARED, before.revision()),
                version.removed(),
                changes,
                elsewhere);
    }

    private static String stands(Visit visit, ItemHistory.Entry version) {
        var reader = visit.reader();
        if (version.stands().isEmpty()) {
            var since = version.supersededAt();
            return reader.say(Text.HISTORY_SUPERSEDED, reader.day(since == null ? version.recordedAt() : since));
        }
        return reader.texts()
                .list(version.stands().stream()
                        .map(stretch -> stretch(visit, stretch, version.removed()))
                        .toList());
    }

    private static String stretch(Visit visit, Stretch stretch, boolean removed) {
        var reader = visit.reader();
        var from = reader.day(stretch.from());
        if (removed) {
            return reader.say(Text.HISTORY_GONE, from);
        }
        return stretch.until() == null
                ? reader.say(Text.HISTORY_STANDS, from)
                : reader.say(Text.HISTORY_STOOD, from, reader.day(stretch.until()));
    }

    private static @Nullable String correction(Reader reader, ItemHistory.Entry version) {
        var said = new ArrayList<String>();
        if (version.corrects() instanceof Long wrong) {
            said.add(reader.say(Text.HISTORY_CORRECTS, Long.toString(wrong)));
        }
        for (var right : version.correctedBy()) {
            said.add(reader.say(Text.HISTORY_CORRECTED, Long.toString(right)));
        }
        return said.isEmpty() ? null : String.join(" ", said);
    }

    private static @Nullable Link read(Visit visit, String answer, ItemHistory.Entry version) {
        if (version.removed() || version.stands().isEmpty()) {
            return null;
        }
        var from = version.stands().getFirst().from();
        return new Link(
                visit.reader().say(Text.HISTORY_READ, visit.reader().briefDay(from)),
                visit.answer(answer)
                        .withDates(
                                visit.reader().date(endOfFirstDay(visit, from)).toString(),
                                visit.address().recordedAt())
                        .href());
    }

    // A date means its start: what began within a day applies at the start of the next.
    private static Instant endOfFirstDay(Visit visit, Instant from) {
        var zone = visit.reader().zone();
        var start = visit.reader().date(from).atStartOfDay(zone).toInstant();
        return start.equals(from)
                ? from
                : visit.reader().date(from).plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static List<HistoryShown.ChangeShown> changes(
            Reader reader, ContentDifference difference, Answer before, Answer after, Labels labels) {
        var language = language(reader, after);
        var changes = new ArrayList<HistoryShown.ChangeShown>();
        for (var field : difference.fields()) {
            switch (field.field()) {
                case "question" -> worded(reader, field, Text.HISTORY_QUESTION, language, changes);
                case "text" -> worded(reader, field, Text.HISTORY_TEXT, language, changes);
                case "category" ->
                    changes.add(new HistoryShown.ChangeShown(
                            reader.say(Text.HISTORY_CATEGORY),
                            null,
                            listed(labels.category(before.category()), labels.category(after.category()))));
                case "tags" ->
                    changes.add(new HistoryShown.ChangeShown(
                            reader.say(Text.HISTORY_TAGS),
                            null,
                            listed(labels.tags(before.tags()), labels.tags(after.tags()))));
                default -> changes.add(new HistoryShown.ChangeShown(reader.say(Text.HISTORY_ORDER), null, List.of()));
            }
        }
        return changes;
    }

    private static void worded(
            Reader reader, FieldDifference field, Text label, String language, List<HistoryShown.ChangeShown> changes) {
        if (language.equals(field.language())) {
            changes.add(new HistoryShown.ChangeShown(
                    reader.say(label), language.equals(reader.language()) ? null : language, field.runs()));
        }
    }

    private static @Nullable String elsewhere(Reader reader, ContentDifference difference, Answer after) {
        var language = language(reader, after);
        var others = difference.fields().stream()
                .map(FieldDifference::language)
                .filter(Objects::nonNull)
                .filter(other -> !other.equals(language))
                .distinct()
                .map(reader.wording()::languageName)
                .toList();
        return others.isEmpty()
                ? null
                : reader.say(Text.HISTORY_ELSEWHERE, reader.texts().list(others));
    }

    /** The one in which the reader is shown the answer. */
    private static String language(Reader reader, Answer answer) {
        var other = reader.said(answer.question()).language();
        return other == null ? reader.language() : other;
    }

    /** What was on the list and is no more, then what is on it now. */
    private static List<Run> listed(List<String> before, List<String> after) {
        var runs = new ArrayList<Run>();
        before.stream().filter(label -> !after.contains(label)).forEach(label -> add(runs, Run.Change.REMOVED, label));
        after.forEach(label -> add(runs, before.contains(label) ? Run.Change.EQUAL : Run.Change.ADDED, label));
        return List.copyOf(runs);
    }

    private static void add(List<Run> runs, Run.Change change, String label) {
        if (!runs.isEmpty()) {
            runs.add(new Run(Run.Change.EQUAL, ", "));
        }
        runs.add(new Run(change, label));
    }

    /** What categories and tags are called at the point in time; by its id whatever has no name then. */
    private record Labels(Map<String, String> categories, Map<String, String> tags) {
        static Labels of(Visit visit) {
            var reader = visit.reader();
            return new Labels(
                    visit.contents().categories().stream()
                            .collect(Collectors.toMap(
                                    Stated::id,
                                    stated -> reader.said(stated.content().label())
                                            .text())),
                    visit.contents().tags().stream()
                            .collect(Collectors.toMap(
                                    Stated::id,
                                    stated -> reader.said(stated.content().label())
                                            .text())));
        }

        List<String> category(String id) {
            return List.of(categories.getOrDefault(id, id));
        }

        List<String> tags(List<String> ids) {
            return ids.stream().map(id -> tags.getOrDefault(id, id)).toList();
        }
    }
}
