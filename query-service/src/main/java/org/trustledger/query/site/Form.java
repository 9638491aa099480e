package org.trustledger.query.site;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.trustledger.query.platform.Representation;

/**
 * How a page can be had: to be looked at, as data, as a document to be filed, as a feed or a table. Its address ends
 * accordingly.
 */
enum Form {
    PAGE("", Representation.HTML),
    JSON(".json", MediaType.APPLICATION_JSON),
    MARKDOWN(".md", new MediaType("text", "markdown", StandardCharsets.UTF_8)),
    /** Of what differs alone. */
    FEED(".atom", MediaType.APPLICATION_ATOM_XML),
    /** Of the list of answers alone, as the next one. */
    CSV(".csv", new MediaType("text", "csv", StandardCharsets.UTF_8)),
    WORKBOOK(".xlsx", new MediaType("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    private static final List<Form> OF_EVERY_PAGE = List.of(JSON, MARKDOWN);
    private static final Map<String, List<Form>> OF_SOME =
            Map.of("/differences", List.of(FEED), "/answers", List.of(CSV, WORKBOOK));

    /** The forms that a page has beside itself. */
    static List<Form> beside(PageAddress page) {
        var own = OF_SOME.getOrDefault(page.path().substring(page.path().lastIndexOf('/')), List.of());
        return Stream.concat(OF_EVERY_PAGE.stream(), own.stream())
                .filter(form -> form != FEED || page.comparesDates())
                .toList();
    }

    /** What a twin of the overview is called, whose own address ends with a slash. */
    private static final String OVERVIEW = "index";

    private static final Pattern OF_THE_OVERVIEW = Pattern.compile("/[^/]+/" + OVERVIEW);

    private final String suffix;
    private final MediaType type;

    Form(String suffix, MediaType type) {
        this.suffix = suffix;
        this.type = type;
    }

    /** The form that a path asks for. */
    static Form of(String path) {
        return Arrays.stream(values())
                .filter(form -> form != PAGE && path.endsWith(form.suffix))
                .findFirst()
                .orElse(PAGE);
    }

    /** What it is called on a page; every language has the same word. */
    String label() {
        return switch (this) {
            case PAGE -> "HTML";
            case JSON -> "JSON";
            case MARKDOWN -> "Markdown";
            case FEED -> "Atom";
            case CSV -> "CSV";
            case WORKBOOK -> "Excel";
        };
    }

    /** Whether it is a file to be kept under a name, not something to be looked at. */
    boolean isKept() {
        return this == CSV || this == WORKBOOK;
    }

    /** The end of its addresses and of its files' names. */
    String suffix() {
        return suffix;
    }

    MediaType type() {
        return type;
    }

    /** The path of the page that a path of this form belongs to. */
    String page(String path) {
        var bare = path.substring(0, path.length() - suffix.length());
        return this != PAGE && OF_THE_OVERVIEW.matcher(bare).matches()
                ? bare.substring(0, bare.length() - OVERVIEW.length())
                : bare;
    }

    /** The same page with the same choices in this form. */
    PageAddress address(PageAddress page) {
        if (this == PAGE) {
            return page;
        }
        return page.listedAt((page.path().endsWith("/") ? page.path() + OVERVIEW : page.path()) + suffix);
    }
}
