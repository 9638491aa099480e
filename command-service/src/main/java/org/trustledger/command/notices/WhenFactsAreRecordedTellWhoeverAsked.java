package org.trustledger.command.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Recorded;
import org.trustledger.command.ledger.Standing;
import org.trustledger.command.letters.Letters;
import org.trustledger.command.platform.Rounds;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;

/**
 * Tells whoever asked of what was recorded, and again some days before an announced change takes effect.
 *
 * <p>How far a ledger has been looked at, what is told of it and to whom is written in one transaction, so each fact is
 * told once, whichever office looks and however often one dies. Who is written to once a day waits for the hour of that
 * day, or for what cannot wait; all that is to be told to somebody then goes with one letter.
 */
@Component
class WhenFactsAreRecordedTellWhoeverAsked implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WhenFactsAreRecordedTellWhoeverAsked.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    // So many letters at once change what the database believes of them.
    private static final int MANY = 1_000;
    private static final int MOST_LOOKS = 3;

    private final NoticeRecords notices;
    private final Deliveries deliveries;
    private final List<Audience> audiences;
    private final WhatIsTold whatIsTold;
    private final NoticeLetters noticeLetters;
    private final Letters letters;
    private final SubscriptionDesk desk;
    private final Ledger ledger;
    private final Standing standing;
    private final NoticeSettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Set<TrustCenterId> unreadable = ConcurrentHashMap.newKeySet();
    private final Rounds rounds = new Rounds("tell-subscribers", this::react);

    WhenFactsAreRecordedTellWhoeverAsked(
            NoticeRecords notices,
            Deliveries deliveries,
            ObjectProvider<Audience> audiences,
            WhatIsTold whatIsTold,
            NoticeLetters noticeLetters,
            Letters letters,
            SubscriptionDesk desk,
            Ledger ledger,
            Standing standing,
            NoticeSettings settings,
            TransactionOperations transactions,
            Clock clock) {
        this.notices = notices;
        this.deliveries = deliveries;
        this.audiences = audiences.stream().toList();
        this.whatIsTold = whatIsTold;
        this.noticeLetters = noticeLetters;
        this.letters = letters;
        this.desk = desk;
        this.ledger = ledger;
        this.standing = standing;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void on(Recorded recorded) {
        if (recorded.facts() > 0) {
            rounds.wake();
        }
    }

    Duration react() {
        if (!desk.isTelling()) {
            return LOOK_EVERY;
        }
        var now = now();
        var next = now.plus(LOOK_EVERY);
        for (var ahead : notices.ahead(now.plus(settings.gather()))) {
            // What nobody is told of is only looked past.
            var due = ahead.first() == null ? now : ahead.first().plus(settings.gather());
            // What takes effect, or was to, before others are waited for is told before that.
            if (due.isAfter(now) && (ahead.turn() == null || ahead.turn().isAfter(due))) {
                next = earlier(next, due);
            } else {
                safely(ahead.trustCenter(), () -> tell(ahead, now));
            }
        }
        // Where it is tomorrow already it may be the hour.
        notices.toRemind(now.plus(settings.remindBefore()).plus(Duration.ofDays(1)))
                .forEach(trustCenter -> safely(trustCenter, () -> remind(trustCenter, now)));
        var looks = 0;
        for (var put = putLetters(now, Deliveries.Block.NONE); put.letters() > 0; put = putLetters(now, put)) {
            // More than once, for it may not be let.
            if (put.letters() >= MANY && looks < MOST_LOOKS) {
                looks = deliveries.lookThrough() ? MOST_LOOKS : looks + 1;
            }
        }
        var wait = Duration.between(now, earlier(next, deliveries.next()));
        return wait.isPositive() ? wait.plusMillis(1) : Duration.ofSeconds(1);
    }

    private Deliveries.Block putLetters(Instant now, Deliveries.Block before) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var put = deliveries.putLetters(now, before);
            if (put.letters() > 0) {
                letters.wakeWhenDurable();
            }
            return put;
        }));
    }

    /** One trust center that cannot be read keeps no other from being told. */
    private void safely(TrustCenterId trustCenter, Runnable work) {
        try {
            transactions.executeWithoutResult(_ -> work.run());
            unreadable.remove(trustCenter);
        } catch (RuntimeException trouble) {
            if (unreadable.add(trustCenter)) {
                LOG.warn("What was recorded of {} is told to nobody, tried again each round", trustCenter, trouble);
            }
        }
    }

    private void tell(NoticeRecords.Ahead ahead, Instant now) {
        var trustCenter = ahead.trustCenter();
        var reach = notices.hold(trustCenter, now.plus(settings.remindBefore()));
        var head = ledger.head(trustCenter).map(Head::position).orElse(0L);
        // What came since may be told, and is waited with.
        var through = ahead.first() == null ? Math.min(head, ahead.through()) : head;
        if (through <= reach.position()) {
            return;
        }
        if (hasAnybody(trustCenter)) {
            whatIsTold
                    .between(trustCenter, reach.position(), through)
                    .ifPresent(told -> address(told, reach.position(), through, null, now));
        }
        notices.reached(trustCenter, through);
    }

    private boolean hasAnybody(TrustCenterId trustCenter) {
        return audiences.stream().anyMatch(audience -> audience.hasAnybody(trustCenter));
    }

    private void remind(TrustCenterId trustCenter, Instant now) {
        var reach = notices.hold(trustCenter, now.plus(settings.remindBefore()));
        var zone = standing.zone(trustCenter, now);
        var until = hour(LocalDate.ofInstant(now, zone), zone).isAfter(now)
                ? reach.remindedUntil()
                // By the calendar: where a day has another length than 24 hours, it is no other day.
                : LocalDateTime.ofInstant(now, zone)
                        .plus(settings.remindBefore())
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant();
        if (!until.isAfter(reach.remindedUntil())) {
            return;
        }
        var after = reach.remindedUntil().isAfter(now) ? reach.remindedUntil() : now;
        if (hasAnybody(trustCenter)) {
            // What is recorded since is told first: nobody is reminded of what they have not been told of.
            var through = reach.position();
            whatIsTold
                    .takingEffect(trustCenter, through, after, until)
                    .ifPresent(told -> address(told, through, through, new Notice.Effect(after, until), now));
        }
        notices.reminded(trustCenter, until);
    }

    private void address(Told told, long after, long through, Notice.@Nullable Effect effect, Instant now) {
        var profile = told.profile();
        var notice = notices.add(
                told.trustCenter(),
                after,
                through,
                effect,
                noticeLetters.subject(told, profile.languages().getFirst(), desk.site()),
                List.copyOf(told.topics()),
                now);
        var zone = profile.timeZone();
        var today = hour(LocalDate.ofInstant(now, zone), zone);
        var next = today.isBefore(now) ? hour(LocalDate.ofInstant(now, zone).plusDays(1), zone) : today;
        // Nobody is told of what lies ahead when it is past.
        var digest = effect != null || isDueBy(told, next) ? now : next;
        notices.addressed(
                notice,
                audiences.stream()
                        .mapToInt(audience -> audience.address(notice, now, digest))
                        .sum());
        deliveries.goAlong(notice, now);
    }

    private static boolean isDueBy(Told told, Instant instant) {
        return told.changes().stream()
                .filter(ToldItem.class::isInstance)
                .map(change -> ((ToldItem) change).when())
                // That something does not come on its day after all is told before that day, too.
                .flatMap(when -> Stream.of(Optional.of(when.from()), Optional.ofNullable(when.formerly())))
                .flatMap(Optional::stream)
                .anyMatch(day -> day.isAfter(told.at()) && !day.isAfter(instant));
    }

    private Instant hour(LocalDate day, ZoneId zone) {
        return day.atTime(settings.digestAt()).atZone(zone).toInstant();
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return Optional.ofNullable(other).filter(one::isAfter).orElse(one);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
