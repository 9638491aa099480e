package org.trustledger.command.content;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The versions of an answer in a document: what one leaves out it takes from the one after it. */
final class AnswerVersions {
    private static final List<String> FIELDS = List.of("category", "tags", "question", "text");
    private static final List<String> OF_A_VERSION =
            List.of("category", "tags", "question", "text", "from", "until", "reason");

    private AnswerVersions() {}

    /**
     * Reads so from now on, and what it read before is an earlier version, each with all that it says.
     *
     * @param before the answer as it is exported
     * @param after the same as it is to read; changed, and given back
     */
    static ObjectNode revised(ObjectNode before, ObjectNode after) {
        var last = after.objectNode();
        for (var key : OF_A_VERSION) {
            if (before.has(key)) {
                last.set(key, before.get(key));
            }
        }
        var earlier = after.arrayNode();
        earlier.add(whole(last, after));
        before.path("earlier").forEach(version -> earlier.add(whole(inheriting(version.asObject(), before), after)));
        after.remove(List.of("from", "until", "reason", "earlier"));
        after.set("earlier", earlier);
        return after;
    }

    /** Has read so for as long as it read otherwise; the versions before stay as they were. */
    static ObjectNode corrected(ObjectNode before, ObjectNode after) {
        if (before.has("earlier")) {
            var earlier = after.arrayNode();
            before.get("earlier").forEach(version -> earlier.add(whole(inheriting(version.asObject(), before), after)));
            after.set("earlier", earlier);
        }
        after.remove("reason");
        return after;
    }

    /** The version with what it read like the one after spelled out. */
    private static ObjectNode inheriting(ObjectNode version, ObjectNode from) {
        var whole = version.deepCopy();
        for (var field : FIELDS) {
            if (!whole.has(field) && from.has(field)) {
                whole.set(field, from.get(field));
            }
        }
        return whole;
    }

    /** The version with what it lacks said to be lacking, where the current one has it. */
    private static ObjectNode whole(ObjectNode version, ObjectNode current) {
        if (!version.has("text") && current.has("text")) {
            version.putNull("text");
        }
        if (!version.has("tags") && current.has("tags")) {
            version.putArray("tags");
        }
        return version;
    }
}
