package org.trustledger.command.notices;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Clause;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Profile;
import org.trustledger.events.Trigger;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Wording;
import org.trustledger.presentation.differences.Budget;
import org.trustledger.presentation.differences.ClauseDifference;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.presentation.differences.ContentDifference.FieldDifference;
import org.trustledger.presentation.differences.Run;
import org.trustledger.presentation.differences.WordDifference;

/** Says changes in the words of one letter; what all of them may cost to compare is shared. */
final class ChangesInWords {
    private static final int LONGEST_TITLE = 160;
    private static final int LONGEST_REASON = 600;
    private static final int LONGEST_PROSE = 4_000;
    private static final int MOST_CLAUSES = 30;
    private static final int MOST_CLAUSE_CHARACTERS = 12_000;
    private static final int HEADINGS_BEGIN_AT = 3;

    private final NoticeWords words;
    private final Wording wording;
    private final Profile profile;
    private final String fallback;
    private final CounterLinks links;
    private final FieldsInWords fields;
    private final Markdown markdown;
    private final Budget budget = new Budget();

    ChangesInWords(NoticeWords words, Told told, CounterLinks links, Markdown markdown) {
        this.words = words;
        this.wording = Wording.of(words.language());
        this.profile = told.profile();
        this.fallback = profile.languages().getFirst();
        this.links = links;
        this.fields = new FieldsInWords(words, told);
        this.markdown = markdown;
    }

    /** Its kind and what happened, such as "Sub-processor · announced". */
    String kicker(ToldChange change) {
        return NoticeWords.capitalized(kind(change), words.locale()) + " · " + happened(change);
    }

    /** The same within a line, such as "sub-processor announced". */
    String inLine(ToldChange change) {
        return isRevision(change) ? happened(change) : kind(change) + " " + happened(change);
    }

    private static boolean isRevision(ToldChange change) {
        return change instanceof ToldItem item
                && item.kind() == ToldKind.AGREEMENT
                && (item.happened() == Happened.CHANGED || item.happened() == Happened.ANNOUNCED && !item.ends());
    }

    private String kind(ToldChange change) {
        return switch (change.kind()) {
            case AGREEMENT -> words.say(NoticeText.KIND_AGREEMENT);
            case SUBPROCESSOR -> words.say(NoticeText.KIND_SUBPROCESSOR);
            case DATA_CENTER -> words.say(NoticeText.KIND_DATA_CENTER);
            case ANSWER -> words.say(NoticeText.KIND_ANSWER);
            case PACK -> words.say(NoticeText.KIND_PACK);
        };
    }

    private String happened(ToldChange change) {
        if (change instanceof ToldPack) {
            return words.say(NoticeText.HAPPENED_NEW);
        }
        if (isRevision(change)) {
            return words.say(
                    change.happened() == Happened.CHANGED
                            ? NoticeText.HAPPENED_REVISED
                            : NoticeText.HAPPENED_REVISION_ANNOUNCED);
        }
        // The gender of the noun, for languages in which it matters.
        var gender = change.kind() == ToldKind.DATA_CENTER ? 1 : 0;
        return words.say(
                switch (change.happened()) {
                    case ADDED -> NoticeText.HAPPENED_ADDED;
                    case CHANGED -> NoticeText.HAPPENED_CHANGED;
                    case REMOVED -> NoticeText.HAPPENED_REMOVED;
                    case RETIRED -> NoticeText.HAPPENED_RETIRED;
                    case RESTRICTED -> NoticeText.HAPPENED_RESTRICTED;
                    case CORRECTED -> NoticeText.HAPPENED_CORRECTED;
                    case ANNOUNCED -> announced((ToldItem) change);
                    case POSTPONED -> NoticeText.HAPPENED_POSTPONED;
                    case BROUGHT_FORWARD -> NoticeText.HAPPENED_BROUGHT_FORWARD;
                    case WITHDRAWN -> NoticeText.HAPPENED_WITHDRAWN;
                    case TAKES_EFFECT -> NoticeText.HAPPENED_TAKES_EFFECT;
                },
                gender);
    }

