package org.trustledger.command.notices;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.webhooks.CallDue;
import org.trustledger.command.webhooks.CallWriter;
import org.trustledger.command.webhooks.Endpoint;
import org.trustledger.command.webhooks.SignedCall;
import org.trustledger.command.webhooks.Webhook;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;

/**
 * Writes the calls that carry notices. Endpoints that are told of the same get the same data, which is set once and
 * kept. It is worked out anew at each attempt, so what was restricted meanwhile is told no more.
 */
@Component
class NoticeCalls implements CallWriter {
    private static final int SET_AT_ONCE = 64;
    // Around it stand the members of the event.
    private static final int MOST_BYTES = SignedCall.MOST_BYTES - 1_024;

    private final CalledDeliveries deliveries;
    private final WhatIsTold whatIsTold;
    private final SubscriptionDesk desk;
    private final Ledger ledger;
    private final Map<Saying, Optional<SetData>> set = new LinkedHashMap<>(SET_AT_ONCE, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Saying, Optional<SetData>> eldest) {
            return size() > SET_AT_ONCE;
        }
    };

    NoticeCalls(CalledDeliveries deliveries, WhatIsTold whatIsTold, SubscriptionDesk desk, Ledger ledger) {
        this.deliveries = deliveries;
        this.whatIsTold = whatIsTold;
        this.desk = desk;
        this.ledger = ledger;
    }

    /**
     * All that the data of a notice depends on.
     *
     * @param asOf position of the last fact about access, for what was restricted is told no more; of the last fact of
     *     all for a reminder, for what was withdrawn takes no effect
     */
    private record Saying(
            TrustCenterId trustCenter,
            long after,
            long through,
            Notice.@Nullable Effect effect,
            SortedSet<String> topics,
            long asOf) {}

    /** Data that is set. */
    private record SetData(JsonNode data, String sha256) {}

    @Override
    public Optional<Said> write(CallDue call) {
        return deliveries
                .with(call.id())
                .map(going -> new Saying(
                        going.trustCenter(),
                        going.after(),
                        going.through(),
                        going.effect(),
                        new TreeSet<>(going.topics()),
                        ledger.head(going.trustCenter())
                                .map(head -> going.effect() == null ? head.accessPosition() : head.position())
                                .orElse(0L)))
                .flatMap(this::set)
                .map(data -> new Said(NoticeData.TYPE, data.data(), data.sha256()));
    }

    private synchronized Optional<SetData> set(Saying saying) {
        return set.computeIfAbsent(saying, this::compose);
    }

    private Optional<SetData> compose(Saying saying) {
        var effect = saying.effect();
        var all = effect == null
                ? whatIsTold.between(saying.trustCenter(), saying.after(), saying.through())
                : whatIsTold.takingEffect(saying.trustCenter(), saying.through(), effect.after(), effect.until());
        return all.flatMap(told -> told.about(saying.topics())).map(about -> {
            var json = NoticeData.of(about, desk.site(), MOST_BYTES).write();
            var sha256 = HexFormat.of().formatHex(Sha256.fresh().digest(json));
            deliveries.keepData(sha256, new String(json, StandardCharsets.UTF_8));
            return new SetData(FactCodec.mapper().readTree(json), sha256);
        });
    }

    @Override
    public void handingOver(CallDue call, Said said, Endpoint endpoint, String salt) {
        deliveries.handedOver(call.id(), said.dataSha256(), NoticeMail.digest(salt, call.id(), endpoint.address()));
    }

    @Override
    public void taken(CallDue call, Said said, Instant at) {
        deliveries.accepted(call.id(), said.dataSha256(), at);
    }

    @Override
    public void answered(CallDue call) {
        deliveries.answered(call.id());
    }

    @Override
    public void notMade(CallDue call) {
        deliveries.notMade(call.id());
    }

    @Override
    public void givenUp(CallDue call, Instant at) {
        deliveries.givenUp(call.id(), at);
    }

    @Override
    public void undone(CallDue call, Instant at) {
        deliveries.notSent(List.of(call.id()), Deliveries.Why.UNDONE, at);
    }

    @Override
    public void ended(Collection<String> calls, Webhook.Because because, Instant at) {
        deliveries.notSent(
                calls,
                switch (because) {
                    // Who had ended one whose key is missing is not known.
                    case LEFT, KEY_MISSING -> Deliveries.Why.LEFT;
                    case GONE -> Deliveries.Why.GONE;
                    case STAFF -> Deliveries.Why.ENDED;
                },
                at);
    }

    @Override
    public void takenUpAgain(Collection<String> calls) {
        deliveries.takenUpAgain(calls);
    }
}
