package org.trustledger.query.feeds;

import java.util.List;
import java.util.Optional;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Kind;

/** What a reader can follow. Its text stands in addresses and in the ids of entries, so it stays as it is for ever. */
public sealed interface Topic {
    /** What can be given as a topic, in words for whoever gave something else. */
    String FORMS = "subprocessors, agreements, answers, answers:<id of a tag> or packs";

    /** The sub-processors, and the data centers with them. */
    record Subprocessors() implements Topic {
        @Override
        public String text() {
            return "subprocessors";
        }
    }

    /** The agreements. */
    record Agreements() implements Topic {
        @Override
        public String text() {
            return "agreements";
        }
    }

    /** All answers. */
    record Answers() implements Topic {
        @Override
        public String text() {
            return "answers";
        }
    }

    /** The answers that carry a tag, or carried it before they were changed. */
    record Tagged(String tag) implements Topic {
        private static final String PREFIX = "answers:";

        /** @throws IllegalArgumentException if no tag can be called so */
        public Tagged {
            if (!TrustCenterId.isValid(tag)) {
                throw new IllegalArgumentException("'%s' is no item id".formatted(tag));
            }
        }

        @Override
        public String text() {
            return PREFIX + tag;
        }
    }

    /** The packs that are issued. */
    record Packs() implements Topic {
        @Override
        public String text() {
            return "packs";
        }
    }

    /** The one form in which it is written. */
    String text();

    /** Empty if it is none. That a topic can be written does not mean that there is such a tag. */
    static Optional<Topic> read(String text) {
        return switch (text) {
            case "subprocessors" -> Optional.of(new Subprocessors());
            case "agreements" -> Optional.of(new Agreements());
            case "answers" -> Optional.of(new Answers());
            case "packs" -> Optional.of(new Packs());
            default ->
                text.startsWith(Tagged.PREFIX) && TrustCenterId.isValid(text.substring(Tagged.PREFIX.length()))
                        ? Optional.of(new Tagged(text.substring(Tagged.PREFIX.length())))
                        : Optional.empty();
        };
    }

    /** Those that every trust center has. */
    static List<Topic> ofEverybody() {
        return List.of(new Subprocessors(), new Agreements(), new Answers(), new Packs());
    }

    /** The topic that what is stated of a kind belongs to; empty for what nobody follows by itself. */
    static Optional<Topic> of(Kind kind) {
        return switch (kind) {
            case SUBPROCESSOR, DATA_CENTER -> Optional.of(new Subprocessors());
            case AGREEMENT -> Optional.of(new Agreements());
            case ANSWER -> Optional.of(new Answers());
            case PROFILE, PILLAR, CATEGORY, TAG -> Optional.empty();
        };
    }

    /** The kinds that belong to it, in the order in which readers look for changes. */
    default List<Kind> kinds() {
        var whole = numbered();
        return Kind.byInterest().stream()
                .filter(kind -> of(kind).filter(whole::equals).isPresent())
                .toList();
    }

    /** The topic by which its commits are numbered: what has a tag is known only as long as it may be read. */
    default Topic numbered() {
        return this instanceof Tagged ? new Answers() : this;
    }
}
