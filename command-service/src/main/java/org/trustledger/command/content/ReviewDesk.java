package org.trustledger.command.content;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.platform.Characters;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.review.ApprovalMissing;
import org.trustledger.command.review.FourEyes;
import org.trustledger.command.staff.Role;
import org.trustledger.events.TrustCenterId;

/** Takes change sets from their authors to those who decide on them, and back. */
@Component
public class ReviewDesk implements TakesCommands {
    /** Whoever may decide on what others have written. */
    public static final Set<Role> MAY_DECIDE = Collections.unmodifiableSet(EnumSet.of(Role.APPROVER));

    /** Of the words to an author, in characters. */
    public static final int MOST_WORDS = 2_000;

    private static final int MOST_DECIDED = 20;

    private final SentDocuments documents;
    private final AnswerDrafts drafts;
    private final ContentLoading loading;
    private final FourEyes fourEyes;
    private final Ledger ledger;
    private final CommandGateway commands;
    private final Clock clock;

    ReviewDesk(
            SentDocuments documents,
            AnswerDrafts drafts,
            ContentLoading loading,
            FourEyes fourEyes,
            Ledger ledger,
            CommandGateway commands,
            Clock clock) {
        this.documents = documents;
        this.drafts = drafts;
        this.loading = loading;
        this.fourEyes = fourEyes;
        this.ledger = ledger;
        this.commands = commands;
        this.clock = clock;
    }

    /** Whether a change of today needs approval. */
    public boolean isNeeded(TrustCenterId trustCenter) {
        return fourEyes.isNeeded(
                trustCenter, ledger.head(trustCenter).map(Head::contentPosition).orElse(0L));
    }

    /** All that waits: what was overtaken, what is in review, then what is under embargo; the oldest first. */
    public List<SentDocument> waiting(TrustCenterId trustCenter) {
        return documents.waiting(trustCenter);
    }

    /** How much of it waits for people. */
    public int countWaiting(TrustCenterId trustCenter) {
        return documents.countForPeople(trustCenter);
    }

    /** What was decided on within a day, the newest first. */
    public List<SentDocument> decided(TrustCenterId trustCenter) {
        return documents.decided(trustCenter, MOST_DECIDED);
    }

    /**
     * Asks others to decide.
     *
     * @param planned which plan the author has looked at
     */
    public void submit(SentDocument sent, Instant planned, String correlationId) {
        commands.sendAndWait(new SubmitSent(sent.trustCenter(), sent.id(), sent.actor(), planned, correlationId));
    }

    /** Takes a change set back, for its author: out of review, or from under its embargo. */
    public void withdraw(SentDocument sent, String correlationId) {
        commands.sendAndWait(new WithdrawSent(sent.trustCenter(), sent.id(), sent.actor(), correlationId));
    }

    /**
     * Declines a change set, or calls off one that is under embargo or was overtaken.
     *
     * @param reviewer opaque id
     * @param lookedAt since when the change set is in review that the reviewer has looked at
     * @throws WordsMissing if there are none, or too many
     * @throws org.trustledger.command.review.OwnWork if the author would decline
     */
    public void decline(SentDocument sent, String reviewer, Instant lookedAt, String words, String correlationId) {
        commands.sendAndWait(new DeclineSent(sent.trustCenter(), sent.id(), reviewer, lookedAt, words, correlationId));
    }

    /** What is in review, or was decided on, as a program asks for it. */
    SentDocument find(TrustCenterId trustCenter, String id) {
        return Optional.of(id)
                .filter(known -> known.matches("[0-9a-f]{32}"))
                .flatMap(known -> documents.findReviewed(trustCenter, known))
                .orElseThrow(() -> new NoSuchDocument(id, SentDocuments.KEPT));
    }

