package org.trustledger.command.content;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The versions of one kind of items in a document: what one leaves out it takes from the current one.
 *
 * @param fields all that a version says
 * @param texts those of them that can be lacking
 * @param lists those of them that are left out when they are empty
 */
record ItemVersions(List<String> fields, List<String> texts, List<String> lists) {
    static final ItemVersions ANSWERS = new ItemVersions(
            List.of("category", "tags", "question", "text", "evidence"), List.of("text"), List.of("tags", "evidence"));
    static final ItemVersions PROFILE = new ItemVersions(
            List.of("name", "legalName", "contact", "languages", "timeZone", "defaultNoticePeriod", "introduction"),
            List.of("introduction"),
            List.of());
    static final ItemVersions PILLARS = new ItemVersions(List.of("title", "text"), List.of(), List.of());
    static final ItemVersions CATEGORIES = new ItemVersions(List.of("label"), List.of(), List.of());
    static final ItemVersions TAGS =
            new ItemVersions(List.of("label", "kind", "legalReference"), List.of("legalReference"), List.of());

    /**
     * Reads so from now on, and what it read before is an earlier version, each with all that it says.
     *
     * @param before the item as it is exported
     * @param after the same as it is to read; changed, and given back
     */
    ObjectNode revised(ObjectNode before, ObjectNode after) {
        var last = after.objectNode();
        Stream.concat(fields.stream(), Stream.of("from", "until", "reason"))
                .filter(before::has)
                .forEach(key -> last.set(key, before.get(key)));
        var earlier = after.arrayNode();
        earlier.add(whole(last, after));
        before.path("earlier").forEach(version -> earlier.add(whole(inheriting(version.asObject(), before), after)));
        after.remove(List.of("from", "until", "reason", "earlier"));
        after.set("earlier", earlier);
        return after;
    }

    /** Has read so for as long as it read otherwise; the versions before stay as they were. */
    ObjectNode corrected(ObjectNode before, ObjectNode after) {
        if (before.has("earlier")) {
            var earlier = after.arrayNode();
            before.get("earlier").forEach(version -> earlier.add(whole(inheriting(version.asObject(), before), after)));
            after.set("earlier", earlier);
        }
        after.remove("reason");
        return after;
    }

    /** The version with what it read like the one after spelled out. */
    private ObjectNode inheriting(ObjectNode version, ObjectNode from) {
        var whole = version.deepCopy();
        for (var field : fields) {
            if (!whole.has(field) && from.has(field)) {
                whole.set(field, from.get(field));
            }
        }
        return whole;
    }

    /** The version with what it lacks said to be lacking, where the current one has it. */
    private ObjectNode whole(ObjectNode version, ObjectNode current) {
        texts.stream().filter(text -> !version.has(text) && current.has(text)).forEach(version::putNull);
        lists.stream().filter(list -> !version.has(list) && current.has(list)).forEach(version::putArray);
        return version;
    }
}
