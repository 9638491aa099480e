package org.trustledger.command.content;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A part of a document that knows where it stands, so that a problem can be shown at its line. */
sealed interface Node {
    /** Counted from 1. */
    int line();

    /** Counted from 1. */
    int column();

    /** In words, for "must be one line of text, not a list". */
    Fault inWords();

    /** @param text without the blanks at its end, which block scalars of YAML bring along */
    record Scalar(Type type, String text, int line, int column) implements Node {
        enum Type {
            TEXT,
            NUMBER,
            TRUTH,
            NOTHING
        }

        @Override
        public Fault inWords() {
            return switch (type) {
                case TEXT -> Fault.NODE_TEXT;
                case NUMBER -> Fault.NODE_NUMBER;
                case TRUTH -> Fault.NODE_TRUTH;
                case NOTHING -> Fault.NODE_NOTHING;
            };
        }
    }

    record Sequence(List<Node> nodes, int line, int column) implements Node {
        @Override
        public Fault inWords() {
            return Fault.NODE_LIST;
        }
    }

    record Mapping(SequencedMap<String, Entry> entries, int line, int column) implements Node {
        @Override
        public Fault inWords() {
            return Fault.NODE_MAP;
        }

        @Nullable Node get(String key) {
            var entry = entries.get(key);
            return entry == null ? null : entry.value();
        }
    }

    /** A key with its own place: that of the value can be lines below. */
    record Entry(int line, int column, Node value) {}

    /** The text of this node if it is a text, else null. */
    default @Nullable String asText() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT ? scalar.text() : null;
    }

    default boolean isNothing() {
        return this instanceof Scalar scalar && scalar.type() == Scalar.Type.NOTHING;
    }
}
