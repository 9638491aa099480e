package org.trustledger.query.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page with all that a reader has chosen, so that a link changes one thing and keeps the rest.
 *
 * @param path absolute, as in {@code /nordhamn/}
 * @param language null if the browser chose
 */
public record PageAddress(
        String path,
        @Nullable String language,
        @Nullable String tag,
        @Nullable String category,
        @Nullable String validAt,
        @Nullable String recordedAt) {

    PageAddress withPath(String other) {
        return new PageAddress(other, language, null, null, validAt, recordedAt);
    }

    PageAddress withLanguage(@Nullable String other) {
        return new PageAddress(path, other, tag, category, validAt, recordedAt);
    }

    PageAddress withTag(@Nullable String other) {
        return new PageAddress(path, language, other, category, validAt, recordedAt);
    }

    PageAddress withCategory(@Nullable String other) {
        return new PageAddress(path, language, tag, other, validAt, recordedAt);
    }

    PageAddress withDates(@Nullable String valid, @Nullable String recorded) {
        return new PageAddress(path, language, tag, category, valid, recorded);
    }

    PageAddress withoutFilters() {
        return new PageAddress(path, language, null, null, validAt, recordedAt);
    }

    /** What a form that asks for dates has to send along. */
    Map<String, String> exceptDates() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "lang", language);
        put(parameters, "tag", tag);
        put(parameters, "category", category);
        return parameters;
    }

    /** To be written into a link. */
    public String href() {
        var parameters = exceptDates();
        put(parameters, "validAt", validAt);
        put(parameters, "recordedAt", recordedAt);
        var href = new StringBuilder(path);
        var separator = '?';
        for (var parameter : parameters.entrySet()) {
            href.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return href.toString();
    }

    /** To be written into a link to one part of the page. */
    public String href(String fragment) {
        return href() + "#" + fragment;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
