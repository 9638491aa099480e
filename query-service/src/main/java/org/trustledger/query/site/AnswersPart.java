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
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** Makes the answers and their filters. */
@Component
class AnswersPart {
    private static final int HEADINGS_BELOW_A_QUESTION = 5;

    private final Markdown markdown;

    AnswersPart(Markdown markdown) {
        this.markdown = markdown;
    }

    AnswersShown show(Visit visit) {
        var contents = visit.contents();
        var tag = visit.address().tag();
        var category = visit.address().category();
        var chosen =
                contents.answers().stream().filter(has(tag).and(in(category))).toList();
        var tags = contents.tags().stream().collect(Collectors.toMap(Stated::id, Function.identity()));
        var filtered = tag != null || category != null;
        return new AnswersShown(
                tagFilters(visit),
                categoryFilters(visit),
                groups(visit, chosen, tags),
                chosen.isEmpty() ? visit.reader().say(filtered ? Text.FILTER_NONE : Text.FILTER_NOTHING_THEN) : null,
                filtered ? visit.address().withoutFilters().href("answers") : null);
    }

    private static Predicate<Stated<Answer>> has(@Nullable String tag) {
        return answer -> tag == null || answer.content().tags().contains(tag);
    }

    private static Predicate<Stated<Answer>> in(@Nullable String category) {
        return answer -> category == null || answer.content().category().equals(category);
    }

    private static List<AnswersShown.Filter> tagFilters(Visit visit) {
        var address = visit.address();
        var answers = visit.contents().answers().stream()
                .filter(in(address.category()))
                .toList();
        var filters = new ArrayList<AnswersShown.Filter>();
        filters.add(all(visit, answers.size(), address.withTag(null), address.tag() == null));
        for (var tag : visit.contents().tags()) {
            var count = (int) answers.stream().filter(has(tag.id())).count();
            var chosen = tag.id().equals(address.tag());
            if (count > 0 || chosen) {
                filters.add(new AnswersShown.Filter(
                        visit.reader().said(tag.content().label()),
                        tag.content().kind() == TagKind.FRAMEWORK ? "framework" : "theme",
                        count,
                        address.withTag(tag.id()).href("answers"),
                        chosen));
            }
        }
        return filters;
    }

    private static List<AnswersShown.Filter> categoryFilters(Visit visit) {
        var address = visit.address();
        var answers =
                visit.contents().answers().stream().filter(has(address.tag())).toList();
        var filters = new ArrayList<AnswersShown.Filter>();
        filters.add(all(visit, answers.size(), address.withCategory(null), address.category() == null));
        for (var category : visit.contents().categories()) {
            var count = (int) answers.stream().filter(in(category.id())).count();
            var chosen = category.id().equals(address.category());
            if (count > 0 || chosen) {
                filters.add(new AnswersShown.Filter(
                        visit.reader().said(category.content().label()),
                        "category",
                        count,
                        address.withCategory(category.id()).href("answers"),
                        chosen));
            }
        }
        return filters;
    }

    private static AnswersShown.Filter all(Visit visit, int count, PageAddress address, boolean chosen) {
        return new AnswersShown.Filter(
                new Said(visit.reader().say(Text.FILTER_ALL), null), "all", count, address.href("answers"), chosen);
    }

    private List<AnswersShown.Group> groups(Visit visit, List<Stated<Answer>> answers, Map<String, Stated<Tag>> tags) {
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
                    visit.reader().say(Text.COUNT_ANSWERS, own.size()),
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
                                visit.address().withTag(tag.id()).href("answers")))
                        .toList(),
                answer.revision() > 1 ? reader.said(answer.reason()) : null,
                visit.margin(Kind.ANSWER, answer, anchor(answer.id())));
    }

    static String anchor(String answer) {
        return "answer-" + answer;
    }
}
