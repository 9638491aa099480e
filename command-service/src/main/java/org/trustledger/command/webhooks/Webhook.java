package org.trustledger.command.webhooks;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * An endpoint that somebody registered.
 *
 * @param sealed what is {@link WebhookKnown} of it; null once it has ended
 * @param version raised at every change of the wish
 * @param trial the last call that somebody waited for; null if there was none
 * @param provedAt when it answered with a challenge; null if it has not, and then it is told nothing
 * @param pause null while it is called
 * @param dueAt when the first of the calls that wait is made; null if none waits
 * @param heldUntil until when an office has taken hold of it; null if none has
 * @param end null while it has not ended
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Webhook(
        PersonId id,
        TrustCenterId trustCenter,
        byte @Nullable [] sealed,
        WebhookWish wish,
        long version,
        Instant registeredAt,
        @Nullable Trial trial,
        @Nullable Instant provedAt,
        @Nullable Pause pause,
        Failing failing,
        @Nullable Instant dueAt,
        @Nullable Instant heldUntil,
        @Nullable End end) {

    /** How it stands. */
    public enum State {
        /** It has yet to answer with a challenge. */
        UNPROVED,
        /** It is told. */
        ACTIVE,
        /** What it would be told waits. */
        PAUSED,
        /** It is told no more. */
        ENDED
    }

    /** How it stands. */
    public State state() {
        if (end != null) {
            return State.ENDED;
        } else if (provedAt == null) {
            return State.UNPROVED;
        }
        return pause == null ? State.ACTIVE : State.PAUSED;
    }

    /** Since when it is not called, and whether because it failed or because somebody said so. */
    public record Pause(Instant since, boolean failing) {}

    /** Since when it is told no more, and why. */
    public record End(Instant since, Because because) {}

    /** Why an endpoint is told no more. */
    public enum Because {
        /** Somebody with its link said so. */
        LEFT("left"),
        /** It said so itself. */
        GONE("gone"),
        /** Somebody of the provider's staff said so. */
        STAFF("staff"),
        /** It had ended before: the office was restored from a backup, and has no key of it. */
        KEY_MISSING("key-missing");

        private final String key;

        Because(String key) {
            this.key = key;
        }

        /** As in rows. */
        String key() {
            return key;
        }

        static Because named(@Nullable String key) {
            for (var because : values()) {
                if (because.key.equals(key)) {
                    return because;
                }
            }
            throw new IllegalArgumentException("No endpoint ends because of '%s'".formatted(key));
        }
    }

    /** What a call was made for at once. */
    public enum Purpose {
        CHALLENGE("challenge"),
        TEST("test");

        private final String key;

        Purpose(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /** A call that somebody waited for, or still waits for. */
    public record Trial(
            Purpose purpose, Instant at, @Nullable NotedOutcome outcome) {
        /** What came of it, in words; empty if that is not known yet. */
        public Optional<String> say(WebhookTexts texts, Endpoint endpoint) {
            return Optional.ofNullable(outcome).map(noted -> noted.say(texts, endpoint));
        }
    }
}
