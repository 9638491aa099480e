package org.trustledger.query.differences;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.statements.AnswerFilter;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/**
 * Which differences are wanted.
 *
 * @param kinds of items; none for all
 * @param answers which; where it leaves any out, other items are left out too
 */
public record DifferenceFilter(Set<Kind> kinds, AnswerFilter answers) {
    /** The parameter that chooses kinds. */
    public static final String KIND = "kind";

    public DifferenceFilter {
        kinds = Set.copyOf(kinds);
    }

    /**
     * @param kinds as in addresses, or as an answer names them
     * @throws BadParameter if one of them is no kind of item
     */
    public static DifferenceFilter of(List<String> kinds, AnswerFilter answers) {
        return new DifferenceFilter(kinds.stream().map(DifferenceFilter::kind).collect(Collectors.toSet()), answers);
    }

    private static Kind kind(String name) {
        return Stream.of(Kind.values())
                .filter(kind ->
                        kind.collection().equals(name) || kind.kindName().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadParameter(
                        KIND,
                        name,
                        "is no kind of item. Give one of %s"
                                .formatted(Stream.of(Kind.values())
                                        .map(Kind::collection)
                                        .collect(Collectors.joining(", ")))));
    }

    boolean wants(Kind kind) {
        return (kinds.isEmpty() || kinds.contains(kind)) && (answers.isNone() || kind == Kind.ANSWER);
    }

    /** Whether it is wanted for what it read, or for what it reads. */
    boolean passes(@Nullable Stated<?> before, @Nullable Stated<?> after) {
        return answers.isNone()
                || Stream.of(before, after).anyMatch(stated -> stated != null && answers.passes(stated.content()));
    }

    /** Whether what is known to come or to end is wanted. */
    public boolean passes(Stated<?> stated) {
        return wants(stated.kind()) && passes(null, stated);
    }
}