    @CommandHandler
    Submitted on(SubmitContent command) {
        var change = command.change();
        var embargo = command.embargo();
        if (embargo != null && !isAhead(embargo)) {
            // A pipeline that runs again after its day finds that all is said.
            var now = now();
            var plan = loading.plan(change, now);
            if (plan.facts() > 0) {
                throw new EmbargoUnusable(embargo, now);
            }
            return new Submitted(loading.unchanged(plan, now), null);
        }
        if (command.embargo() == null && !isNeeded(change.trustCenter())) {
            try {
                return new Submitted(loading.apply(change), null);
            } catch (ApprovalMissing decidedMeanwhile) {
                return submitted(command);
            }
        }
        return submitted(command);
    }

    private Submitted submitted(SubmitContent command) {
        var change = command.change();
        var now = now();
        var embargo = command.embargo();
        var plan = loading.plan(change, embargo == null ? now : embargo);
        if (plan.facts() == 0) {
            return new Submitted(loading.unchanged(plan, now), null);
        } else if (change.basedOn().isEmpty() && plan.contentPosition() > 0) {
            throw new BaseMissing(plan.contentPosition(), plan.changes().size());
        }
        var removals = change.removals().named();
        var digest = HexFormat.of().formatHex(Sha256.fresh().digest(command.bytes()));
        documents.lockAuthor(change.trustCenter(), change.actor());
        for (var other : documents.waiting(change.trustCenter())) {
            if (other.isOf(change.actor())
                    && other.digest().equals(digest)
                    && other.removals().equals(removals)
                    && Objects.equals(other.embargo(), embargo)) {
                // A pipeline that runs again asks for nothing else than the last time.
                var isSame = other.plan() != null && other.plan().base() == plan.contentPosition();
                if (other.isInReview() && isSame
                        || other.isEmbargoed()
                                && (isSame || documents.lines(other).equals(plan.changes()))) {
                    return new Submitted(null, ChangeSet.of(other, change.actor()));
                }
                documents
                        .lock(change.trustCenter(), other.id())
                        .filter(SentDocument::isWaiting)
                        .ifPresent(mine -> {
                            takeBack(mine, change.correlationId());
                            documents.discard(mine);
                        });
            }
        }
        var sent = new SentDocument(
                UUID.randomUUID().toString().replace("-", ""),
                change.trustCenter(),
                change.actor(),
                now,
                command.format(),
                false,
                digest,
                command.bytes().length,
                plan.contentPosition(),
                removals,
                embargo,
                Planned.of(plan, change.document(), removals, now, embargo),
                null,
                null,
                null,
                null,
                null);
        documents.keep(sent, command.bytes(), plan);
        var waits = embargo == null || isNeeded(change.trustCenter())
                ? ask(sent, change.correlationId())
                : embargo(sent, null, change.correlationId());
        return new Submitted(null, ChangeSet.of(waits, change.actor()));
    }

    /**
     * Takes an embargo as it was asked for.
     *
     * @throws EmbargoUnusable if it has ended already, or ends too late
     */
    void requireAhead(@Nullable Instant embargo) {
        if (embargo != null && !isAhead(embargo)) {
            throw new EmbargoUnusable(embargo, now());
        }
    }

    /** Whether an embargo can still be kept. */
    boolean isAhead(Instant embargo) {
        var now = now();
        return embargo.isAfter(now)
                && !embargo.isAfter(now.atOffset(ZoneOffset.UTC)
                        .plus(EmbargoUnusable.LONGEST)
                        .toInstant());
    }

    @CommandHandler
    void on(SubmitSent command) {
        var sent = own(command.trustCenter(), command.document(), command.actor());
        if (sent.isWaiting() || sent.applied() != null) {
            return;
        }
        var plan = sent.plan();
        if (plan == null
                || plan.facts() == 0
                || !plan.at().equals(command.planned())
                || !plan.removals().equals(sent.removals())
                || !Objects.equals(plan.embargo(), sent.embargo())) {
            throw new PlannedOtherwise(sent);
        }
        documents.lockAuthor(command.trustCenter(), command.actor());
        ask(sent, command.correlationId());
    }

