package org.trustledger.query.site;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Answer;
import org.trustledger.events.Profile;
import org.trustledger.query.differences.Became;
import org.trustledger.query.differences.Differences;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.statements.Ending;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.Contents;
import org.trustledger.query.views.PointInTime;

/**
 * One reader before one trust center at one point in time: all that the parts of a page are made from.
 *
 * @param address of the page, with all that the reader chose
 * @param head the newest commit, whatever point in time is read
 * @param contents what applies at the point in time
 * @param today what applies today, to compare with
 * @param coming announced statements that change what is read, soonest first; none on a page of another time, where all
 *     is past or said
 * @param ending what ends with nothing in its place, likewise
 * @param now the present
 */
record Visit(
        Reader reader,
        PageAddress address,
        Head head,
        PointInTime point,
        Profile provider,
        Contents contents,
        Contents today,
        List<Stated<?>> coming,
        List<Ending> ending,
        Instant now) {

    Visit onPage(int number) {
        return new Visit(reader, address.withPage(number), head, point, provider, contents, today, coming, ending, now);
    }

    String trustCenter() {
        return head.trustCenter().value();
    }

    /** {@code now}, {@code past} or {@code future}. */
    String mood() {
        if (address.validAt() == null && address.recordedAt() == null) {
            return "now";
        }
        return address.recordedAt() == null && point.validAt().isAfter(now) ? "future" : "past";
    }

    boolean isNow() {
        return mood().equals("now");
    }

    PageAddress home() {
        return address.withPath("/%s/".formatted(trustCenter()));
    }

    /** Of the list of answers. */
    PageAddress answers() {
        return address.withPath("/%s/answers".formatted(trustCenter()));
    }

    /** Of one answer with its history. */
    PageAddress answer(String id) {
        return address.withPath("/%s/answers/%s".formatted(trustCenter(), id));
    }

    /** Of an agreement by itself. */
    PageAddress agreement(String id) {
        return address.withPath("/%s/agreements/%s".formatted(trustCenter(), id));
    }

    /** Of one of its clauses with its history. */
    PageAddress clause(String agreement, String clause) {
        return address.withPath("/%s/agreements/%s/clauses/%s".formatted(trustCenter(), agreement, clause));
    }

    /** Of what differs between two of its revisions. */
    PageAddress redline(String agreement) {
        return address.withPath("/%s/agreements/%s/redline".formatted(trustCenter(), agreement));
    }

    /** Of the list of agreements. */
    PageAddress agreements() {
        return address.withPath("/%s/agreements".formatted(trustCenter()));
    }

    /** Of what a pack proves. */
    PageAddress proof() {
        return address.withPath("/%s/packs/proof".formatted(trustCenter()));
    }

    /** Of how to read these pages. */
    PageAddress about() {
        return address.withPath("/%s/about".formatted(trustCenter()));
    }

    /** Of whom to ask. */
    PageAddress contact() {
        return address.withPath("/%s/contact".formatted(trustCenter()));
    }

    /** Of what can be followed. */
    PageAddress feeds() {
        return address.withPath("/%s/feeds".formatted(trustCenter()));
    }

    /** Of sub-processors and data centers. */
    PageAddress subprocessors() {
        return address.withPath("/%s/subprocessors".formatted(trustCenter()));
    }

    PageAddress packs() {
        return address.withPath("/%s/packs".formatted(trustCenter()));
    }

    /** Of one pack, be it issued or still to be made. */
    PageAddress pack(String id) {
        return address.withPath("/%s/packs/%s".formatted(trustCenter(), id));
    }

    PageAddress search() {
        return address.withPath("/%s/search".formatted(trustCenter()));
    }

    PageAddress changes() {
        return address.withPath("/%s/changes".formatted(trustCenter()));
    }

    /** Of what was recorded together, by the position of the last fact of it. */
    PageAddress commit(long position) {
        return address.withPath("/%s/changes/%d".formatted(trustCenter(), position));
    }

    /** Of every version of an item: on its own page, if it has one. */
    PageAddress history(Kind kind, String id) {
        return switch (kind) {
            case ANSWER -> answer(id);
            case AGREEMENT -> agreement(id);
            default -> address.withPath("/%s/changes/%s/%s".formatted(trustCenter(), kind.collection(), id));
        };
    }

    /** Of all that reads differently today. */
    PageAddress differences() {
        return address.withPath("/%s/differences".formatted(trustCenter()));
    }

    /** Where an item can be read. */
    String where(Kind kind, String id) {
        return switch (kind) {
            case ANSWER -> answer(id).href();
            case AGREEMENT -> agreement(id).href();
            case SUBPROCESSOR -> subprocessors().href(PlacesPart.anchor(id));
            case DATA_CENTER -> subprocessors().href("data-center-" + id);
            case PILLAR -> home().href("pillar-" + id);
            case CATEGORY -> answers().with(Choice.CATEGORY, id).href();
            case TAG -> answers().with(Choice.TAG, id).href();
            case PROFILE -> home().href();
        };
    }

    /** For links to what applies on that day; null for today. */
    Visit on(@Nullable String validAt) {
        return on(validAt, null);
    }

    /** For links to what applied on that day, as known on the other; null for today. */
    Visit on(@Nullable String validAt, @Nullable String recordedAt) {
        return new Visit(
                reader,
                address.withDates(validAt, recordedAt),
                head,
                point,
                provider,
                contents,
                today,
                coming,
                ending,
                now);
    }

    PageAddress homeToday() {
        return home().withDates(null, null);
    }

    /** The same part of the page as it reads today. */
    String todayAt(String anchor) {
        return address.withDates(null, null).href(anchor);
    }

    Margin margin(Kind kind, Stated<?> stated, String anchor) {
        return margin(kind, stated, todayAt(anchor), stated.from(), stated.revision(), stated.position());
    }

    /** Of an answer, on whatever page it stands. */
    Margin margin(Stated<Answer> answer) {
        return margin(
                Kind.ANSWER,
                answer,
                answer(answer.id()).withDates(null, null).href(),
                answer.from(),
                answer.revision(),
                answer.position());
    }

    /**
     * For a part of a statement that may be older than the statement.
     *
     * @param readsToday where that part of the page can be read as it reads today
     */
    Margin margin(Kind kind, Stated<?> stated, String readsToday, Instant since, int revision, long position) {
        return new Margin(
                reader.briefDay(since),
                reader.date(since).toString(),
                reader.say(Text.MARGIN_REVISION, revision),
                Long.toString(position),
                stated.corrects() == null ? null : reader.say(Text.MARGIN_CORRECTION, Long.toString(stated.corrects())),
                announced(kind, stated.id()),
                differs(kind, stated, readsToday),
                null);
    }

    private @Nullable Link announced(Kind kind, String id) {
        var change = coming.stream()
                .filter(stated -> stated.kind() == kind && stated.id().equals(id))
                .map(Stated::from)
                .findFirst()
                .orElse(null);
        var end = ending.stream()
                .filter(one -> one.stated().kind() == kind && one.stated().id().equals(id))
                .map(Ending::at)
                .findFirst()
                .orElse(null);
        if (end != null && (change == null || end.isBefore(change))) {
            return new Link(reader.say(Text.MARGIN_UNTIL, reader.briefDay(end)), home().href("coming"));
        }
        return change == null
                ? null
                : new Link(reader.say(Text.MARGIN_CHANGES, reader.briefDay(change)), home().href("coming"));
    }

    private @Nullable Link differs(Kind kind, Stated<?> stated, String readsToday) {
        if (isNow()) {
            return null;
        }
        var now = today.of(kind, stated.id()).orElse(null);
        if (now == null) {
            return new Link(reader.say(Text.MARGIN_GONE), homeToday().href());
        }
        return Became.of(stated, now) == null ? null : new Link(reader.say(Text.MARGIN_DIFFERS), readsToday);
    }

    /** The items of a kind that read differently today, those that came or went included, by their ids. */
    Set<String> differing(Kind kind) {
        return Differences.of(kind, contents, today);
    }
}
