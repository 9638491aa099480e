package org.trustledger.command.care;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.mail.NotSent;
import org.trustledger.command.mail.Postbox;
import org.trustledger.command.platform.Rounds;
import org.trustledger.events.TrustCenterId;

/**
 * Tells each owner once that an answer has become overdue: all that falls due in one round in one letter.
 *
 * <p>That somebody is being told is written with the letter in one transaction, and each letter is sent by whichever
 * office takes hold of it, which then notes that they are told. Only a crash between the sending and its being noted,
 * or a connection that breaks just there, repeats a letter, under the same Message-ID. A letter that the mail server
 * will not have is given up in the end, and keeps no other waiting. Without a mail server nobody is told, and what is
 * overdue then is told when there is one.
 */
@Component
class WhenAnswersAreOverdueTellTheirOwners implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WhenAnswersAreOverdueTellTheirOwners.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;
    // Tried for more than a day.
    private static final int MOST_REFUSALS = 30;
    private static final Duration KEPT = Duration.ofDays(60);
    private static final String OFFICE = "office";

    private final CareMails mails;
    private final CareLetters letters;
    private final CareDesk desk;
    private final Owners owners;
    private final StandingAnswers standing;
    private final Ledger ledger;
    private final Postbox postbox;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Set<TrustCenterId> unreadable = ConcurrentHashMap.newKeySet();
    private final Rounds rounds = new Rounds("tell-owners", this::react);

    WhenAnswersAreOverdueTellTheirOwners(
            CareMails mails,
            CareLetters letters,
            CareDesk desk,
            Owners owners,
            StandingAnswers standing,
            Ledger ledger,
            Postbox postbox,
            TransactionOperations transactions,
            Clock clock) {
        this.mails = mails;
        this.letters = letters;
        this.desk = desk;
        this.owners = owners;
        this.standing = standing;
        this.ledger = ledger;
        this.postbox = postbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    Duration react() {
        if (postbox.isThere()) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            // Where it is tomorrow already it may be due.
            var latest = LocalDate.ofInstant(now, ZoneOffset.MAX);
            mails.trustCenters(latest).forEach(trustCenter -> write(trustCenter, now));
            for (var id : mails.waiting(now)) {
                if (!goesOnAfter(id, now)) {
                    break;
                }
            }
            mails.forget(now.minus(KEPT));
        }
        return LOOK_EVERY;
    }

    /** One trust center that cannot be read keeps no other from being told. */
    private void write(TrustCenterId trustCenter, Instant now) {
        try {
            transactions.executeWithoutResult(_ -> writeAll(trustCenter, now));
            unreadable.remove(trustCenter);
        } catch (RuntimeException trouble) {
            if (unreadable.add(trustCenter)) {
                LOG.warn("What is overdue in {} is told to nobody, tried again each round", trustCenter, trouble);
            }
        }
    }

    private void writeAll(TrustCenterId trustCenter, Instant now) {
        // Nobody could be told who writes.
        if (standing.profile(trustCenter, now).isEmpty()) {
            return;
        }
        var due = mails.due(trustCenter, standing.today(trustCenter, now));
        var says =
                standing.of(trustCenter, due.stream().map(CareMails.Due::item).toList(), now);
        mails.write(
                trustCenter,
                due.stream().filter(each -> says.containsKey(each.item())).toList(),
                now);
    }

    /** Whether the next letter may fare better than this one. */
    private boolean goesOnAfter(String id, Instant now) {
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> send(id, now)));
        } catch (RuntimeException trouble) {
            transactions.executeWithoutResult(_ -> mails.take(id, now).ifPresent(mail -> {
                if (mail.attempts() == 0) {
                    LOG.warn("Letter {} of {} cannot be written", mail.id(), mail.trustCenter(), trouble);
                }
                later(mail, now, true, trouble.getClass().getSimpleName());
            }));
            return true;
        }
    }

    private boolean send(String id, Instant now) {
        var found = mails.take(id, now);
        if (found.isEmpty()) {
            return true;
        }
        var mail = found.get();
        var tells = stillOverdue(mail);
        var owner = owners.find(mail.trustCenter(), mail.owner());
        var profile = standing.profile(mail.trustCenter(), now);
        if (tells.isEmpty() || owner.isEmpty() || profile.isEmpty()) {
            mails.hold(mail);
            mail.answers().forEach(due -> mails.untell(mail, due));
            mails.drop(mail);
            return true;
        }
        try {
            postbox.send(letters.write(
                    mail.id(),
                    mail.trustCenter(),
                    profile.get(),
                    owner.get(),
                    tells.stream().map(Told::overdue).toList()));
        } catch (NotSent trouble) {
            later(mail, now, trouble.why() != NotSent.Why.SERVER_AWAY, trouble.getMessage());
            return trouble.why() == NotSent.Why.LETTER;
        }
        note(mail, tells, now);
        return true;
    }

    /** Under the same hold under which care is changed, so that nothing fails once the letter is on its way. */
    private void note(CareMails.Waiting mail, List<Told> tells, Instant now) {
        mails.hold(mail);
        mails.sent(mail, now);
        var told = tells.stream().collect(Collectors.toMap(each -> each.due().item(), Told::due));
        for (var due : mail.answers()) {
            var said = told.get(due.item());
            if (said == null) {
                mails.untell(mail, due);
                continue;
            }
            mails.untell(
                    mail,
                    new CareMails.Due(
                            due.item(),
                            due.owner(),
                            said.reviewBy() == null ? due.reviewBy() : null,
                            said.speaksUntil() == null ? due.speaksUntil() : null));
            ledger.keep(
                    mail.trustCenter(),
                    CareStep.KIND,
                    due.item(),
                    OFFICE,
                    OFFICE,
                    List.of(new CareStep.Told(due.owner(), said.reviewBy(), said.speaksUntil())));
        }
    }

    private void later(CareMails.Waiting mail, Instant now, boolean reached, @Nullable String trouble) {
        if (reached && mail.refusals() + 1 >= MOST_REFUSALS) {
            LOG.warn("Letter {} of {} is given up: {}", mail.id(), mail.trustCenter(), trouble);
            mails.giveUp(mail, now);
            return;
        }
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(mail.attempts(), DOUBLINGS));
        var next = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        LOG.warn("Letter {} of {} is not sent: {}, tried again at {}", mail.id(), mail.trustCenter(), trouble, next);
        mails.tryAgain(mail, next, reached);
    }

    /** @param due the days of it that are still why */
    private record Told(CareMails.Due due, CareDesk.Overdue overdue) {}

    /** What the letter is about and still so: by the time a letter leaves, somebody may have looked at an answer. */
    private List<Told> stillOverdue(CareMails.Waiting mail) {
        var overdue =
                desk
                        .overdue(
                                mail.trustCenter(),
                                mail.answers().stream().map(CareMails.Due::item).toList())
                        .stream()
                        .filter(each -> mail.owner().equals(each.kept().care().owner()))
                        .collect(Collectors.toMap(each -> each.answer().item(), each -> each));
        return mail.answers().stream()
                .flatMap(due -> Optional.ofNullable(overdue.get(due.item())).flatMap(each -> still(due, each)).stream())
                .toList();
    }

    private static Optional<Told> still(CareMails.Due due, CareDesk.Overdue overdue) {
        var care = overdue.kept().care();
        var because = EnumSet.noneOf(KeptCare.Because.class);
        if (due.reviewBy() != null && due.reviewBy().equals(care.reviewBy())) {
            because.add(KeptCare.Because.REVIEW);
        }
        if (due.speaksUntil() != null && due.speaksUntil().equals(care.speaksUntil())) {
            because.add(KeptCare.Because.TIME);
        }
        return because.isEmpty()
                ? Optional.empty()
                : Optional.of(new Told(
                        new CareMails.Due(
                                due.item(),
                                due.owner(),
                                because.contains(KeptCare.Because.REVIEW) ? due.reviewBy() : null,
                                because.contains(KeptCare.Because.TIME) ? due.speaksUntil() : null),
                        new CareDesk.Overdue(overdue.answer(), overdue.kept(), because)));
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
