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
    String inWords();

    /** @param text without the blanks at its end, which block scalars of YAML bring along */
    record Scalar(Type type, String text, int line, int column) implements Node {
        enum Type {
            TEXT,
            NUMBER,
            TRUTH,
            NOTHING
        }

        @Override
        public String inWords() {
            return switch (type) {
                case TEXT -> "text";
                case NUMBER -> "a number";
                case TRUTH -> "true or false";
                case NOTHING -> "nothing";
            };
        }
    }

    record Sequence(List<Node> nodes, int line, int column) implements Node {
        @Override
        public String inWords() {
            return "a list";
        }
    }

    record Mapping(SequencedMap<String, Entry> entries, int line, int column) implements Node {
        @Override
        public String inWords() {
            return "a map of keys and values";
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
