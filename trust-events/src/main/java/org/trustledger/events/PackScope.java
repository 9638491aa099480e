package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * How much of a trust center a pack holds. Its text is part of the pack's identity, so it stays as it is for ever; a
 * new scope is a new text.
 */
public sealed interface PackScope {
    /** What can be given as a scope, in words for whoever gave something else. */
    String FORMS = "all, tag:<id>, agreement:<id>, subprocessors or differences:<instant>";

    /** Nothing is compared with what lies before. */
    Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    /** Nothing is compared with this instant, or what lies after. */
    Instant END = Instant.parse("2200-01-01T00:00:00Z");

    /** All that is stated. */
    record Everything() implements PackScope {
        @Override
        public String text() {
            return "all";
        }
    }

    /** The answers that carry a tag. */
    record Tagged(String tag) implements PackScope {
        public Tagged {
            requireId(tag);
        }

        @Override
        public String text() {
            return "tag:" + tag;
        }
    }

    /** One agreement. */
    record OneAgreement(String agreement) implements PackScope {
        public OneAgreement {
            requireId(agreement);
        }

        @Override
        public String text() {
            return "agreement:" + agreement;
        }
    }

    /** The sub-processors, and the data centers with them. */
    record Subprocessors() implements PackScope {
        @Override
        public String text() {
            return "subprocessors";
        }
    }

    /** What changed between an instant and the one whose content the pack shows, both as known when that is. */
    record Differences(Instant since) implements PackScope {
        @Override
        public String text() {
            return "differences:" + since;
        }
    }

    /** The one form in which it is written: in facts, identities, requests and addresses. */
    @JsonValue
    String text();

    /** @throws IllegalArgumentException if it is no scope, saying which there are */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PackScope read(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            return switch (text) {
                case "all" -> new Everything();
                case "subprocessors" -> new Subprocessors();
                default -> throw noScope(text);
            };
        }
        var id = text.substring(colon + 1);
        if (text.startsWith("differences:")) {
            return differences(id, text);
        }
        if (!TrustCenterId.isValid(id)) {
            throw noScope(text);
        }
        return switch (text.substring(0, colon)) {
            case "tag" -> new Tagged(id);
            case "agreement" -> new OneAgreement(id);
            default -> throw noScope(text);
        };
    }

    /** To the microsecond, and in one form only: each text is another identity. */
    private static Differences differences(String since, String text) {
        try {
            var differences = new Differences(Instant.parse(since).truncatedTo(ChronoUnit.MICROS));
            var isSensible =
                    !differences.since().isBefore(FIRST) && differences.since().isBefore(END);
            if (isSensible && differences.text().equals(text)) {
                return differences;
            }
        } catch (DateTimeParseException _) {
            throw noScope(text);
        }
        throw noScope(text);
    }

    private static IllegalArgumentException noScope(String text) {
        return new IllegalArgumentException("'%s' is no scope of a pack: give %s".formatted(text, FORMS));
    }

    private static void requireId(String id) {
        if (!TrustCenterId.isValid(id)) {
            throw new IllegalArgumentException("'%s' is no item id".formatted(id));
        }
    }
}
