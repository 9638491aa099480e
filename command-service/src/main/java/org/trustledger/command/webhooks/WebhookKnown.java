package org.trustledger.command.webhooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.FactCodec;

/**
 * What is known of an endpoint and sealed with its key.
 *
 * @param address the whole of it
 * @param salt with which the address is digested in the records of what it was told
 * @param secret that calls are signed with
 * @param former the one before, which they are also signed with for a while; null if there is none
 */
public record WebhookKnown(
        String address,
        String salt,
        String secret,
        @Nullable Former former) {
    private static final String PART = "webhook";

    /** A secret that is being changed. */
    public record Former(String secret, Instant until) {
        @Override
        public String toString() {
            return "Former[withheld]";
        }
    }

    byte[] sealed(People.Keys keys, PersonId person) {
        return keys.seal(person, PART, FactCodec.mapper().writeValueAsBytes(this));
    }

    /** Of an endpoint; empty if it has ended. */
    static Optional<WebhookKnown> of(Webhook webhook, People.Keys keys) {
        return Optional.ofNullable(webhook.sealed())
                .flatMap(kept -> keys.open(webhook.id(), PART, kept))
                .map(bytes -> FactCodec.mapper().readValue(bytes, WebhookKnown.class));
    }

    /** The secrets a call is signed with then. */
    @JsonIgnore
    List<WebhookSecret> secrets(Instant now) {
        return Stream.concat(
                        Stream.of(secret),
                        Stream.ofNullable(former)
                                .filter(each -> each.until().isAfter(now))
                                .map(Former::secret))
                .map(WebhookSecret::new)
                .toList();
    }

    /** With another secret; the one there was also signs until then. */
    WebhookKnown renewed(WebhookSecret fresh, Instant until) {
        return new WebhookKnown(address, salt, fresh.text(), new Former(secret, until));
    }

    /** Says nothing of it, so that no log has it. */
    @Override
    public String toString() {
        return "WebhookKnown[withheld]";
    }
}