    /** What is announced of something that there is already is not that it comes. */
    private static NoticeText announced(ToldItem item) {
        if (item.ends()) {
            return NoticeText.HAPPENED_END_ANNOUNCED;
        }
        return item.before() == null ? NoticeText.HAPPENED_ANNOUNCED : NoticeText.HAPPENED_CHANGE_ANNOUNCED;
    }

    Phrase title(ToldChange change) {
        return switch (change) {
            case ToldItem item -> {
                var name = Phrase.naming(item.named(), words.language(), fallback);
                yield new Phrase(Excerpt.start(name.text().replaceAll("\\s+", " "), LONGEST_TITLE), name.language());
            }
            case ToldPack pack -> new Phrase(words.say(NoticeText.PACK_TITLE, day(pack)), null);
        };
    }

    String page(ToldChange change) {
        return switch (change) {
            case ToldItem item -> links.page(item.kind(), item.item());
            case ToldPack pack -> links.page(pack.kind(), edition(pack).id());
        };
    }

    private ToldPack.Edition edition(ToldPack pack) {
        return pack.in(words.language(), fallback);
    }

    /** The day that counts, for the subject. */
    String day(ToldChange change) {
        return day(
                switch (change) {
                    case ToldItem item -> item.when().from();
                    case ToldPack pack -> edition(pack).validAt();
                });
    }

    NoticePage.Change whole(ToldChange change) {
        return switch (change) {
            case ToldItem item -> whole(item);
            case ToldPack pack -> whole(pack);
        };
    }

