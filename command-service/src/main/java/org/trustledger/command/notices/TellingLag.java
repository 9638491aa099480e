package org.trustledger.command.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;

/** How far what is told lags behind what is recorded: not at all where nobody can be told. */
@Component
public class TellingLag {
    // Of a round that tells very many, or an office that was just started, nothing is to be made.
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final NoticeRecords records;
    private final NoticeSettings settings;
    private final SubscriptionDesk desk;
    private final Clock clock;

    TellingLag(NoticeRecords records, NoticeSettings settings, SubscriptionDesk desk, Clock clock) {
        this.records = records;
        this.settings = settings;
        this.desk = desk;
        this.clock = clock;
    }

    /** Of all trust centers: how long ago the first fact was to be told of that was not looked at; zero if none was. */
    Duration longest() {
        return untoldSince(null).map(this::late).orElse(Duration.ZERO);
    }

    /**
     * Since when facts wait to be told of that were to be told of minutes ago; empty if none do, and all goes its way.
     */
    public Optional<Instant> lateSince(TrustCenterId trustCenter) {
        return untoldSince(trustCenter).filter(since -> late(since).compareTo(TOLERATED) > 0);
    }

    private Optional<Instant> untoldSince(@Nullable TrustCenterId trustCenter) {
        return desk.isTelling() ? records.unseenSince(trustCenter) : Optional.empty();
    }

    private Duration late(Instant since) {
        var late = Duration.between(since.plus(settings.gather()), clock.instant());
        return late.isNegative() ? Duration.ZERO : late;
    }
}
