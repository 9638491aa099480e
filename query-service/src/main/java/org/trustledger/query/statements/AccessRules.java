package org.trustledger.query.statements;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.trustledger.events.Access;
import org.trustledger.events.TrustCenterId;

/** Reads who may read what, for the gate itself: it reads no content. */
@Component
class AccessRules {
    private final JdbcClient jdbc;

    AccessRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** That access to an item changed. */
    private record Change(long position, Access access, Set<String> tags) {}

    /** Every change ever made in one trust center, item by item in the order of recording. */
    static final class OfTrustCenter {
        static final OfTrustCenter NONE = new OfTrustCenter(Map.of());

        private final Map<ItemKey, List<Change>> changes;
        private final Set<String> closed;

        private OfTrustCenter(Map<ItemKey, List<Change>> changes) {
            this.changes = changes;
            closed = changes.entrySet().stream()
                    .filter(entry -> entry.getValue().getLast().access() == Access.INTERNAL)
                    .map(entry -> "%s/%s"
                            .formatted(
                                    entry.getKey().kind().kindName(),
                                    entry.getKey().id()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        Set<String> closed() {
            return closed;
        }

        List<Gate.Narrowed> narrowedSince(long position) {
            var narrowed = new ArrayList<Gate.Narrowed>();
            changes.forEach((item, all) -> {
                var then = Access.PUBLIC;
                var tags = new HashSet<String>();
                for (var change : all) {
                    if (change.position() <= position) {
                        then = change.access();
                    } else {
                        tags.addAll(change.tags());
                    }
                }
                if (all.getLast().access().compareTo(then) < 0) {
                    narrowed.add(new Gate.Narrowed(item.kind(), item.id(), Set.copyOf(tags)));
                }
            });
            return narrowed;
        }
    }

    OfTrustCenter of(TrustCenterId trustCenter) {
        var changes = new LinkedHashMap<ItemKey, List<Change>>();
        jdbc.sql("select kind, item, position, access, tags from access where trust_center = ? order by position")
                .param(trustCenter.value())
                .query(row -> {
                    var item = new ItemKey(Kind.named(row.getString("kind")), row.getString("item"));
                    changes.computeIfAbsent(item, _ -> new ArrayList<>(1))
                            .add(new Change(
                                    row.getLong("position"),
                                    Access.valueOf(row.getString("access")),
                                    tags(row.getArray("tags"))));
                });
        return new OfTrustCenter(changes);
    }

    private static Set<String> tags(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }
}
