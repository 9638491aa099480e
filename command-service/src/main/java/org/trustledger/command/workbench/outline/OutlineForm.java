package org.trustledger.command.workbench.outline;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trustledger.command.content.AnswerEdit.Timing;
import org.trustledger.command.content.OutlineEdit;
import org.trustledger.command.content.OutlineKind;
import org.trustledger.events.Profile;

/** Reads what was typed out of the forms of the outline. */
final class OutlineForm {
    static final String VALUE = "value-";
    static final String REASON = "reason-";
    static final String PLACE = "place-";

    private static final int MOST_VALUES = 200;

    private OutlineForm() {}

    static OutlineEdit read(OutlineKind kind, HttpServletRequest form) {
        return new OutlineEdit(
                kind,
                kind == OutlineKind.PROFILE ? Profile.ITEM : value(form, "item").strip(),
                kind != OutlineKind.PROFILE && value(form, "added").equals("true"),
                values(form),
                timing(value(form, "timing")),
                value(form, "from").strip(),
                reasons(form),
                position(value(form, "base")));
    }

    /** The field of a value, by its path such as {@code label/en}. */
    static String name(String path) {
        return VALUE + path.replace('/', '-');
    }

    private static SortedMap<String, String> values(HttpServletRequest form) {
        var values = new TreeMap<String, String>();
        texts(form, VALUE).forEach((name, text) -> values.put(name.replaceFirst("-", "/"), text));
        return values;
    }

    static SortedMap<String, String> reasons(HttpServletRequest form) {
        return texts(form, REASON);
    }

    /** What is blank was not written. */
    private static SortedMap<String, String> texts(HttpServletRequest form, String prefix) {
        var texts = new TreeMap<String, String>();
        for (var name : new ArrayList<>(form.getParameterMap().keySet())) {
            var text = value(form, name);
            if (name.startsWith(prefix) && !text.isBlank() && texts.size() < MOST_VALUES) {
                texts.put(
                        name.substring(prefix.length()),
                        text.replace("\r\n", "\n").strip());
            }
        }
        return texts;
    }

    /** The numbers that were typed, by the ids of the items. */
    static Map<String, String> places(HttpServletRequest form) {
        var places = new TreeMap<String, String>();
        for (var name : new ArrayList<>(form.getParameterMap().keySet())) {
            if (name.startsWith(PLACE)) {
                places.put(name.substring(PLACE.length()), value(form, name).strip());
            }
        }
        return places;
    }

    /** Whether it can stand as a number in the form. */
    static boolean isNumber(String typed) {
        return typed.matches("0*[1-9][0-9]{0,5}");
    }

    /** The ids in the order of their numbers; those of the same number in the order in which they stood. */
    static List<String> order(Map<String, String> places, List<String> before) {
        return before.stream()
                .filter(places::containsKey)
                .sorted(Comparator.comparing(id -> Integer.valueOf(Objects.requireNonNull(places.get(id)))))
                .toList();
    }

    static long base(HttpServletRequest form) {
        return position(value(form, "base"));
    }

    private static Timing timing(String name) {
        return Arrays.stream(Timing.values())
                .filter(timing -> timing != Timing.RETIRED && key(timing).equals(name))
                .findFirst()
                .orElse(Timing.NOW);
    }

    static String key(Timing timing) {
        return timing.name().toLowerCase(Locale.ROOT);
    }

    private static long position(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    static String value(HttpServletRequest form, String name) {
        return Objects.requireNonNullElse(form.getParameter(name), "");
    }
}
