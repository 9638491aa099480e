package org.trustledger.query.site;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.history.Changes;
import org.trustledger.query.history.Version;
import org.trustledger.query.statements.Kind;

/** Makes the timeline of changes. */
@Component
class ChangesPart {
    private static final int COMMITS_A_PAGE = 20;
    private static final int CHANGES_OF_A_COMMIT = 8;
    private static final int ON_THE_OVERVIEW = 4;

    private final Changes changes;

    ChangesPart(Changes changes) {
        this.changes = changes;
    }

    /** As known at the point in time; the last page if there are not that many. */
    ChangesPage show(Visit visit, Frame frame) {
        var cut = cut(visit);
        return new ChangesPage(
                frame,
                cut.shown().stream().map(commit -> show(visit, commit)).toList(),
                Pager.of(visit.reader(), visit.address(), cut));
    }

    /** As known at the point in time. */
    Cut<Changes.Commit> cut(Visit visit) {
        var trustCenter = visit.head().trustCenter();
        var recordedAt = visit.point().recordedAt();
        var total = changes.count(trustCenter, recordedAt);
        var pages = Cut.pages(total, COMMITS_A_PAGE);
        var page = Math.min(visit.address().page(), pages);
        return new Cut<>(
                total,
                page,
                pages,
                changes.page(
                        trustCenter, recordedAt, (page - 1) * COMMITS_A_PAGE, COMMITS_A_PAGE, CHANGES_OF_A_COMMIT));
    }

    /** The newest few, for the overview. */
    List<ChangesShown> newest(Visit visit) {
        return newestCommits(visit).stream().map(commit -> show(visit, commit)).toList();
    }

    List<Changes.Commit> newestCommits(Visit visit) {
        return changes.page(
                visit.head().trustCenter(), visit.point().recordedAt(), 0, ON_THE_OVERVIEW, ON_THE_OVERVIEW);
    }

    private static ChangesShown show(Visit visit, Changes.Commit commit) {
        var reader = visit.reader();
        var more = commit.total() - commit.changes().size();
        return new ChangesShown(
                "change-" + commit.position(),
                reader.briefDay(commit.recordedAt()),
                reader.date(commit.recordedAt()).toString(),
                Long.toString(commit.position()),
                commit.changes().stream().map(change -> show(visit, change)).toList(),
                more == 0 ? null : reader.say(Text.CHANGES_MORE, more));
    }

    private static ChangesShown.ChangeShown show(Visit visit, Changes.Change change) {
        var reader = visit.reader();
        var version = change.version();
        var named = change.named();
        return new ChangesShown.ChangeShown(
                reader.texts().kind(change.kind()),
                reader.say(what(version)),
                named == null ? new Said(change.item(), null) : reader.name(named),
                change.kind() == Kind.ANSWER
                        ? visit.answer(change.item()).href("version-" + version.position())
                        : visit.where(change.kind(), change.item()),
                reader.said(version.reason()),
                version.validFrom().isAfter(visit.now()),
                applies(reader, version.validFrom(), version.recordedAt()));
    }

    private static Text what(Version version) {
        if (version.removed()) {
            return Text.CHANGES_REMOVED;
        }
        if (version.corrects() != null) {
            return Text.CHANGES_CORRECTED;
        }
        return version.revision() == 1 ? Text.CHANGES_PUBLISHED : Text.CHANGES_REVISED;
    }

    private static @Nullable String applies(Reader reader, Instant from, Instant recordedAt) {
        return reader.date(from).equals(reader.date(recordedAt))
                ? null
                : reader.say(Text.CHANGES_APPLIES, reader.day(from));
    }
}
