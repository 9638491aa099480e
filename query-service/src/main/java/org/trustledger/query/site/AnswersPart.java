package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Answer;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.presentation.Markdown;
import org.trustledger.query.history.Translation;
import org.trustledger.query.statements.AnswerFilter;
import org.trustledger.query.statements.Stated;

/** Makes the answers and their filters. */
@Component
class AnswersPart {
    private static final int ANSWERS_A_PAGE = 20;
    private static final int FILTERS_IN_SIGHT = 14;
    private static final int CATEGORIES_ON_THE_OVERVIEW = 12;
    private static final int QUESTIONS_OF_A_CATEGORY = 3;
    private static final int HEADINGS_BELOW_A_QUESTION = 5;
    private static final char NO_BREAK = '\u00a0';

    private final TranslationsPart translations;
    private final Markdown markdown;

    AnswersPart(TranslationsPart translations, Markdown markdown) {
        this.translations = translations;
        this.markdown = markdown;
    }

    /** The page of the list that the address asks for, or the last one if the list is not that long. */
    AnswersShown show(Visit visit) {
        var address = visit.address().listedAt(visit.answers().path());
        var tag = address.chosen(Choice.TAG);
        var category = address.chosen(Choice.CATEGORY);
        var chosen = chosen(visit);
        var filtered = tag != null || category != null;
        var cut = cut(visit);
        return new AnswersShown(
                tagFilters(visit, address),
                categoryFilters(visit, address),
                groups(visit, chosen, cut.shown()),
                visit.reader().say(Text.COUNT_ANSWERS, chosen.size()),
                chosen.isEmpty() ? visit.reader().say(nothing(visit, tag, category)) : null,
                filtered ? visit.answers().href() : null,
                Pager.of(visit.reader(), address, cut));
    }

    private static Text nothing(Visit visit, @Nullable String tag, @Nullable String category) {
        if (tag != null && category != null) {
            return Text.FILTER_NONE;
        }
        if (tag != null || category != null) {
            return tag != null ? Text.FILTER_NONE_TAG : Text.FILTER_NONE_CATEGORY;
        }
        return visit.isNow() ? Text.ANSWERS_NONE : Text.FILTER_NOTHING_THEN;
    }

    /** Those of the answers that the filters let through. */
    static Cut<Stated<Answer>> cut(Visit visit) {
        return Cut.of(chosen(visit), visit.address().page(), ANSWERS_A_PAGE);
    }

    /** All that the filters let through. */
    static List<Stated<Answer>> chosen(Visit visit) {
        return passing(visit, visit.address().answers());
    }

    /** One answer by itself, whole. */
    AnswersShown.AnswerShown show(Visit visit, Stated<Answer> answer) {
        return show(visit, answer, tags(visit), translations.of(visit, List.of(answer)), Lead::whole);
    }

