package org.trustledger.command.notices;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.Templates;
import org.trustledger.presentation.WordFiles;

/**
 * Writes what is told as letters.
 *
 * <p>A letter has so many changes whole and so much text as anybody reads; the rest of them by title, and at last only
 * how many there are. What comparing may cost is bounded for the whole letter.
 */
@Component
public class NoticeLetters {
    private static final int MOST_CHARACTERS = 60_000;
    private static final int MOST_TITLES = 200;
    private static final int LONGEST_SUBJECT_TITLE = 80;
    // What is past concerns its readers less than what is and will be.
    private static final Comparator<ToldItem> FIRST = Comparator.comparing(
                    (ToldItem item) -> item.when().until() != null)
            .thenComparing(ToldItem::kind)
            .thenComparingLong(ToldItem::position)
            .thenComparing(item -> item.when().from());

    private final WordFiles<NoticeText, NoticeWords> files =
            new WordFiles<>("texts/letters/notices", NoticeText.class, NoticeWords::new);
    private final Templates templates = new Templates();
    private final Markdown markdown = new Markdown();

    /**
     * Sets a notice once for all who read the same.
     *
     * @param told what they are told, as {@link Told#about} has it for their topics
     * @param publicBase address under which the world reaches the counter
     */
    public ComposedNotice compose(Told told, Readership readers, URI publicBase) {
        var words = files.in(readers.language());
        var links = links(told, words, publicBase);
        var changes = new ChangesInWords(words, told, links, markdown);
        var page = page(words, told, changes, links);
        return new ComposedNotice(
                templates,
                page,
                foot(words, told, readers, changes),
                answers(told, page.changes().size()));
    }

    /** What a notice of all that is called, in a language. */
    public String subject(Told told, String language, URI publicBase) {
        var words = files.in(language);
        return subject(words, told, new ChangesInWords(words, told, links(told, words, publicBase), markdown));
    }

    private static CounterLinks links(Told told, NoticeWords words, URI publicBase) {
        return CounterLinks.of(
                publicBase,
                told.trustCenter(),
                told.profile().languages().contains(words.language()) ? words.language() : null);
    }

    /** The answers that are named, each once; of those that are only counted nothing is told. */
    private static List<ToldAnswer> answers(Told told, int whole) {
        var changes = told.changes();
        var answers = new LinkedHashMap<String, Boolean>();
        for (var each = 0; each < Math.min(changes.size(), whole + MOST_TITLES); each++) {
            if (changes.get(each) instanceof ToldItem item && item.kind() == ToldKind.ANSWER) {
                answers.merge(item.item(), each < whole && !item.onRequest(), Boolean::logicalOr);
            }
        }
        first(told)
                .filter(item -> item.kind() == ToldKind.ANSWER)
                .ifPresent(item -> answers.putIfAbsent(item.item(), false));
        return answers.entrySet().stream()
                .map(each -> new ToldAnswer(each.getKey(), each.getValue()))
                .toList();
    }

    private static NoticePage page(NoticeWords words, Told told, ChangesInWords changes, CounterLinks links) {
        var all = told.changes();
        var whole = new ArrayList<NoticePage.Change>();
        var room = MOST_CHARACTERS;
        while (whole.size() < Math.min(Told.MOST_WHOLE, all.size()) && room > 0) {
            var change = changes.whole(all.get(whole.size()));
            whole.add(change);
            room -= PlainNotice.weight(change);
        }
        return new NoticePage(
                words.language(),
                subject(words, told, changes),
                lead(words, told),
                labels(words),
                whole,
                more(words, all.subList(whole.size(), all.size()), changes, links));
    }

    private static NoticePage.Labels labels(NoticeWords words) {
        return new NoticePage.Labels(
                words.say(NoticeText.WHY),
                words.say(NoticeText.LEGAL_SOURCE),
                words.say(NoticeText.COLUMN_FIELD),
                words.say(NoticeText.REDLINE_REMOVED),
                words.say(NoticeText.REDLINE_ADDED));
    }

    private static NoticePage.@Nullable More more(
            NoticeWords words, List<ToldChange> rest, ChangesInWords changes, CounterLinks links) {
        if (rest.isEmpty()) {
            return null;
        }
        var left = rest.size() - MOST_TITLES;
        return new NoticePage.More(
                words.say(NoticeText.MORE),
                rest.stream()
                        .limit(MOST_TITLES)
                        .map(change -> new NoticePage.Titled(
                                changes.kicker(change), changes.title(change), changes.page(change)))
                        .toList(),
                left > 0 ? words.say(NoticeText.MORE_LEFT_OUT, left) : null,
                new NoticePage.Link(words.say(NoticeText.MORE_ALL), links.changes()));
    }

    private static String lead(NoticeWords words, Told told) {
        var items = items(told).size();
        var lead = isReminder(told) ? NoticeText.LEAD_SOON : items > 0 ? NoticeText.LEAD : NoticeText.LEAD_PACK;
        return words.say(lead, told.profile().name(), items, told.changes().size() - items);
    }

    private static boolean isReminder(Told told) {
        return told.changes().stream().allMatch(change -> change.happened() == Happened.TAKES_EFFECT);
    }

    /** By the first change, and how many more there are. */
    private static String subject(NoticeWords words, Told told, ChangesInWords changes) {
        var provider = told.profile().name();
        var named = first(told);
        if (named.isEmpty()) {
            var newest = Collections.max(told.changes(), Comparator.comparingLong(ToldChange::position));
            return oneLine(words.say(
                    NoticeText.SUBJECT_PACK, provider, changes.title(newest).text()));
        }
        var first = named.get();
        var others = items(told).size() - 1;
        return oneLine(words.say(
                others == 0 ? NoticeText.SUBJECT : NoticeText.SUBJECT_MORE,
                provider,
                Excerpt.start(changes.title(first).text(), LONGEST_SUBJECT_TITLE),
                changes.inLine(first),
                changes.day(first),
                others));
    }

    /** The one that the subject names; empty if there are but packs. */
    private static Optional<ToldItem> first(Told told) {
        return items(told).stream().min(FIRST);
    }

    /** All but packs, which follow whatever changes. */
    private static List<ToldItem> items(Told told) {
        return told.changes().stream()
                .filter(ToldItem.class::isInstance)
                .map(ToldItem.class::cast)
                .toList();
    }

    /** What a header of a mail can have: whatever else was typed into a title. */
    private static String oneLine(String subject) {
        return subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static NoticeFoot foot(NoticeWords words, Told told, Readership readers, ChangesInWords changes) {
        var profile = told.profile();
        var touched = new TreeSet<>(told.topics());
        touched.retainAll(readers.topics());
        return new NoticeFoot(
                readers.why()
                        .sentence(
                                words,
                                profile.legalName(),
                                words.list(
                                        touched.stream().flatMap(changes::topic).toList())),
                words.say(
                        NoticeText.QUESTIONS,
                        profile.contact()
                                .function()
                                .in(words.language(), profile.languages().getFirst()),
                        profile.contact().address()),
                words.say(NoticeText.ZONE, profile.timeZone().getId()),
                Arrays.stream(OwnLink.values())
                        .filter(readers.links()::contains)
                        .map(link -> new NoticeFoot.Own(link, words.say(link.words()), ""))
                        .toList());
    }
}
