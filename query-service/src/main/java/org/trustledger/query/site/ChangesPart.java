package org.trustledger.query.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.history.ChangedPlan;
import org.trustledger.query.history.Changes;
import org.trustledger.query.statements.Ending;
import org.trustledger.query.statements.Kind;

/** Makes the timeline of changes. */
@Component
class ChangesPart {
    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final int COMMITS_A_PAGE = 20;
    private static final int CHANGES_OF_A_COMMIT = 8;
    private static final int ON_THE_OVERVIEW = 4;
    private static final int CHANGES_A_PAGE = 20;

    private final Changes changes;
    private final ReviewPart reviews;

    ChangesPart(Changes changes, ReviewPart reviews) {
        this.changes = changes;
        this.reviews = reviews;
    }

    /** As known at the point in time; the last page if there are not that many. */
    ChangesPage show(Visit visit, Frame frame) {
        var cut = cut(visit);
        return new ChangesPage(
                frame,
                reviews.show(visit),
                new Link(
                        visit.reader().say(Text.CHANGES_BETWEEN),
                        visit.differences().withDates(null, null).href()),
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

    /** One commit by itself. */
    CommitPage one(Visit visit, Cut<Changes.Commit> cut, Frame frame) {
        var reader = visit.reader();
        var commit = cut.shown().getFirst();
        return new CommitPage(
                frame,
                title(visit, commit),
                reader.say(
                        // What is recorded together has one author and one approver.
                        commit.changes().getFirst().version().approved() ? Text.COMMIT_APPROVED : Text.COMMIT_LEAD,
                        reader.say(Text.COUNT_CHANGES, cut.total()),
                        reader.moment(commit.recordedAt())),
                show(visit, commit, null, null),
                Pager.of(reader, visit.address(), cut),
                new Link(reader.say(Text.CHANGES_ALL), visit.changes().href()));
    }

    /** @throws NoSuchCommit if it is no position */
    static long position(String text) {
        if (!POSITION.matcher(text).matches()) {
            throw new NoSuchCommit(text);
        }
        return Long.parseLong(text);
    }

    static String title(Visit visit, Changes.Commit commit) {
        var reader = visit.reader();
        return reader.say(Text.COMMIT_TITLE, Long.toString(commit.position()), reader.day(commit.recordedAt()));
    }

    /**
     * One commit with a page of its facts.
     *
     * @throws NoSuchCommit if none was recorded at this position by then
     */
    Cut<Changes.Commit> cut(Visit visit, long position) {
        var first = read(visit, position, 1).orElseThrow(() -> new NoSuchCommit(Long.toString(position)));
        var pages = Cut.pages(first.total(), CHANGES_A_PAGE);
        var page = Math.min(visit.address().page(), pages);
        return new Cut<>(
                first.total(),
                page,
                pages,
                List.of(page == 1 ? first : read(visit, position, page).orElse(first)));
    }

    private Optional<Changes.Commit> read(Visit visit, long position, int page) {
        return changes.one(
                visit.head().trustCenter(),
                visit.point().recordedAt(),
                position,
                (page - 1) * CHANGES_A_PAGE,
                CHANGES_A_PAGE);
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
        var more = commit.total() - commit.changes().size();
        var address = visit.commit(commit.position()).href();
        return show(
                visit,
                commit,
                address,
                more == 0 ? null : new Link(visit.reader().say(Text.CHANGES_MORE, more), address));
    }

    private static ChangesShown show(Visit visit, Changes.Commit commit, @Nullable String href, @Nullable Link more) {
        var reader = visit.reader();
        return new ChangesShown(
                "change-" + commit.position(),
                reader.briefDay(commit.recordedAt()),
                reader.date(commit.recordedAt()).toString(),
                Long.toString(commit.position()),
                href,
                commit.changes().stream().map(change -> show(visit, change)).toList(),
                more);
    }

    private static ChangesShown.ChangeShown show(Visit visit, Changes.Change change) {
        var reader = visit.reader();
        var version = change.version();
        var named = change.named();
        return new ChangesShown.ChangeShown(
                reader.texts().kind(change.kind()),
                reader.say(what(change)),
                named == null ? new Said(change.item(), null) : reader.name(named),
                href(visit, change),
                reader.said(version.reason()),
                isComing(visit, change),
                when(reader, change));
    }

    /** Where a change can be read for ever: in the history of its item. */
    static String href(Visit visit, Changes.Change change) {
        var position = change.version().position();
        if (change.kind() != Kind.AGREEMENT) {
            return visit.history(change.kind(), change.item()).href("version-" + position);
        }
        if (change.version().removed() || change.version().revision() == 1) {
            return visit.agreement(change.item()).href();
        }
        return visit.redline(change.item())
                .with(Choice.TO, Long.toString(position))
                .href();
    }

    private static boolean isComing(Visit visit, Changes.Change change) {
        var version = change.version();
        var plan = ownPlan(change);
        var from = plan == null ? version.validFrom() : plan.from();
        if (from == null || !from.isAfter(visit.now())) {
            return false;
        }
        // What was announced may have been withdrawn or moved since.
        return !visit.isNow()
                || visit.coming().stream()
                        .filter(stated ->
                                stated.from().equals(from) && (plan != null || stated.position() == version.position()))
                        .anyMatch(stated ->
                                stated.kind() == change.kind() && stated.id().equals(change.item()))
                || visit.ending().stream()
                        .filter(ending -> ending.at().equals(from) && (plan != null || version.removed()))
                        .map(Ending::stated)
                        .anyMatch(stated ->
                                stated.kind() == change.kind() && stated.id().equals(change.item()));
    }

    /** What happened to the item, or to what had been announced of it. */
    static Text what(Changes.Change change) {
        var plan = ownPlan(change);
        if (plan != null) {
            return switch (plan.became()) {
                case WITHDRAWN -> Text.CHANGES_WITHDRAWN;
                case POSTPONED -> Text.CHANGES_POSTPONED;
                case BROUGHT_FORWARD -> Text.CHANGES_BROUGHT_FORWARD;
            };
        }
        var version = change.version();
        if (version.removed()) {
            return Text.CHANGES_REMOVED;
        }
        if (version.corrects() != null) {
            return Text.CHANGES_CORRECTED;
        }
        return version.revision() == 1 ? Text.CHANGES_PUBLISHED : Text.CHANGES_REVISED;
    }

    /** What it makes of something announced, if it says nothing else. */
    static @Nullable ChangedPlan ownPlan(Changes.Change change) {
        var plan = change.plan();
        return plan == null || plan.besides() ? null : plan;
    }

    private static @Nullable String when(Reader reader, Changes.Change change) {
        var version = change.version();
        var plan = ownPlan(change);
        return plan == null ? applies(reader, version.validFrom(), version.recordedAt()) : days(reader, plan);
    }

    /** For when something had been announced, and for when it is now. */
    static String days(Reader reader, ChangedPlan plan) {
        var formerly = reader.day(plan.formerly());
        return plan.from() == null
                ? reader.say(plan.ends() ? Text.CHANGES_PLANNED_END : Text.CHANGES_PLANNED, formerly)
                : reader.say(
                        plan.ends() ? Text.CHANGES_MOVED_END : Text.CHANGES_MOVED, formerly, reader.day(plan.from()));
    }

    /** Since when it applies, if that is another day than that of its recording. */
    static @Nullable String applies(Reader reader, Instant from, Instant recordedAt) {
        return reader.date(from).equals(reader.date(recordedAt))
                ? null
                : reader.say(Text.CHANGES_APPLIES, reader.day(from));
    }
}