    private SentDocument ask(SentDocument sent, String correlationId) {
        requireRoom(sent);
        var plan = Objects.requireNonNull(sent.plan());
        var now = now();
        documents.review(sent, new Review(ReviewState.IN_REVIEW, now, null, null), now);
        if (sent.edit() != null) {
            drafts.discard(sent.trustCenter(), sent.actor(), sent.edit());
        }
        keep(sent, sent.actor(), correlationId, new ReviewStep.Submitted(sent.digest(), plan.base(), plan.facts()));
        return documents.findReviewed(sent.trustCenter(), sent.id()).orElseThrow();
    }

    /**
     * Keeps a change set until its embargo ends.
     *
     * @param approver opaque id; null if nobody has to approve it
     * @throws ApprovalMissing if somebody has to approve it
     */
    SentDocument embargo(SentDocument sent, @Nullable String approver, String correlationId) {
        var position = loading.contentPosition(sent.trustCenter());
        if (position == 0) {
            ReservedName.refuse(sent.trustCenter());
        }
        fourEyes.pass(sent.trustCenter(), position, sent.actor(), approver);

        if (approver == null) {
            documents.lockAuthor(sent.trustCenter(), sent.actor());
            requireRoom(sent);
        }
        var now = now();
        documents.review(sent, new Review(ReviewState.EMBARGOED, now, approver, null), now);
        if (sent.edit() != null) {
            drafts.discard(sent.trustCenter(), sent.actor(), sent.edit());
        }
        keep(
                sent,
                approver == null ? sent.actor() : approver,
                correlationId,
                new ReviewStep.Embargoed(Objects.requireNonNull(sent.embargo()), approver != null));
        return documents.findReviewed(sent.trustCenter(), sent.id()).orElseThrow();
    }

    private void requireRoom(SentDocument sent) {
        var waiting = documents.waiting(sent.trustCenter()).stream()
                .filter(other -> other.isOf(sent.actor()) && !other.id().equals(sent.id()))
                .toList();
        var bytes = waiting.stream().mapToLong(SentDocument::size).sum() + sent.size();
        if (waiting.size() >= SentDocuments.MOST_IN_REVIEW
                || (!waiting.isEmpty() && bytes > SentDocuments.MOST_BYTES_IN_REVIEW.toBytes())) {
            throw new TooManyInReview(waiting.size(), SentDocuments.MOST_IN_REVIEW, SentDocuments.MOST_BYTES_IN_REVIEW);
        }
    }

    @CommandHandler
    WithdrawSent.Withdrawn on(WithdrawSent command) {
        var sent = own(command.trustCenter(), command.document(), command.actor());
        if (!sent.isWaiting()) {
            throw new NotInReview(sent);
        }
        takeBack(sent, command.correlationId());
        return new WithdrawSent.Withdrawn(sent.id());
    }

    private void takeBack(SentDocument sent, String correlationId) {
        documents.review(sent, null, now());
        putBack(sent);
        keep(sent, sent.actor(), correlationId, new ReviewStep.Withdrawn());
    }

    @CommandHandler
    ChangeSet on(DeclineSent command) {
        var words = command.words().strip();
        if (words.isEmpty()
                || words.length() > MOST_WORDS
                || Characters.refused(words).isPresent()) {
            throw new WordsMissing(words.length(), MOST_WORDS);
        }
        var sent = lookedAt(command.trustCenter(), command.document(), command.actor(), command.lookedAt());
        var now = now();
        documents.review(sent, new Review(ReviewState.DECLINED, now, command.actor(), words), now);
        putBack(sent);
        keep(sent, command.actor(), command.correlationId(), new ReviewStep.Declined());
        return ChangeSet.of(
                        documents.findReviewed(sent.trustCenter(), sent.id()).orElseThrow(), command.actor())
                .withoutWords();
    }

