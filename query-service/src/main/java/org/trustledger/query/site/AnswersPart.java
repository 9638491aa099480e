package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.presentation.Markdown;
import org.trustledger.query.statements.Stated;

/** Makes the answers and their filters. */
@Component
class AnswersPart {
    private static final int ANSWERS_A_PAGE = 20;
    private static final int HEADINGS_BELOW_A_QUESTION = 5;

    private final Markdown markdown;

    AnswersPart(Markdown markdown) {
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

    private static List<Stated<Answer>> chosen(Visit visit) {
        return visit.contents().answers().stream()
                .filter(has(visit.address().chosen(Choice.TAG))
                        .and(in(visit.address().chosen(Choice.CATEGORY))))
                .toList();
    }

    /** One answer by itself, with a way to all of its category. */
    AnswersShown.AnswerShown show(Visit visit, Stated<Answer> answer) {
        return show(visit, answer, tags(visit));
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

    private static Predicate<Stated<Answer>> has(@Nullable String tag) {
        return answer -> tag == null || answer.content().tags().contains(tag);
    }

    private static Predicate<Stated<Answer>> in(@Nullable String category) {
        return answer -> category == null || answer.content().category().equals(category);
    }

    private static List<AnswersShown.Filter> tagFilters(Visit visit, PageAddress address) {
        var answers = visit.contents().answers().stream()
                .filter(in(address.chosen(Choice.CATEGORY)))
                .toList();
        var filters = new ArrayList<AnswersShown.Filter>();
        filters.add(all(visit, answers.size(), address.with(Choice.TAG, null), address.chosen(Choice.TAG) == null));
        for (var tag : visit.contents().tags()) {
            var count = (int) answers.stream().filter(has(tag.id())).count();
            var chosen = tag.id().equals(address.chosen(Choice.TAG));
            if (count > 0 || chosen) {
                filters.add(new AnswersShown.Filter(
                        visit.reader().said(tag.content().label()),
                        tag.content().kind() == TagKind.FRAMEWORK ? "framework" : "theme",
                        count,
                        address.with(Choice.TAG, tag.id()).href(),
                        chosen));
            }
        }
        return filters;
    }

    private static List<AnswersShown.Filter> categoryFilters(Visit visit, PageAddress address) {
        var answers = visit.contents().answers().stream()
                .filter(has(address.chosen(Choice.TAG)))
                .toList();
        var filters = new ArrayList<AnswersShown.Filter>();
        filters.add(all(
                visit, answers.size(), address.with(Choice.CATEGORY, null), address.chosen(Choice.CATEGORY) == null));
        for (var category : visit.contents().categories()) {
            var count = (int) answers.stream().filter(in(category.id())).count();
            var chosen = category.id().equals(address.chosen(Choice.CATEGORY));
            if (count > 0 || chosen) {
                filters.add(new AnswersShown.Filter(
                        visit.reader().said(category.content().label()),
                        "category",
                        count,
                        address.with(Choice.CATEGORY, category.id()).href(),
                        chosen));
            }
        }
        return filters;
    }

    private static AnswersShown.Filter all(Visit visit, int count, PageAddress address, boolean chosen) {
        return new AnswersShown.Filter(
                new Said(visit.reader().say(Text.FILTER_ALL), null), "all", count, address.href(), chosen);
    }

    private List<AnswersShown.Group> groups(Visit visit, List<Stated<Answer>> all, List<Stated<Answer>> answers) {
        var tags = tags(visit);
        var labels = visit.contents().categories().stream()
                .collect(Collectors.toMap(Stated::id, category -> label(category)));
        var groups = new ArrayList<AnswersShown.Group>();
        var rest = new ArrayList<>(answers);
        while (!rest.isEmpty()) {
            var category = rest.getFirst().content().category();
            var own = rest.stream().filter(in(category)).toList();
            rest.removeAll(own);
            var label = labels.get(category);
            groups.add(new AnswersShown.Group(
                    "category-" + category,
                    label == null ? new Said(category, null) : visit.reader().said(label),
                    visit.reader().say(Text.COUNT_ANSWERS, (int)
                            all.stream().filter(in(category)).count()),
                    own.stream().map(answer -> show(visit, answer, tags)).toList()));
        }
        return groups;
    }

    private static LocalizedText label(Stated<Category> category) {
        return category.content().label();
    }

    private AnswersShown.AnswerShown show(Visit visit, Stated<Answer> answer, Map<String, Stated<Tag>> tags) {
        var reader = visit.reader();
        var question = reader.said(answer.content().question());
        var text = answer.content().text() == null
                ? null
                : reader.said(answer.content().text());
        return new AnswersShown.AnswerShown(
                anchor(answer.id()),
                visit.answer(answer.id()).href(),
                question,
                reader.say(Text.PERMALINK, question.text()),
                text == null ? null : markdown.toSafeXhtml(text.text(), HEADINGS_BELOW_A_QUESTION),
                text == null ? null : text.language(),
                answer.content().tags().stream()
                        .filter(tags::containsKey)
                        .map(key -> tags.get(key))
                        .map(tag -> new AnswersShown.TagShown(
                                reader.said(tag.content().label()),
                                tag.content().kind() == TagKind.FRAMEWORK,
                                visit.answers().with(Choice.TAG, tag.id()).href()))
                        .toList(),
                answer.revision() > 1 ? reader.said(answer.reason()) : null,
                visit.margin(answer));
    }

    static String anchor(String answer) {
        return "answer-" + answer;
    }
}
