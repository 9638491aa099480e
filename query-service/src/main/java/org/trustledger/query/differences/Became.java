package org.trustledger.query.differences;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Content;
import org.trustledger.presentation.differences.Fields;
import org.trustledger.query.statements.Stated;

/** What became of an item between two points in time. */
public enum Became {
    ADDED,
    REVISED,
    /** What it reads now says that it corrects what was said before. */
    CORRECTED,
    /** Only its place is another. */
    MOVED,
    RETIRED;

    private static final Set<String> PLACES = Set.of("order", "category");

    /** Its name for programs. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return null if it reads the same, however often it was said again */
    public static @Nullable Became of(@Nullable Stated<?> before, @Nullable Stated<?> after) {
        if (before == null || after == null) {
            return before == null ? after == null ? null : ADDED : RETIRED;
        }
        if (before.position() == after.position() || before.content().equals(after.content())) {
            return null;
        }
        if (after.corrects() != null) {
            return CORRECTED;
        }
        return onlyMoved(before.content(), after.content()) ? MOVED : REVISED;
    }

    private static boolean onlyMoved(Content before, Content after) {
        var old = Fields.of(before);
        var fresh = Fields.of(after);
        old.keySet().removeIf(field -> PLACES.contains(field.name()));
        fresh.keySet().removeIf(field -> PLACES.contains(field.name()));
        return old.equals(fresh) && clauses(before).equals(clauses(after));
    }

    private static Object clauses(Content content) {
        return content instanceof AgreementRevision agreement ? agreement.clauses() : Set.of();
    }
}