    /** The first questions of the categories that have any, in the order of the answers. */
    CategoriesShown overview(Visit visit) {
        var reader = visit.reader();
        var labels = labels(visit);
        var byCategory = visit.contents().answers().stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.content().category(), LinkedHashMap::new, Collectors.toList()));
        return new CategoriesShown(
                tagFilters(visit, visit.answers()),
                byCategory.entrySet().stream()
                        .limit(CATEGORIES_ON_THE_OVERVIEW)
                        .map(entry -> overview(visit, entry.getKey(), labels, entry.getValue()))
                        .toList(),
                byCategory.isEmpty() ? reader.say(visit.isNow() ? Text.ANSWERS_NONE : Text.FILTER_NOTHING_THEN) : null,
                byCategory.isEmpty()
                        ? null
                        : new Link(reader.say(Text.ANSWERS_ALL), visit.answers().href()));
    }

    private static CategoriesShown.CategoryShown overview(
            Visit visit, String category, Map<String, LocalizedText> labels, List<Stated<Answer>> answers) {
        var reader = visit.reader();
        var label = said(reader, category, labels);
        var list = visit.answers().with(Choice.CATEGORY, category).href();
        var latest = answers.stream()
                .map(Stated::from)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var more = answers.size() - QUESTIONS_OF_A_CATEGORY;
        return new CategoriesShown.CategoryShown(
                "category-" + category,
                label,
                list,
                reader.say(Text.COUNT_ANSWERS, answers.size()),
                // The day stays in one piece in the narrow column.
                reader.say(Text.MARGIN_LATEST, reader.briefDay(latest).replace(' ', NO_BREAK)),
                reader.date(latest).toString(),
                answers.stream()
                        .limit(QUESTIONS_OF_A_CATEGORY)
                        .map(answer -> new CategoriesShown.QuestionShown(
                                reader.said(answer.content().question()),
                                visit.answer(answer.id()).href()))
                        .toList(),
                more <= 0 ? null : new Link(reader.say(Text.CATEGORY_MORE, more, label.text()), list));
    }

    private static Map<String, LocalizedText> labels(Visit visit) {
        return visit.contents().categories().stream()
                .collect(Collectors.toMap(
                        Stated::id, category -> category.content().label()));
    }

    private static Said said(Reader reader, String category, Map<String, LocalizedText> labels) {
        var label = labels.get(category);
        return label == null ? new Said(category, null) : reader.said(label);
    }

    /** Of the category that the answer has, or its id if nothing says so then. */
    static Link category(Visit visit, Answer answer) {
        return new Link(
                visit.contents().categories().stream()
                        .filter(category -> category.id().equals(answer.category()))
                        .findFirst()
                        .map(category ->
                                visit.reader().said(category.content().label()).text())
                        .orElse(answer.category()),
                visit.answers().with(Choice.CATEGORY, answer.category()).href());
    }

    private static Map<String, Stated<Tag>> tags(Visit visit) {
        return visit.contents().tags().stream().collect(Collectors.toMap(Stated::id, Function.identity()));
    }

    private static List<Stated<Answer>> passing(Visit visit, AnswerFilter filter) {
        return visit.contents().answers().stream()
                .filter(answer -> filter.passes(answer.content()))
                .toList();
    }

    private static AnswersShown.Filters tagFilters(Visit visit, PageAddress address) {
        var answers = passing(visit, address.without(Choice.TAG).answers());
        var counts = answers.stream()
                .flatMap(answer -> answer.content().tags().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return filters(
                visit,
                address,
                Choice.TAG,
                answers.size(),
                visit.contents().tags().stream()
                        .map(tag -> filter(
                                visit,
                                address,
                                Choice.TAG,
                                tag.id(),
                                tag.content().label(),
                                tag.content().kind() == TagKind.FRAMEWORK ? "framework" : "theme",
                                counts))
                        .toList());
    }

    private static AnswersShown.Filters categoryFilters(Visit visit, PageAddress address) {
        var answers = passing(visit, address.without(Choice.CATEGORY).answers());
        var counts = answers.stream()
                .collect(Collectors.groupingBy(answer -> answer.content().category(), Collectors.counting()));
        return filters(
                visit,
                address,
                Choice.CATEGORY,
                answers.size(),
                visit.contents().categories().stream()
                        .map(category -> filter(
                                visit,
                                address,
                                Choice.CATEGORY,
                                category.id(),
                                category.content().label(),
                                "category",
                                counts))
                        .toList());
    }

    private static AnswersShown.Filter filter(
            Visit visit,
            PageAddress address,
            Choice choice,
            String id,
            LocalizedText label,
            String form,
            Map<String, Long> counts) {
        return new AnswersShown.Filter(
                visit.reader().said(label),
                form,
                counts.getOrDefault(id, 0L).intValue(),
                address.with(choice, id).href(),
                id.equals(address.chosen(choice)));
    }

    /** Those that lead somewhere, with one for all before them. */
    private static AnswersShown.Filters filters(
            Visit visit, PageAddress address, Choice choice, int answers, List<AnswersShown.Filter> choices) {
        var useful = choices.stream()
                .filter(filter -> filter.count() > 0 || filter.chosen())
                .toList();
        var first = new ArrayList<AnswersShown.Filter>();
        first.add(all(visit, answers, address.with(choice, null), address.chosen(choice) == null));
        var rest = new ArrayList<AnswersShown.Filter>();
        for (var filter : useful) {
            (filter.chosen() || first.size() <= FILTERS_IN_SIGHT ? first : rest).add(filter);
        }
        return new AnswersShown.Filters(
                first, rest, rest.isEmpty() ? null : visit.reader().say(Text.FILTER_REST, rest.size()));
    }

    private static AnswersShown.Filter all(Visit visit, int count, PageAddress address, boolean chosen) {
        return new AnswersShown.Filter(
                new Said(visit.reader().say(Text.FILTER_ALL), null), "all", count, address.href(), chosen);
    }

    private List<AnswersShown.Group> groups(Visit visit, List<Stated<Answer>> all, List<Stated<Answer>> answers) {
        var tags = tags(visit);
        var languages = translations.of(visit, answers);
        var labels = labels(visit);
        var counts = all.stream()
                .collect(Collectors.groupingBy(answer -> answer.content().category(), Collectors.counting()));
        var groups = new ArrayList<AnswersShown.Group>();
        var rest = new ArrayList<>(answers);
        while (!rest.isEmpty()) {
            var category = rest.getFirst().content().category();
            var own = rest.stream()
                    .filter(answer -> answer.content().category().equals(category))
                    .toList();
            rest.removeAll(own);
            groups.add(new AnswersShown.Group(
                    "category-" + category,
                    said(visit.reader(), category, labels),
                    visit.reader().say(Text.COUNT_ANSWERS, counts.getOrDefault(category, 0L)),
                    own.stream()
                            .map(answer -> show(visit, answer, tags, languages, Lead::of))
                            .toList()));
        }
        return groups;
    }

    private AnswersShown.AnswerShown show(
            Visit visit,
            Stated<Answer> answer,
            Map<String, Stated<Tag>> tags,
            Map<String, List<Translation>> languages,
            Function<String, Lead> measure) {
        var reader = visit.reader();
        var question = reader.said(answer.content().question());
        var text = answer.content().text() == null
                ? null
                : reader.said(answer.content().text());
        var lead = text == null ? null : measure.apply(markdown.toSafeXhtml(text.text(), HEADINGS_BELOW_A_QUESTION));
        var href = visit.answer(answer.id()).href();
        return new AnswersShown.AnswerShown(
                anchor(answer.id()),
                href,
                question,
                reader.say(Text.PERMALINK, question.text()),
                TranslationsPart.show(visit, answer, languages),
                lead == null ? null : lead.html(),
                text == null ? null : text.language(),
                lead == null || lead.isWhole() ? null : new Link(reader.say(Text.ANSWER_REST), href),
                answer.content().isOnRequest() ? onRequest(visit) : null,
                answer.content().evidence().stream()
                        .map(evidence -> EvidenceShown.of(visit, evidence))
                        .toList(),
                answer.content().tags().stream()
                        .filter(tags::containsKey)
                        .map(key -> tags.get(key))
                        .map(tag -> new AnswersShown.TagShown(
                                reader.said(tag.content().label()),
                                tag.content().kind() == TagKind.FRAMEWORK,
                                visit.answers().with(Choice.TAG, tag.id()).href()))
                        .toList(),
                answer.revision() > 1 && !answer.content().isOnRequest() ? reader.said(answer.reason()) : null,
                visit.margin(answer));
    }

    private static AnswersShown.OnRequest onRequest(Visit visit) {
        var contact = visit.provider().contact();
        return new AnswersShown.OnRequest(visit.reader().said(contact.function()), Link.to(contact.address()));
    }

    static String anchor(String answer) {
        return "answer-" + answer;
    }
}