    /** What others did not take is its author's to write on. */
    private void putBack(SentDocument sent) {
        if (sent.edit() != null) {
            drafts.putBack(sent.trustCenter(), sent.actor(), sent.edit(), now());
        }
    }

    /**
     * Takes hold of a change set that somebody is about to decide on; in their transaction.
     *
     * @throws NotInReview if nobody is asked to decide on it
     * @throws ReviewMovedOn if it is not what they have looked at
     * @throws org.trustledger.command.review.OwnWork if it is their own
     */
    SentDocument decidable(TrustCenterId trustCenter, String id, String reviewer, Instant lookedAt) {
        var sent = lookedAt(trustCenter, id, reviewer, lookedAt);
        if (!sent.isInReview()) {
            throw new NotInReview(sent);
        }
        return sent;
    }

    private SentDocument lookedAt(TrustCenterId trustCenter, String id, String reviewer, Instant lookedAt) {
        var sent = documents
                .lock(trustCenter, id)
                .filter(found -> found.review() != null)
                .orElseThrow(() -> new NoSuchDocument(id, SentDocuments.KEPT));
        requireOther(sent, reviewer);
        if (!sent.isWaiting()) {
            throw new NotInReview(sent);
        } else if (!Objects.requireNonNull(sent.review()).since().equals(lookedAt)) {
            throw new ReviewMovedOn(sent);
        }
        return sent;
    }

    /** @throws org.trustledger.command.review.OwnWork if it is their own */
    void requireOther(SentDocument sent, String reviewer) {
        fourEyes.requireOther(sent.trustCenter(), sent.actor(), reviewer);
    }

    /** Notes that a change set was approved and recorded; in the transaction of its facts. */
    void approved(SentDocument sent, String approver, Applied applied, String correlationId) {
        var now = now();
        documents.review(sent, new Review(ReviewState.APPROVED, now, approver, null), now);
        keep(sent, approver, correlationId, new ReviewStep.Approved(applied.position(), applied.facts()));
    }

    /** Notes that the embargo of a change set ended and it was recorded; in the transaction of its facts. */
    void embargoEnded(SentDocument sent, Applied applied, String correlationId) {
        var approver = Objects.requireNonNull(sent.review()).reviewer();
        var now = now();
        documents.review(sent, approver == null ? null : new Review(ReviewState.APPROVED, now, approver, null), now);
        keep(
                sent,
                sent.actor(),
                correlationId,
                new ReviewStep.EmbargoEnded(
                        Objects.requireNonNull(sent.embargo()), applied.position(), applied.facts()));
    }

    @CommandHandler
    void on(MissEmbargo command) {
        documents
                .lock(command.trustCenter(), command.document())
                .filter(sent -> sent.isEmbargoed()
                        && !Objects.requireNonNull(sent.embargo()).isAfter(now()))
                .ifPresent(sent -> {
                    var now = now();
                    var approver = Objects.requireNonNull(sent.review()).reviewer();
                    documents.review(sent, new Review(ReviewState.OVERTAKEN, now, approver, null), now);
                    documents.overtaken(sent, command.why());
                    keep(
                            sent,
                            sent.actor(),
                            command.correlationId(),
                            new ReviewStep.Overtaken(
                                    Objects.requireNonNull(sent.embargo()),
                                    command.why().slug()));
                });
    }

    private SentDocument own(TrustCenterId trustCenter, String id, String actor) {
        return documents
                .lock(trustCenter, id)
                .filter(found -> found.isOf(actor))
                .orElseThrow(() -> new NoSuchDocument(id, SentDocuments.KEPT));
    }

    private void keep(SentDocument sent, String actor, String correlationId, ReviewStep step) {
        ledger.keep(sent.trustCenter(), ReviewStep.KIND, sent.id(), actor, correlationId, List.of(step));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
