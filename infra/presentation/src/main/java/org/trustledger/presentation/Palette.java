package org.trustledger.presentation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The colours that a stylesheet of ours names, by day and by night, on the paper of today and of the past. */
public final class Palette {
    private static final String NIGHT = "@media (prefers-color-scheme: dark) {";
    private static final Pattern RULE = Pattern.compile("(?m)^\\s*(?<selector>:root|\\.past) \\{(?<body>[^}]*)}");
    private static final Pattern NAMED = Pattern.compile("--(?<name>[a-z-]+): (?<colour>#[0-9a-fA-F]{6});");

    private final String day;
    private final String night;

    private Palette(String day, String night) {
        this.day = day;
        this.night = night;
    }

    /** That of the design system. */
    public static Palette ours() {
        return of(AssetFiles.design());
    }

    /** @param css names its colours for the day first, then for the night, and then whatever else it has to say */
    static Palette of(String css) {
        var start = css.indexOf(NIGHT);
        if (start < 0) {
            throw new IllegalArgumentException("This stylesheet has no colours for the night");
        }
        return new Palette(css.substring(0, start), block(css, start + NIGHT.length()));
    }

    private static String block(String css, int start) {
        var depth = 1;
        var end = start;
        while (depth > 0 && end < css.length()) {
            depth += switch (css.charAt(end++)) {
                case '{' -> 1;
                case '}' -> -1;
                default -> 0;
            };
        }
        return css.substring(start, end);
    }

    /** By name, such as {@code paper}, as a page of today has them. */
    public Map<String, Colour> today(boolean byNight) {
        return named(byNight ? day + night : day, Set.of(":root"));
    }

    /** The same on a page of an earlier date. */
    public Map<String, Colour> past(boolean byNight) {
        return named(byNight ? day + night : day, Set.of(":root", ".past"));
    }

    // The rules weigh the same, so of two that name a colour the later one holds.
    private static Map<String, Colour> named(String css, Set<String> selectors) {
        var colours = new LinkedHashMap<String, Colour>();
        RULE.matcher(css)
                .results()
                .filter(rule -> selectors.contains(rule.group("selector")))
                .flatMap(rule -> NAMED.matcher(rule.group("body")).results())
                .forEach(named ->
                        Colour.of(named.group("colour")).ifPresent(colour -> colours.put(named.group("name"), colour)));
        return colours;
    }
}
