package org.trustledger.command.notices;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.trustledger.command.webhooks.Calls;
import org.trustledger.events.TrustCenterId;

/** Endpoints that are told of a topic of it and were proved before the last of the changes. They are told at once. */
@Component
class WebhookAudience implements Audience {
    static final String NAME = "webhooks";

    private final Calls calls;
    private final CalledDeliveries deliveries;

    WebhookAudience(Calls calls, CalledDeliveries deliveries) {
        this.calls = calls;
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasAnybody(TrustCenterId trustCenter) {
        return calls.hasAnybody(trustCenter);
    }

    @Override
    public int address(Notice notice, Instant soon, Instant digest) {
        var addressed = calls.put(
                notice.trustCenter(),
                notice.id(),
                notice.through(),
                notice.topics(),
                notice.effect() != null,
                notice.madeAt());
        deliveries.add(notice, addressed, soon);
        return addressed.size();
    }
}
