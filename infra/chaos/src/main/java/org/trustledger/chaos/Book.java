package org.trustledger.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one trust center was asked to say, and what of it was acknowledged. One writer writes it at a time; the journal
 * that everything is held against afterwards.
 */
final class Book {
    private static final String FILLER =
            " We keep what we promise, and say when we did not. Ask us how, and we show you the record of it.";

    private final String trustCenter;
    private final int answers;
    private final Map<Integer, Integer> versions = new HashMap<>();
    private final List<Commit> commits = new ArrayList<>();
    private final Set<String> packs = new HashSet<>();
    private final List<Change> refused = new ArrayList<>();
    private @Nullable Change unknown;
    private boolean deniedUnknown;
    private long contentPosition;

    Book(String trustCenter, int answers) {
        this.trustCenter = trustCenter;
        this.answers = answers;
    }

    String trustCenter() {
        return trustCenter;
    }

    int answers() {
        return answers;
    }

    /** The content position that the next change is based on. */
    synchronized long contentPosition() {
        return contentPosition;
    }

    /** The change that fills the empty trust center. */
    Change load() {
        var all = new HashMap<Integer, Integer>();
        for (int number = 0; number < answers; number++) {
            all.put(number, 0);
        }
        return new Change(true, Map.copyOf(all));
    }

    /** A change of some answers to versions that were never sent before. */
    synchronized Change change(Set<Integer> numbers, int version) {
        var some = new HashMap<Integer, Integer>();
        numbers.forEach(number -> some.put(number, version));
        return new Change(false, Map.copyOf(some));
    }

    /** The whole trust center as it would be after the change, as a content document in JSON. */
    synchronized byte[] document(Change change) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("trustLedger", 1);
        json.put("reason", change.load() ? "First publication" : "Put more clearly");
        var profile = json.putObject("profile");
        profile.put("name", "Provider " + trustCenter);
        profile.put("legalName", "Provider %s AB".formatted(trustCenter));
        profile.putObject("contact").put("function", "Trust office").put("address", "trust@provider.example");
        profile.putArray("languages").add("en");
        profile.put("timeZone", "Europe/Stockholm");
        profile.put("defaultNoticePeriod", "P30D");
        json.putArray("categories").addObject().put("id", "practice").put("label", "Practice");
        var list = json.putArray("answers");
        for (int number = 0; number < answers; number++) {
            var version = change.versions().getOrDefault(number, versions.getOrDefault(number, 0));
            answer(list.addObject(), number, version);
        }
        return JsonMapper.shared().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    }

    private void answer(ObjectNode answer, int number, int version) {
        answer.put("id", id(number));
        answer.put("category", "practice");
        answer.put("question", "How do you keep promise %d?".formatted(number));
        answer.put("text", text(number, version));
    }

    static String id(int number) {
        return "a-" + number;
    }

    String text(int number, int version) {
        return "Answer %d of %s in version %d.%s".formatted(number, trustCenter, version, FILLER);
    }

    /** The office has promised that this is recorded. */
    synchronized void acknowledge(Commit commit) {
        commits.add(commit);
        versions.putAll(commit.change().versions());
        contentPosition = commit.position();
        unknown = null;
    }

    /** The office has promised that this is not recorded. */
    synchronized void refuse(Change change) {
        refused.add(change);
        unknown = null;
    }

    /**
     * Nobody has said what became of it.
     *
     * @param denied whether the answer, without being a refusal, claimed that nothing was recorded
     */
    synchronized void leaveOpen(Change change, boolean denied) {
        unknown = change;
        deniedUnknown = denied;
    }

    /** A pack that the office has promised to have made. */
    synchronized void promisePack(String pack) {
        packs.add(pack);
    }

    synchronized List<Commit> commits() {
        return List.copyOf(commits);
    }

    synchronized List<Change> refused() {
        return List.copyOf(refused);
    }

    synchronized Optional<Change> unknown() {
        return Optional.ofNullable(unknown);
    }

    synchronized boolean deniedUnknown() {
        return deniedUnknown;
    }

    synchronized Set<String> packs() {
        return Set.copyOf(packs);
    }

    /** The version of each answer that readers must see. */
    synchronized Map<Integer, Integer> versions() {
        return Map.copyOf(versions);
    }
}
