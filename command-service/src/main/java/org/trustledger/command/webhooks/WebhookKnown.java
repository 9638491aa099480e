package org.trustledger.command.webhooks;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.FactCodec;

/**
 * What is known of an endpoint and sealed with its key.
 *
 * @param address the whole of it
 * @param salt with which the address is digested in the records of what it was told
 * @param secret that calls are signed with
 * @param formers those before, the newest first, which they are also signed with for a while
 */
public record WebhookKnown(
        String address,
        String salt,
        String secret,
        // One alone, or null, where it was sealed before there could be several.
        @JsonAlias("former") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<Former> formers) {
    /** How many secrets a call is signed with at most. */
    static final int MOST_SECRETS = 5;

    private static final String PART = "webhook";

    @SuppressWarnings("NullAway") // where it was sealed before there could be several
    public WebhookKnown {
        formers = formers == null ? List.of() : List.copyOf(formers);
    }

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

    /** The secrets a call is signed with then, the one that is to be used first. */
    @JsonIgnore
    List<WebhookSecret> secrets(Instant now) {
        return Stream.concat(Stream.of(secret), valid(now).map(Former::secret))
                .map(WebhookSecret::new)
                .toList();
    }

    private Stream<Former> valid(Instant now) {
        return formers.stream().filter(each -> each.until().isAfter(now));
    }

    /**
     * With another secret; the one there was also signs until then, and so does each before it as long as it was to.
     */
    WebhookKnown renewed(WebhookSecret fresh, Instant now, Instant until) {
        return new WebhookKnown(
                address,
                salt,
                fresh.text(),
                Stream.concat(Stream.of(new Former(secret, until)), valid(now)).toList());
    }

    /** Says nothing of it, so that no log has it. */
    @Override
    public String toString() {
        return "WebhookKnown[withheld]";
    }
}
