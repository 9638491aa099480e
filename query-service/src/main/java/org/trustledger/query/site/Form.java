package org.trustledger.query.site;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.trustledger.query.platform.Representation;

/**
 * How a page can be had: to be looked at, as data, as a document to be filed, as a feed. Its address ends accordingly.
 */
enum Form {
    PAGE("", Representation.HTML),
    JSON(".json", MediaType.APPLICATION_JSON),
    MARKDOWN(".md", new MediaType("text", "markdown", StandardCharsets.UTF_8)),
    /** Of what differs alone. */
    FEED(".atom", MediaType.APPLICATION_ATOM_XML);

    /** The forms that a page has beside itself: two, and a feed where there is one. */
    static List<Form> beside(PageAddress page) {
        return page.path().endsWith(WITH_A_FEED) ? List.of(JSON, MARKDOWN, FEED) : List.of(JSON, MARKDOWN);
    }

    private static final String WITH_A_FEED = "/differences";

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
