package org.trustledger.command.content;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody writes of the profile, a pillar, a category or a tag, as it was typed and not yet held against any
 * rule.
 *
 * @param item its id; of a new one it may be empty
 * @param added whether it is a new one
 * @param values by {@link OutlineKind.Field#paths their paths}; what is blank is left out
 * @param timing since when; {@link AnswerEdit.Timing#RETIRED} is none of these
 * @param from day from which it is to apply, ISO 8601 in the trust center's zone; empty unless it is a later one
 * @param reason why, for readers, by BCP 47 tag
 * @param base content position that the writer has seen of it
 */
public record OutlineEdit(
        OutlineKind kind,
        String item,
        boolean added,
        SortedMap<String, String> values,
        AnswerEdit.Timing timing,
        String from,
        SortedMap<String, String> reason,
        long base) {
    public OutlineEdit {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        reason = Collections.unmodifiableSortedMap(new TreeMap<>(reason));
    }

    ItemId id() {
        return new ItemId(kind.content(), item);
    }

    OutlineEdit of(String id) {
        return new OutlineEdit(kind, id, added, values, timing, from, reason, base);
    }

    OutlineEdit with(SortedMap<String, String> otherValues, long otherBase) {
        return new OutlineEdit(kind, item, added, otherValues, timing, from, reason, otherBase);
    }
}