    private NoticePage.Change whole(ToldPack pack) {
        var edition = edition(pack);
        var notes = new ArrayList<String>();
        notes.add(words.say(
                NoticeText.PACK_SIZE, edition.pages(), wording.size(edition.bytes()), edition.sealedSha256()));
        var others = pack.editions().stream()
                .map(ToldPack.Edition::language)
                .filter(language -> !language.equals(edition.language()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!others.isEmpty()) {
            notes.add(words.say(NoticeText.PACK_LANGUAGES, languages(others)));
        }
        return new NoticePage.Change(
                kicker(pack),
                title(pack),
                page(pack),
                sentence(NoticeText.WHEN_PACK, day(edition.validAt())),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                notes,
                List.of(new NoticePage.Link(
                        words.say(NoticeText.DOWNLOAD, day(edition.validAt())), links.pack(edition.id()))),
                recorded(pack));
    }

    private NoticePage.Change whole(ToldItem item) {
        var shown = new Shown();
        if (item.onRequest()) {
            if (item.happened() != Happened.RESTRICTED) {
                shown.notes.add(words.say(NoticeText.ON_REQUEST));
            }
        } else if (item.happened() != Happened.WITHDRAWN) {
            compare(item, shown);
        }
        if (!shown.elsewhere.isEmpty()) {
            shown.notes.add(words.say(NoticeText.ELSEWHERE, languages(shown.elsewhere)));
        }
        if (shown.cut) {
            shown.notes.add(words.say(NoticeText.CUT));
        }
        shown.links.addFirst(new NoticePage.Link(words.say(NoticeText.READ), page(item)));
        return new NoticePage.Change(
                kicker(item),
                title(item),
                page(item),
                when(item),
                item.whys().stream().map(this::why).toList(),
                shown.table,
                shown.redlines,
                shown.clauses,
                shown.prose,
                shown.notes,
                shown.links,
                recorded(item));
    }

    /** What is shown of one change beside when and why. */
    private static final class Shown {
        private NoticePage.@Nullable Table table;
        private final List<NoticePage.Redlined> redlines = new ArrayList<>();
        private final List<NoticePage.ClauseShown> clauses = new ArrayList<>();
        private NoticePage.@Nullable Prose prose;
        private final List<String> notes = new ArrayList<>();
        private final List<NoticePage.Link> links = new ArrayList<>();
        private final Set<String> elsewhere = new TreeSet<>();
        private boolean cut;

        boolean isEmpty() {
            return table == null && redlines.isEmpty() && clauses.isEmpty() && prose == null && elsewhere.isEmpty();
        }
    }

    private void compare(ToldItem item, Shown shown) {
        var before = item.before() == null ? null : item.before().content();
        var after = item.after() == null ? null : item.after().content();
        if (before == null || !before.equals(after)) {
            switch (item.kind()) {
                case ANSWER -> answer(item, (Answer) before, (Answer) after, shown);
                case AGREEMENT -> agreement(item, (AgreementRevision) before, (AgreementRevision) after, shown);
                case SUBPROCESSOR, DATA_CENTER -> table(item, fields.between(before, after), shown);
                case PACK -> throw new IllegalStateException("A pack is compared with nothing");
            }
            if (before != null
                    && after != null
                    && shown.isEmpty()
                    && item.when().formerly() == null) {
                shown.notes.add(words.say(NoticeText.ONLY_FORM));
            }
        }
    }

    private void table(ToldItem item, FieldsInWords.Difference difference, Shown shown) {
        shown.elsewhere.addAll(difference.elsewhere());
        shown.cut |= difference.cut();
        if (!difference.rows().isEmpty()) {
            var hasBefore = item.before() != null;
            var hasAfter = item.after() != null;
            shown.table = new NoticePage.Table(
                    hasBefore ? columnBefore(item, hasAfter) : null,
                    hasAfter ? columnAfter(item) : null,
                    difference.rows());
        }
    }

    private String columnBefore(ToldItem item, boolean hasAfter) {
        if (item.happened() == Happened.CORRECTED) {
            return words.say(NoticeText.COLUMN_RECORDED);
        }
        return hasAfter
                ? words.say(NoticeText.COLUMN_BEFORE)
                : words.say(NoticeText.COLUMN_UNTIL, day(item.when().from()));
    }

    private String columnAfter(ToldItem item) {
        return item.happened() == Happened.CORRECTED
                ? words.say(NoticeText.COLUMN_CORRECTED)
                : words.say(NoticeText.COLUMN_FROM, day(item.when().from()));
    }

    private void answer(ToldItem item, @Nullable Answer before, @Nullable Answer after, Shown shown) {
        if (after == null) {
            return;
        }
        if (before == null) {
            if (after.text() != null) {
                shown.prose = prose(after.text(), shown);
            }
            return;
        }
        redline(words.say(NoticeText.REDLINE_QUESTION), before.question(), after.question(), false, shown);
        redline(words.say(NoticeText.REDLINE_TEXT), before.text(), after.text(), true, shown);
        table(item, fields.between(before, after), shown);
    }

    private NoticePage.Prose prose(LocalizedText text, Shown shown) {
        var phrase = Phrase.of(text, words.language(), fallback);
        var source = phrase.text();
        if (source.length() > LONGEST_PROSE) {
            shown.cut = true;
            var paragraph = source.lastIndexOf("\n\n", LONGEST_PROSE);
            source = paragraph > LONGEST_PROSE / 2
                    ? source.substring(0, paragraph)
                    : Excerpt.start(source, LONGEST_PROSE);
        }
        var xhtml = markdown.toSafeXhtml(source, HEADINGS_BEGIN_AT);
        return new NoticePage.Prose(
                phrase.language(), output -> output.writeContent(xhtml), markdown.toPlainText(source));
    }

    /** In the one language in which both can be compared; what differs in others is named. */
    private void redline(
            String label,
            @Nullable LocalizedText before,
            @Nullable LocalizedText after,
            boolean isMarkdown,
            Shown shown) {
        if (Objects.equals(before, after)) {
            return;
        }
        var language = common(before, after);
        var was = before == null ? "" : plain(before.in(language, language), isMarkdown);
        var is = after == null ? "" : plain(after.in(language, language), isMarkdown);
        if (!was.equals(is)) {
            var excerpt = Excerpt.of(WordDifference.between(was, is, budget));
            shown.cut |= excerpt.cut();
            shown.redlines.add(new NoticePage.Redlined(label, marked(language), excerpt.runs()));
        }
        if (was.equals(is)) {
            shown.elsewhere.addAll(differing(before, after, language));
        }
    }

    private String plain(String text, boolean isMarkdown) {
        return isMarkdown ? markdown.toPlainText(text) : text;
    }

    /** The language to compare two texts in: the letter's if both have it, else another that both have. */
    private String common(@Nullable LocalizedText before, @Nullable LocalizedText after) {
        var texts = Stream.of(after, before).filter(Objects::nonNull).toList();
        return Stream.concat(
                        Stream.of(words.language(), fallback),
                        texts.stream().flatMap(text -> text.byLanguage().keySet().stream()))
                .filter(language -> texts.stream().allMatch(text -> text.speaks(language)))
                .findFirst()
                .orElse(words.language());
    }

    private static Set<String> differing(@Nullable LocalizedText before, @Nullable LocalizedText after, String shown) {
        var languages = new TreeSet<String>();
        Stream.of(before, after)
                .filter(Objects::nonNull)
                .forEach(text -> languages.addAll(text.byLanguage().keySet()));
        languages.removeIf(language -> language.equals(shown)
                || Objects.equals(
                        before == null ? null : before.byLanguage().get(language),
                        after == null ? null : after.byLanguage().get(language)));
        return languages;
    }

    private @Nullable String marked(String language) {
        return language.equals(words.language()) ? null : language;
    }

    private void agreement(
            ToldItem item, @Nullable AgreementRevision before, @Nullable AgreementRevision after, Shown shown) {
        if (after == null) {
            return;
        }
        if (before == null) {
            shown.notes.add(words.say(NoticeText.CLAUSES, after.clauses().size()));
            return;
        }
        var language = common(before.title(), after.title());
        redline(words.say(NoticeText.FIELD_TITLE), before.title(), after.title(), false, shown);
        var old = inOneLanguage(before, after, language);
        var fresh = inOneLanguage(after, before, language);
        var changed = ContentDifference.between(old, fresh, budget).clauses().stream()
                .filter(clause -> !clause.changes().isEmpty())
                .toList();
        var room = MOST_CLAUSE_CHARACTERS;
        for (var clause : changed) {
            if (shown.clauses.size() == MOST_CLAUSES || room <= 0) {
                break;
            }
            var said = clause(clause, old, fresh, item, language, shown);
            shown.clauses.add(said);
            room -= Excerpt.weight(said.text()) + Excerpt.weight(said.heading());
        }
        var left = changed.size() - shown.clauses.size();
        if (left > 0) {
            shown.notes.add(words.say(NoticeText.CLAUSES_MORE, left));
        }
        shown.elsewhere.addAll(otherLanguages(before, after, language));
        if (item.before() != null && item.after() != null) {
            shown.links.add(new NoticePage.Link(
                    words.say(NoticeText.READ_REDLINE),
                    links.redline(
                            item.item(), item.before().position(), item.after().position())));
        }
    }

    /** The same in one language and without markup, where a clause differs from that of the other revision. */
    private AgreementRevision inOneLanguage(AgreementRevision revision, AgreementRevision other, String language) {
        var unchanged = Set.copyOf(other.clauses());
        return new AgreementRevision(
                revision.order(),
                LocalizedText.of(language, revision.title().in(language, fallback)),
                revision.trigger(),
                null,
                revision.clauses().stream()
                        .map(clause -> new Clause(
                                clause.id(),
                                clause.number(),
                                LocalizedText.of(language, clause.heading().in(language, fallback)),
                                LocalizedText.of(
                                        language,
                                        unchanged.contains(clause)
                                                ? clause.text().in(language, fallback)
                                                : markdown.toPlainText(
                                                        clause.text().in(language, fallback)))))
                        .toList(),
                List.of());
    }

    /** In which languages clauses changed that stayed as they were in the one that is shown. */
    private static Set<String> otherLanguages(AgreementRevision before, AgreementRevision after, String shown) {
        var old = before.clauses().stream().collect(Collectors.toMap(Clause::id, clause -> clause, (one, _) -> one));
        var languages = new TreeSet<String>();
        for (var clause : after.clauses()) {
            var was = old.get(clause.id());
            if (was != null) {
                addUnseen(was.heading(), clause.heading(), shown, languages);
                addUnseen(was.text(), clause.text(), shown, languages);
            }
        }
        return languages;
    }

    private static void addUnseen(LocalizedText was, LocalizedText is, String shown, Set<String> languages) {
        if (was.in(shown, shown).equals(is.in(shown, shown))) {
            languages.addAll(differing(was, is, shown));
        }
    }

    private NoticePage.ClauseShown clause(
            ClauseDifference difference,
            AgreementRevision old,
            AgreementRevision fresh,
            ToldItem item,
            String language,
            Shown shown) {
        var before = difference.numberBefore();
        var after = difference.numberAfter();
        var clause = Stream.of(fresh, old)
                .flatMap(revision -> revision.clauses().stream())
                .filter(each -> each.id().equals(difference.clause()))
                .findFirst()
                .orElseThrow();
        var heading = runs(difference, "heading");
        var text = Excerpt.of(runs(difference, "text"));
        shown.cut |= text.cut();
        return new NoticePage.ClauseShown(
                before == null || after == null || before.equals(after)
                        ? String.valueOf(after == null ? before : after)
                        : "%s → %s".formatted(before, after),
                difference.changes().stream().map(this::became).collect(Collectors.joining(", ")),
                difference.changes().contains(ClauseDifference.Change.MOVED),
                marked(language),
                heading.isEmpty()
                        ? List.of(new Run(Run.Change.EQUAL, clause.heading().in(language, language)))
                        : heading,
                text.runs(),
                item.whys().reversed().stream()
                        .flatMap(why -> why.clauses().stream())
                        .filter(reason -> reason.clause().equals(difference.clause()))
                        .findFirst()
                        .map(reason -> why(reason.trigger(), reason.reason(), reason.legalSource()))
                        .orElse(null));
    }

    private static List<Run> runs(ClauseDifference difference, String field) {
        return difference.fields().stream()
                .filter(each -> each.field().equals(field))
                .map(FieldDifference::runs)
                .findFirst()
                .orElse(List.of());
    }

    private String became(ClauseDifference.Change change) {
        return words.say(
                switch (change) {
                    case ADDED -> NoticeText.CLAUSE_ADDED;
                    case REMOVED -> NoticeText.CLAUSE_REMOVED;
                    case REWORDED -> NoticeText.CLAUSE_REWORDED;
                    case RENUMBERED -> NoticeText.CLAUSE_RENUMBERED;
                    case MOVED -> NoticeText.CLAUSE_MOVED;
                });
    }

    private NoticePage.Why why(ToldItem.Why why) {
        return why(why.trigger(), why.reason(), why.legalSource());
    }

    private NoticePage.Why why(@Nullable Trigger trigger, LocalizedText reason, @Nullable LocalizedText source) {
        return new NoticePage.Why(
                trigger == null ? null : NoticeWords.capitalized(words.say(word(trigger)), words.locale()),
                shortened(reason),
                source == null ? null : shortened(source));
    }

    private Phrase shortened(LocalizedText text) {
        var phrase = Phrase.of(text, words.language(), fallback);
        return new Phrase(Excerpt.start(phrase.text(), LONGEST_REASON), phrase.language());
    }

    private static NoticeText word(Trigger trigger) {
        return switch (trigger) {
            case CHANGED_LEGISLATION -> NoticeText.TRIGGER_CHANGED_LEGISLATION;
            case NEW_REGULATORY_REQUIREMENT -> NoticeText.TRIGGER_NEW_REGULATORY_REQUIREMENT;
            case UPDATED_SECURITY_MEASURE -> NoticeText.TRIGGER_UPDATED_SECURITY_MEASURE;
            case CORRECTION -> NoticeText.TRIGGER_CORRECTION;
            case COMMERCIAL -> NoticeText.TRIGGER_COMMERCIAL;
        };
    }

    private NoticePage.Sentence when(ToldItem item) {
        var when = item.when();
        var formerly = when.formerly();
        var ends = item.ends();
        return switch (item.happened()) {
            case ADDED, CHANGED -> sentence(NoticeText.WHEN_APPLIES, when.from());
            case REMOVED, RETIRED -> sentence(NoticeText.WHEN_ENDED, when.from());
            case RESTRICTED -> sentence(NoticeText.WHEN_RESTRICTED, when.from());
            case CORRECTED -> {
                if (when.until() != null) {
                    yield sentence(NoticeText.WHEN_CORRECTED_PAST, when.from(), when.until());
                }
                yield formerly == null
                        ? sentence(NoticeText.WHEN_CORRECTED, when.from())
                        : sentence(NoticeText.WHEN_CORRECTED_SINCE, when.from(), formerly);
            }
            case ANNOUNCED -> {
                if (ends) {
                    yield sentence(NoticeText.WHEN_ANNOUNCED_END, when.from());
                }
                yield formerly == null
                        ? sentence(NoticeText.WHEN_ANNOUNCED, when.from())
                        : sentence(NoticeText.WHEN_ANNOUNCED_ANEW, when.from(), formerly);
            }
            case POSTPONED ->
                sentence(
                        ends ? NoticeText.WHEN_POSTPONED_END : NoticeText.WHEN_POSTPONED,
                        when.from(),
                        Objects.requireNonNullElse(formerly, when.from()));
            case BROUGHT_FORWARD ->
                sentence(
                        ends ? NoticeText.WHEN_FORWARD_END : NoticeText.WHEN_FORWARD,
                        when.from(),
                        Objects.requireNonNullElse(formerly, when.from()));
            case WITHDRAWN -> sentence(ends ? NoticeText.WHEN_WITHDRAWN_END : NoticeText.WHEN_WITHDRAWN, when.from());
            case TAKES_EFFECT -> sentence(ends ? NoticeText.WHEN_SOON_END : NoticeText.WHEN_SOON, when.from());
        };
    }

    /** Of two instants of one day the time of the day is told too. */
    private NoticePage.Sentence sentence(NoticeText text, Instant... instants) {
        var days = Arrays.stream(instants)
                .map(instant -> LocalDate.ofInstant(instant, profile.timeZone()))
                .toList();
        var isOneDay = text != NoticeText.WHEN_ANNOUNCED_ANEW && new LinkedHashSet<>(days).size() < days.size();
        return sentence(
                text,
                Arrays.stream(instants)
                        .map(instant -> isOneDay ? wording.moment(instant, profile.timeZone()) : day(instant))
                        .toArray());
    }

    private NoticePage.Sentence sentence(NoticeText text, Object... values) {
        return new NoticePage.Sentence(words.say(text, values).replace("**", ""), words.strong(text, values));
    }

    private String recorded(ToldChange change) {
        var recorded = words.say(NoticeText.RECORDED, Long.toString(change.position()), day(change.recordedAt()));
        return change instanceof ToldItem item && item.after() != null && item.happened() != Happened.WITHDRAWN
                ? "%s · %s"
                        .formatted(
                                words.say(
                                        NoticeText.REVISION,
                                        Integer.toString(item.after().revision())),
                                recorded)
                : recorded;
    }

    private String day(Instant instant) {
        return wording.day(instant, profile.timeZone());
    }

    private String languages(Set<String> tags) {
        return words.list(tags.stream().map(wording::languageName).toList());
    }

    /** What is told to whoever chose a topic, in the middle of a sentence. */
    Stream<String> topic(String key) {
        var colon = key.indexOf(':');
        if (colon > 0) {
            return Stream.of(words.say(NoticeText.TOPIC_ANSWERS_TAGGED, fields.tag(key.substring(colon + 1))));
        }
        return switch (key) {
            case "agreements" -> Stream.of(words.say(NoticeText.TOPIC_AGREEMENTS));
            case "subprocessors" ->
                Stream.of(words.say(NoticeText.TOPIC_SUBPROCESSORS), words.say(NoticeText.TOPIC_DATA_CENTERS));
            case "answers" -> Stream.of(words.say(NoticeText.TOPIC_ANSWERS));
            case "packs" -> Stream.of(words.say(NoticeText.TOPIC_PACKS));
            default -> throw new IllegalArgumentException("'%s' is no topic".formatted(key));
        };
    }
}
