package org.trustledger.query.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trustledger.events.TrustCenterId;

/**
 * Rows as they should be against rows as they are: of each group first only a sum over digests of its rows, and of the
 * groups whose sums differ then the rows themselves.
 */
final class Comparison {
    private final Map<Group, long[]> difference = new HashMap<>();

    /** Rows that belong together, such as those of an item. */
    record Group(TrustCenterId trustCenter, String name) {}

    /** What does not agree, in words that say where. */
    record Disagreement(TrustCenterId trustCenter, String what) {}

    Audit.Rows expected() {
        return (trustCenter, group, where, text) -> add(new Group(trustCenter, group), where, text, 1);
    }

    Audit.Rows stored() {
        return (trustCenter, group, where, text) -> add(new Group(trustCenter, group), where, text, -1);
    }

    // A sum, because rows come in another order from the facts than from the table; and 128 bits, because it is one.
    private void add(Group group, String where, String text, int sign) {
        var digest = ByteBuffer.wrap(sha256().digest((where + "\n" + text).getBytes(StandardCharsets.UTF_8)));
        var sum = difference.computeIfAbsent(group, key -> new long[2]);
        sum[0] += sign * digest.getLong();
        sum[1] += sign * digest.getLong();
    }

    /** The groups that are not equal. */
    Set<Group> differing() {
        var differing = new HashSet<Group>();
        difference.forEach((group, sum) -> {
            if (sum[0] != 0 || sum[1] != 0) {
                differing.add(group);
            }
        });
        return differing;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The same for a few groups, row by row. */
    static final class Detailed {
        private final Map<Group, Map<String, List<String>>> expected = new HashMap<>();
        private final Map<Group, Map<String, List<String>>> stored = new HashMap<>();

        Audit.Rows expected() {
            return into(expected);
        }

        Audit.Rows stored() {
            return into(stored);
        }

        private static Audit.Rows into(Map<Group, Map<String, List<String>>> rows) {
            return (trustCenter, group, where, text) -> rows.computeIfAbsent(
                            new Group(trustCenter, group), key -> new TreeMap<>())
                    .computeIfAbsent(where, key -> new ArrayList<>())
                    .add(text);
        }

        List<Disagreement> disagreements(Set<Group> groups) {
            var found = new ArrayList<Disagreement>();
            for (var group : groups) {
                var should = expected.getOrDefault(group, Map.of());
                var is = stored.getOrDefault(group, Map.of());
                should.forEach((where, texts) -> {
                    var there = is.getOrDefault(where, List.of());
                    if (there.isEmpty()) {
                        found.add(said(group, where, "the row is missing"));
                    } else if (there.size() > texts.size()) {
                        found.add(said(group, where, "the row is there %d times".formatted(there.size())));
                    } else if (!there.equals(texts)) {
                        found.add(said(group, where, "the row reads otherwise than the fact"));
                    }
                });
                is.forEach((where, texts) -> {
                    if (!should.containsKey(where)) {
                        found.add(said(group, where, "no fact says so"));
                    }
                });
            }
            return found;
        }

        private static Disagreement said(Group group, String where, String what) {
            return new Disagreement(group.trustCenter(), "%s, %s: %s".formatted(group.name(), where, what));
        }
    }
}
