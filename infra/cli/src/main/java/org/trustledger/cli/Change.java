package org.trustledger.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is planned, and applied as it was planned.
 *
 * @param removals items to remove
 * @param embargo ISO 8601 moment until when nothing of it is recorded; null for none
 */
record Change(
        Document document, List<String> removals, @Nullable String embargo) {
    Change {
        removals = List.copyOf(removals);
    }

    /** @param first parameter of the query, with its question mark */
    String query(String first) {
        var query = new StringBuilder(first);
        removals.forEach(removal -> query.append("&remove=").append(encoded(removal)));
        if (embargo != null) {
            query.append("&embargo=").append(encoded(embargo));
        }
        return query.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
