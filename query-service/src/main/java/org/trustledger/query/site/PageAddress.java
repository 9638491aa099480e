package org.trustledger.query.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.query.statements.AnswerFilter;

/**
 * The address of a page with all that a reader has chosen, so that a link changes one thing and keeps the rest.
 *
 * @param path absolute, as in {@code /nordhamn/}
 * @param choices without a language the browser chose, without a page it is the first, without a date it is today
 */
public record PageAddress(String path, Map<Choice, String> choices) {

    public PageAddress {
        var ordered = new EnumMap<Choice, String>(Choice.class);
        ordered.putAll(choices);
        choices = Collections.unmodifiableMap(ordered);
    }

    static PageAddress of(String path) {
        return new PageAddress(path, Map.of());
    }

    @Nullable String chosen(Choice choice) {
        return choices.get(choice);
    }

    @Nullable String validAt() {
        return chosen(Choice.VALID_AT);
    }

    @Nullable String recordedAt() {
        return chosen(Choice.RECORDED_AT);
    }

    /** Which answers are wanted. */
    AnswerFilter answers() {
        return new AnswerFilter(
                Stream.ofNullable(chosen(Choice.CATEGORY)).toList(),
                Stream.ofNullable(chosen(Choice.TAG)).toList());
    }

    /** Whether there is a date to compare with another one, or with today. */
    boolean comparesDates() {
        return Stream.of(Choice.FROM, Choice.TO, Choice.VALID_AT, Choice.RECORDED_AT)
                .anyMatch(choices::containsKey);
    }

    /** The number of the page of a list, from 1. */
    int page() {
        var page = chosen(Choice.PAGE);
        return page == null ? 1 : Integer.parseInt(page);
    }

    /** Of another page, for the same reader at the same point in time. */
    PageAddress withPath(String other) {
        var kept = new EnumMap<Choice, String>(Choice.class);
        for (var choice : List.of(Choice.LANGUAGE, Choice.VALID_AT, Choice.RECORDED_AT)) {
            var value = choices.get(choice);
            if (value != null) {
                kept.put(choice, value);
            }
        }
        return new PageAddress(other, kept);
    }

    /** Of the same part of a list that is on another page. */
    PageAddress listedAt(String other) {
        return new PageAddress(other, choices);
    }

    /** @param value null for none; another choice than a page starts at the first again */
    PageAddress with(Choice choice, @Nullable String value) {
        var changed = new LinkedHashMap<>(choices);
        if (value == null) {
            changed.remove(choice);
        } else {
            changed.put(choice, value);
        }
        var same = new PageAddress(path, changed);
        return choice == Choice.TAG
                        || choice == Choice.CATEGORY
                        || choice == Choice.KIND
                        || choice == Choice.SEARCH
                        || choice == Choice.SCOPE
                        || choice == Choice.PACK_LANGUAGE
                ? same.without(Choice.PAGE)
                : same;
    }

    /** @param number from 1 */
    PageAddress withPage(int number) {
        return with(Choice.PAGE, number == 1 ? null : Integer.toString(number));
    }

    PageAddress withDates(@Nullable String valid, @Nullable String recorded) {
        return with(Choice.VALID_AT, valid).with(Choice.RECORDED_AT, recorded);
    }

    PageAddress without(Choice... left) {
        var changed = new LinkedHashMap<>(choices);
        for (var choice : left) {
            changed.remove(choice);
        }
        return new PageAddress(path, changed);
    }

    /** What a form that asks for one of these has to send along. */
    Map<String, String> except(Choice... asked) {
        var parameters = new LinkedHashMap<String, String>();
        without(asked).choices.forEach((choice, value) -> parameters.put(choice.parameter(), value));
        return parameters;
    }

    /** To be written into a link. */
    public String href() {
        var href = new StringBuilder(path);
        var separator = '?';
        for (var choice : choices.entrySet()) {
            href.append(separator)
                    .append(choice.getKey().parameter())
                    .append('=')
                    .append(URLEncoder.encode(choice.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return href.toString();
    }

    /** To be written into a link to one part of the page. */
    public String href(String fragment) {
        return href() + "#" + fragment;
    }
}
