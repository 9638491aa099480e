package org.trustledger.command.care;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.content.AnswerDesk;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.content.NoSuchAnswer;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.mail.MailAddress;
import org.trustledger.command.platform.Characters;
import org.trustledger.command.staff.Role;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.Fact;
import org.trustledger.events.TrustCenterId;

/** Where it is decided who looks after an answer and until when, and said that it is still true. */
@Component
public class CareDesk implements TakesCommands {
    /** Whoever decides who looks after what, and keeps the list of owners. */
    public static final Set<Role> MAY_WRITE = AnswerDesk.MAY_WRITE;

    /** Whoever may know. */
    public static final Set<Role> MAY_READ = ContentDesk.MAY_READ;

    /** Whoever may say that an answer is still true. */
    public static final Set<Role> MAY_CONFIRM =
            Collections.unmodifiableSet(EnumSet.of(Role.EDITOR, Role.ADMINISTRATOR, Role.APPROVER));

    /** How many owners a trust center has at most. */
    public static final int MOST_OWNERS = 500;

    private static final int MOST_NAME = 80;
    private static final Set<String> LANGUAGES = Set.of("en", "sv");
    private static final int ID_BYTES = 8;

    private final Owners owners;
    private final CareRecords records;
    private final CareMails mails;
    private final StandingAnswers standing;
    private final Ledger ledger;
    private final CommandGateway commands;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CareDesk(
            Owners owners,
            CareRecords records,
            CareMails mails,
            StandingAnswers standing,
            Ledger ledger,
            CommandGateway commands,
            TransactionOperations transactions,
            Clock clock) {
        this.owners = owners;
        this.records = records;
        this.mails = mails;
        this.standing = standing;
        this.ledger = ledger;
        this.commands = commands;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * An answer that has to be looked at.
     *
     * @param answer what it says today
     * @param because never empty
     */
    public record Overdue(StandingAnswer answer, KeptCare kept, Set<KeptCare.Because> because) {}

    /** The owners of a trust center, by name. */
    public List<Owner> owners(TrustCenterId trustCenter) {
        return owners.of(trustCenter);
    }

    /** What holds of one answer, whether or not anybody has said anything of it. */
    public KeptCare of(TrustCenterId trustCenter, String item) {
        requireKnown(trustCenter, List.of(item));
        return records.find(trustCenter, item);
    }

    /** All of which anything was said, by the id of the answer. */
    public Map<String, KeptCare> all(TrustCenterId trustCenter) {
        return records.of(trustCenter).stream().collect(Collectors.toMap(KeptCare::item, kept -> kept));
    }

    /** What an answer says today; empty if it says nothing. */
    public Optional<StandingAnswer> standing(TrustCenterId trustCenter, String item) {
        return Optional.ofNullable(
                standing.of(trustCenter, List.of(item), now()).get(item));
    }

    /** The day it is in the trust center. */
    public LocalDate today(TrustCenterId trustCenter) {
        return standing.today(trustCenter, now());
    }

    /** What has to be looked at today, the longest overdue first. What says nothing any more is not among it. */
    public List<Overdue> overdue(TrustCenterId trustCenter) {
        var now = now();
        var today = standing.today(trustCenter, now);
        return overdue(trustCenter, records.due(trustCenter, today), today, now);
    }

    /** Those of some answers that have to be looked at today. */
    List<Overdue> overdue(TrustCenterId trustCenter, Collection<String> items) {
        var now = now();
        var today = standing.today(trustCenter, now);
        return overdue(trustCenter, records.due(trustCenter, today, items), today, now);
    }

    private List<Overdue> overdue(TrustCenterId trustCenter, List<KeptCare> due, LocalDate today, Instant now) {
        var answers = standing.of(trustCenter, due.stream().map(KeptCare::item).toList(), now);
        return due.stream()
                .filter(kept -> answers.containsKey(kept.item()))
                .map(kept -> new Overdue(Objects.requireNonNull(answers.get(kept.item())), kept, kept.overdue(today)))
                .toList();
    }

    /**
     * Letters to owners that were tried in vain.
     *
     * @param letters how many wait to be tried again
     * @param oldest when the one was written that waits longest; null if none waits
     * @param givenUp how many are tried no more
     * @param since when the first of them was given up; null if none was
     */
    public record Stuck(
            int letters,
            @Nullable Instant oldest,
            int givenUp,
            @Nullable Instant since) {}

    /** What waits of the letters to owners. */
    public Stuck stuck(TrustCenterId trustCenter) {
        return mails.stuck(trustCenter);
    }

    /** How much of it there is. */
    public int countOverdue(TrustCenterId trustCenter) {
        var now = now();
        return records.countDue(trustCenter, standing.today(trustCenter, now), now);
    }

    /**
     * Looks after an answer otherwise.
     *
     * @param basedOn the version that was read
     * @throws NoSuchAnswer if there is none
     * @throws CareChangedMeanwhile if somebody else has changed it since
     * @throws OwnerUnknown if the owner is not on the list
     * @throws DayUnusable if a day cannot be meant
     */
    public void change(
            TrustCenterId trustCenter, String item, Care care, long basedOn, String actor, String correlationId) {
        commands.<ChangeCare.Changed>sendAndWait(
                new ChangeCare(trustCenter, List.of(new ChangeCare.Change(item, care, basedOn)), actor, correlationId));
    }

    /** An answer, and the version of its care that was read. */
    public record Read(String item, long version) {}

    /**
     * Looks after many answers otherwise: all of them, or none.
     *
     * @param change what becomes of the care of each
     * @return how many are looked after otherwise now
     * @throws CareChangedMeanwhile if somebody else has changed that of one of them since
     */
    public int changeMany(
            TrustCenterId trustCenter,
            List<Read> answers,
            UnaryOperator<Care> change,
            String actor,
            String correlationId) {
        var kept = all(trustCenter);
        return commands.<ChangeCare.Changed>sendAndWait(new ChangeCare(
                        trustCenter,
                        answers.stream()
                                .map(read -> new ChangeCare.Change(
                                        read.item(),
                                        change.apply(kept.getOrDefault(read.item(), KeptCare.none(read.item()))
                                                .care()),
                                        read.version()))
                                .toList(),
                        actor,
                        correlationId))
                .answers();
    }

    /**
     * How an answer that is confirmed is looked after from now on.
     *
     * @param reviewBy when it has to be looked at again; null for after as long again
     * @param speaksUntil the last day about which it speaks from now on; null for the one it has
     * @param basedOn the version of its care that was read; null if no day is given
     * @param decides whether whoever confirms is one who {@link #MAY_WRITE}
     */
    public record Next(
            @Nullable LocalDate reviewBy,
            @Nullable LocalDate speaksUntil,
            @Nullable Long basedOn,
            boolean decides) {
        private boolean isOf(Care care) {
            return (reviewBy == null || reviewBy.equals(care.reviewBy()))
                    && (speaksUntil == null || speaksUntil.equals(care.speaksUntil()));
        }
    }

    /**
     * Says that an answer is still true: to everybody where everybody may read it, else in the office alone. Harmless
     * if that was said of the same version on the same day.
     *
     * @param position of the fact that states the version which was looked at
     * @throws AnswerReadsOtherwise if it is another version that applies
     * @throws CareChangedMeanwhile if a day is given, and somebody else has changed the care since
     * @throws TimeNotYours if it is to speak of another time, and somebody else decides that
     */
    public Confirmation confirm(
            TrustCenterId trustCenter, String item, long position, Next next, String actor, String correlationId) {
        return commands.sendAndWait(new ConfirmAnswer(trustCenter, item, position, next, actor, correlationId));
    }

    @CommandHandler
    ChangeCare.Changed on(ChangeCare command) {
        var trustCenter = command.trustCenter();
        requireKnown(
                trustCenter,
                command.changes().stream().map(ChangeCare.Change::item).toList());
        var today = standing.today(trustCenter, now());
        var changed = 0;
        // In one order, so that two who change many at once never wait for each other.
        for (var change : command.changes().stream()
                .sorted((one, other) -> one.item().compareTo(other.item()))
                .toList()) {
            changed += change(trustCenter, change, today, command.actor(), command.correlationId()) ? 1 : 0;
        }
        return new ChangeCare.Changed(changed);
    }

    private boolean change(
            TrustCenterId trustCenter, ChangeCare.Change change, LocalDate today, String actor, String correlationId) {
        var kept = records.lock(trustCenter, change.item());
        if (kept.version() != change.basedOn()) {
            throw new CareChangedMeanwhile(change.item(), change.basedOn(), kept.version());
        }
        var before = kept.care();
        var care = change.care();
        if (care.equals(before)) {
            return false;
        }
        if (care.owner() != null && !owners.hold(trustCenter, care.owner())) {
            throw new OwnerUnknown(care.owner());
        }
        var sameReview = Objects.equals(care.reviewBy(), before.reviewBy());
        // What stays as it is may have passed long ago.
        if (care.reviewBy() != null && !sameReview) {
            DayUnusable.requireReview(care.reviewBy(), today, today);
        }
        if (care.speaksUntil() != null && !care.speaksUntil().equals(before.speaksUntil())) {
            DayUnusable.requireTime(care.speaksUntil(), LocalDate.MIN, today);
        }
        var setOn = care.reviewBy() == null ? null : sameReview ? kept.setOn() : today;
        records.keep(trustCenter, new KeptCare(change.item(), care, kept.version() + 1, setOn, kept.confirmed()));
        keep(trustCenter, change.item(), actor, correlationId, CareStep.Changed.to(care));
        return true;
    }

    @CommandHandler
    Confirmation on(ConfirmAnswer command) {
        var trustCenter = command.trustCenter();
        var item = command.item();
        requireKnown(trustCenter, List.of(item));
        var came = new ArrayList<Confirmation>();
        ledger.record(trustCenter, command.actor(), command.correlationId(), moment -> {
            var at = moment.recordedAt();
            var answer = standing.of(trustCenter, List.of(item), at).get(item);
            if (answer == null) {
                throw new NothingToConfirm(item);
            } else if (answer.position() != command.position()) {
                throw new AnswerReadsOtherwise(item, command.position(), answer.position());
            }
            var isPublic = answer.access() == Access.PUBLIC;
            var kept = records.lock(trustCenter, item);
            var already = already(command, kept, isPublic, at);
            if (already.isPresent()) {
                came.add(already.get());
                return List.<Fact>of();
            }
            var reviewBy = lookAfter(command, kept, at);
            came.add(new Confirmation(item, answer.position(), isPublic ? moment.position() + 1 : null, reviewBy));
            if (isPublic) {
                return List.<Fact>of(new AnswerConfirmed(item, answer.position()));
            }
            // That an internal answer exists, and that one on request is looked at, is nobody's outside.
            keep(
                    trustCenter,
                    item,
                    command.actor(),
                    command.correlationId(),
                    new CareStep.Confirmed(answer.position()));
            return List.<Fact>of();
        });
        return came.getFirst();
    }

    /** What came of it when the same was confirmed earlier today: once a day is enough for everybody. */
    private Optional<Confirmation> already(ConfirmAnswer command, KeptCare kept, boolean isPublic, Instant at) {
        var trustCenter = command.trustCenter();
        var confirmed = kept.confirmed();
        var reviewBy = kept.care().reviewBy();
        var today = standing.today(trustCenter, at);
        if (confirmed == null
                || reviewBy == null
                || confirmed.position() != command.position()
                || !standing.today(trustCenter, confirmed.at()).equals(today)
                || !kept.overdue(today).isEmpty()
                || !command.next().isOf(kept.care())) {
            return Optional.empty();
        }
        if (!isPublic) {
            return Optional.of(new Confirmation(command.item(), command.position(), null, reviewBy));
        }
        // None if not everybody could read it when it was confirmed.
        return standing.confirmation(trustCenter, command.item(), confirmed)
                .map(fact -> new Confirmation(command.item(), command.position(), fact.position(), reviewBy));
    }

    private LocalDate lookAfter(ConfirmAnswer command, KeptCare kept, Instant at) {
        var trustCenter = command.trustCenter();
        var today = standing.today(trustCenter, at);
        var next = command.next();
        requireOurs(command, kept, today);
        if (next.reviewBy() != null) {
            DayUnusable.requireReview(next.reviewBy(), today.plusDays(1), today);
        }
        if (next.speaksUntil() != null) {
            DayUnusable.requireTime(next.speaksUntil(), today, today);
        } else if (kept.isOver(today)) {
            throw new TimeIsOver(
                    command.item(), Objects.requireNonNull(kept.care().speaksUntil()));
        }
        var reviewBy = next.reviewBy() == null ? kept.nextReviewBy(today) : next.reviewBy();
        var care = new Care(
                kept.care().owner(),
                reviewBy,
                next.speaksUntil() == null ? kept.care().speaksUntil() : next.speaksUntil());
        records.keep(
                trustCenter,
                new KeptCare(
                        command.item(),
                        care,
                        kept.version() + 1,
                        today,
                        new KeptCare.Confirmed(at, command.position())));
        if (!care.equals(kept.care())) {
            keep(trustCenter, command.item(), command.actor(), command.correlationId(), CareStep.Changed.to(care));
        }
        return reviewBy;
    }

    /** A day that is given overwrites nobody's unseen, and the time about which an answer speaks is decided by few. */
    private static void requireOurs(ConfirmAnswer command, KeptCare kept, LocalDate today) {
        var next = command.next();
        if (next.reviewBy() == null && next.speaksUntil() == null) {
            return;
        }
        if (next.basedOn() == null) {
            throw CareBaseMissing.inBody(command.item());
        } else if (next.basedOn() != kept.version()) {
            throw new CareChangedMeanwhile(command.item(), next.basedOn(), kept.version());
        } else if (next.speaksUntil() != null
                && !next.speaksUntil().equals(kept.care().speaksUntil())
                && !next.decides()
                && !kept.isOver(today)) {
            throw new TimeNotYours(command.item());
        }
    }

    /**
     * Puts an owner on the list.
     *
     * @return its id
     * @throws OwnerUnusable if it cannot be kept so
     */
    public String addOwner(TrustCenterId trustCenter, String name, String mail, String language) {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var owner = usable(HexFormat.of().formatHex(bytes), name, mail, language);
        transactions.executeWithoutResult(_ -> {
            if (owners.of(trustCenter).size() >= MOST_OWNERS) {
                throw new TooManyOwners(MOST_OWNERS);
            }
            owners.add(trustCenter, owner);
        });
        return owner.id();
    }

    /** Calls an owner otherwise, or writes to it elsewhere. */
    public void changeOwner(TrustCenterId trustCenter, String id, String name, String mail, String language) {
        var owner = usable(id, name, mail, language);
        transactions.executeWithoutResult(_ -> {
            var before = owners.find(trustCenter, id).orElseThrow(() -> new NoSuchOwner(id));
            owners.change(trustCenter, owner);
            if (!before.mail().equals(owner.mail())) {
                mails.takeUpAgain(trustCenter, id, now());
            }
        });
    }

    /**
     * Takes an owner off the list.
     *
     * @throws OwnerStillNeeded if it looks after answers
     */
    public void removeOwner(TrustCenterId trustCenter, String id) {
        transactions.executeWithoutResult(_ -> {
            owners.lock(trustCenter, id);
            if (owners.find(trustCenter, id).isEmpty()) {
                throw new NoSuchOwner(id);
            }
            var answers =
                    records.of(trustCenter, id).stream().map(KeptCare::item).toList();
            if (!answers.isEmpty()) {
                throw new OwnerStillNeeded(id, answers);
            }
            owners.remove(trustCenter, id);
        });
    }

    private static Owner usable(String id, String name, String mail, String language) {
        if (name.isBlank()
                || name.strip().length() > MOST_NAME
                || name.contains("\n")
                || Characters.refused(name).isPresent()) {
            throw new OwnerUnusable(OwnerUnusable.Field.NAME);
        } else if (!LANGUAGES.contains(language)) {
            throw new OwnerUnusable(OwnerUnusable.Field.LANGUAGE);
        }
        var address = MailAddress.deliverable(mail).orElseThrow(() -> new OwnerUnusable(OwnerUnusable.Field.MAIL));
        return new Owner(id, name.strip(), address, language);
    }

    private void requireKnown(TrustCenterId trustCenter, Collection<String> items) {
        for (var item : items) {
            if (!TrustCenterId.isValid(item)) {
                throw new NoSuchAnswer(item);
            }
        }
        var known = standing.known(trustCenter, items);
        for (var item : items) {
            if (!known.contains(item)) {
                throw new NoSuchAnswer(item);
            }
        }
    }

    private void keep(TrustCenterId trustCenter, String item, String actor, String correlationId, CareStep... steps) {
        ledger.keep(trustCenter, CareStep.KIND, item, actor, correlationId, List.of(steps));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
