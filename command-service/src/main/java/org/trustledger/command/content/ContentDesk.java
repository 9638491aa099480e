package org.trustledger.command.content;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.trustledger.command.content.SentDocument.Attempt;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Problems;
import org.trustledger.command.platform.Refusal;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.staff.Role;
import org.trustledger.events.TrustCenterId;

/**
 * Takes a document from the sending over the plan to what it recorded, for people who come back to it. What they send
 * is theirs alone.
 */
@Component
public class ContentDesk implements TakesCommands, DisposableBean {
    /** Whoever may apply a document. */
    public static final Set<Role> MAY_APPLY =
            Collections.unmodifiableSet(EnumSet.of(Role.EDITOR, Role.ADMINISTRATOR, Role.AUTOMATION));

    /** Whoever may plan one, and take home what there is. */
    public static final Set<Role> MAY_READ = Collections.unmodifiableSet(
            EnumSet.of(Role.EDITOR, Role.ADMINISTRATOR, Role.AUTOMATION, Role.APPROVER, Role.AUDITOR));

    /** How many documents of one person are kept; the oldest gives way. */
    public static final int MOST_OF_ONE = SentDocuments.MOST_OF_ONE;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Logger LOG = LoggerFactory.getLogger(ContentDesk.class);

    /** What most documents take, so that their result is the next page that is seen. */
    private static final Duration MOMENT = Duration.ofMillis(800);

    private static final int MOST_VERDICTS = 1_000;
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final SentDocuments documents;
    private final ContentReader reader;
    private final ContentLoading loading;
    private final AnswerDrafts drafts;
    private final ReviewDesk reviews;
    private final Progress progress;
    private final CommandGateway commands;
    private final Clock clock;
    private final Map<Verdict, Boolean> verdicts = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Verdict, Boolean> eldest) {
            return size() > MOST_VERDICTS;
        }
    });
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    ContentDesk(
            SentDocuments documents,
            ContentReader reader,
            ContentLoading loading,
            AnswerDrafts drafts,
            ReviewDesk reviews,
            Progress progress,
            CommandGateway commands,
            Clock clock) {
        this.documents = documents;
        this.reader = reader;
        this.loading = loading;
        this.drafts = drafts;
        this.reviews = reviews;
        this.progress = progress;
        this.commands = commands;
        this.clock = clock;
    }

    /** A document with what was found of it, and the lines of its plan if it has one. */
    private record Found(SentDocument sent, @Nullable Plan lines) {}

    /**
     * Reads, plans and keeps a document.
     *
     * @param typed whether it came out of a text field
     */
    public SentDocument send(
            TrustCenterId trustCenter, String actor, byte[] bytes, boolean typed, String correlationId) {
        var now = now();
        var sent = new SentDocument(
                UUID.randomUUID().toString().replace("-", ""),
                trustCenter,
                actor,
                now,
                DocumentFormat.of(bytes),
                typed,
                HexFormat.of().formatHex(Sha256.fresh().digest(bytes)),
                bytes.length,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return keep(sent, bytes, Set.of(), correlationId);
    }

    /** Makes a document of an edit, plans it and keeps it, in the place of one of the same answer. */
    SentDocument send(TrustCenterId trustCenter, String actor, AnswerEdit edit, String correlationId) {
        documents.of(trustCenter, actor).stream()
                .filter(other -> other.edit() != null
                        && other.edit().place().equals(edit.place())
                        && other.review() == null
                        && other.applied() == null
                        && !isBeingApplied(other))
                .forEach(documents::discard);
        var now = now();
        var bytes = AnswerDocument.of(loading.stateOf(trustCenter), edit, now);
        var sent = new SentDocument(
                UUID.randomUUID().toString().replace("-", ""),
                trustCenter,
                actor,
                now,
                DocumentFormat.JSON,
                false,
                HexFormat.of().formatHex(Sha256.fresh().digest(bytes)),
                bytes.length,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                edit,
                null);
        return keep(sent, bytes, AnswerDocument.removals(edit), correlationId);
    }

    private SentDocument keep(SentDocument sent, byte[] bytes, Set<String> removals, String correlationId) {
        var found = find(sent, bytes, null, removals, null, sent.sentAt(), correlationId);
        documents.keep(found.sent(), bytes, found.lines());
        return found.sent();
    }

    /**
     * Plans a document once more.
     *
     * @param base content position to plan on, whatever the document names; null for what the document names
     * @param removals items that are to go
     */
    public SentDocument planAgain(SentDocument sent, @Nullable Long base, Set<String> removals, String correlationId) {
        return planAgain(sent, base, removals, sent.embargo(), correlationId);
    }

    private SentDocument planAgain(
            SentDocument sent,
            @Nullable Long base,
            Set<String> removals,
            @Nullable Instant embargo,
            String correlationId) {
        var now = now();
        var moment = embargo != null && embargo.isAfter(now) ? embargo : now;
        var state = sent.edit() == null ? null : loading.stateOf(sent.trustCenter());
        var edit = state == null || sent.edit() == null ? null : AnswerDocument.named(state, sent.edit());
        var bytes = state == null || edit == null ? documents.bytes(sent) : AnswerDocument.of(state, edit, moment);
        var found = find(
                edit == null ? sent : sent.madeOf(edit, bytes),
                bytes,
                edit == null ? base : null,
                edit == null ? removals : AnswerDocument.removals(edit),
                embargo,
                now,
                correlationId);
        documents.planned(found.sent(), bytes, found.lines());
        return found.sent();
    }

    /**
     * Plans a document once more, for the end of an embargo. Harmless if others have changed meanwhile what it is
     * about: that is to be looked at first.
     *
     * @param until null for none
     * @throws EmbargoUnusable if it does not lie ahead, or too far
     */
    public SentDocument embargo(SentDocument sent, @Nullable Instant until, String correlationId) {
        reviews.requireAhead(until);
        var plan = sent.plan();
        if (plan == null || !stands(sent)) {
            return sent;
        }
        var base = plan.base() == loading.contentPosition(sent.trustCenter()) ? Long.valueOf(plan.base()) : sent.base();
        return planAgain(sent, base, sent.removals(), until, correlationId);
    }

    /** As fine as the ledger's own. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Found find(
            SentDocument sent,
            byte[] bytes,
            @Nullable Long base,
            Set<String> removals,
            @Nullable Instant embargo,
            Instant now,
            String correlationId) {
        // One that has ended meanwhile is none any more, and is not asked for again.
        var until = embargo != null && embargo.isAfter(now) ? embargo : null;
        var moment = until == null ? now : until;
        try {
            var document = reader.read(bytes, sent.format(), moment);
            var basedOn = new HashSet<Long>();
            if (base != null) {
                basedOn.add(base);
            } else if (document.basedOn() != null) {
                basedOn.add(document.basedOn());
            }
            var plan = loading.plan(
                    new ApplyContent(
                            sent.trustCenter(),
                            document,
                            Removals.of(removals),
                            basedOn,
                            sent.actor(),
                            null,
                            correlationId),
                    moment);
            var planned = Planned.of(plan, document, removals, now, until);
            return new Found(sent.with(base, removals, until, planned, null), plan);
        } catch (Refusal refusal) {
            return new Found(sent.with(base, removals, until, sent.plan(), Trouble.of(refusal)), null);
        }
    }

    /**
     * Applies a document of one's own, and waits for a moment whether it is done. Harmless if it was applied or
     * somebody is at it. Whoever may not apply must not get here.
     */
    public void apply(SentDocument sent, String correlationId) {
        begin(sent, new ApplySent(sent.trustCenter(), sent.id(), sent.actor(), null, correlationId));
    }

    /**
     * Applies a document that somebody else has sent for review, in the same way.
     *
     * @param approver opaque id
     * @param lookedAt since when the document is in review that the approver has looked at
     * @throws org.trustledger.command.review.OwnWork if it is their own
     */
    public void approve(SentDocument sent, String approver, Instant lookedAt, String correlationId) {
        reviews.requireOther(sent, approver);
        begin(sent, new ApplySent(sent.trustCenter(), sent.id(), approver, lookedAt, correlationId));
    }

    private void begin(SentDocument sent, ApplySent command) {
        if (!documents.attempt(sent, command.approves(), new Attempt(clock.instant(), command.correlationId()))) {
            return;
        }
        var done = CompletableFuture.runAsync(() -> carryOut(sent, command), work);
        try {
            done.completeOnTimeout(null, MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.error("What came of document {} cannot be kept", sent.id(), e);
        }
    }

    private void carryOut(SentDocument sent, ApplySent command) {
        try (var _ = MDC.putCloseable(CorrelationId.ATTRIBUTE, command.correlationId())) {
            progress.follow(
                    command.trustCenter(),
                    command.correlationId(),
                    Submitted::facts,
                    () -> commands.<Submitted>sendAndWait(command));
        } catch (Refusal refusal) {
            documents.refused(sent, Trouble.of(refusal));
        } catch (RuntimeException defect) {
            LOG.error("Document {} could not be applied", sent.id(), defect);
            documents.refused(
                    sent,
                    Trouble.of(Problems.of(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            "It could not be applied, and nothing was recorded. The log says why under %s."
                                    .formatted(command.correlationId()))));
        }
    }

    /**
     * One of those that somebody sent, or that was sent for review.
     *
     * @throws NoSuchDocument if it is neither, or was forgotten
     */
    public SentDocument find(TrustCenterId trustCenter, String actor, String id) {
        return documents
                .find(trustCenter, actor, known(id))
                .orElseThrow(() -> new NoSuchDocument(id, SentDocuments.KEPT));
    }

    /**
     * One of those that somebody sent, and nobody else's.
     *
     * @throws NoSuchDocument if they have not sent it, or it was forgotten
     */
    public SentDocument own(TrustCenterId trustCenter, String actor, String id) {
        return documents
                .find(trustCenter, actor, known(id))
                .filter(sent -> sent.isOf(actor))
                .orElseThrow(() -> new NoSuchDocument(id, SentDocuments.KEPT));
    }

    private static String known(String id) {
        if (!ID.matcher(id).matches()) {
            throw new NoSuchDocument(id, SentDocuments.KEPT);
        }
        return id;
    }

    /** All that somebody sent to a trust center, the newest first. */
    public List<SentDocument> of(TrustCenterId trustCenter, String actor) {
        return documents.of(trustCenter, actor);
    }

    /** The document itself; only before it was applied. */
    public byte[] bytes(SentDocument sent) {
        return documents.bytes(sent);
    }

    /** Some lines of one part of its plan, in the order in which they would be recorded. */
    public List<Plan.Line> changes(SentDocument sent, PlanPart part, int offset, int most) {
        return documents.changes(sent, part, offset, most);
    }

    /** Some of what it does not mention. */
    public List<Plan.LeftOut> leftOut(SentDocument sent, int offset, int most) {
        return documents.leftOut(sent, offset, most);
    }

    /**
     * Writes its plan as the API would answer it.
     *
     * @throws NoSuchDocument if it has none, or none any more because it was applied
     */
    public void writePlan(SentDocument sent, OutputStream to) {
        PlanWriter.write(sent, requirePlan(sent), documents, to);
    }

    /** @throws NoSuchDocument if it has no plan, or none any more because it was applied */
    Planned requirePlan(SentDocument sent) {
        var plan = sent.plan();
        if (plan == null || sent.applied() != null) {
            throw new NoSuchDocument(sent.id(), SentDocuments.KEPT);
        }
        return plan;
    }

    /** Whether somebody is applying it at this moment, in whichever office. */
    public boolean isBeingApplied(SentDocument sent) {
        return documents.isBeingApplied(sent, clock.instant());
    }

    /** How far the applying has come; empty if another office is at it, or nobody. */
    public Optional<Step> progress(SentDocument sent) {
        var attempt = sent.attempt();
        return attempt == null ? Optional.empty() : progress.find(sent.trustCenter(), attempt.correlationId());
    }

    /** What was said in a trust center after that position, in order. */
    public List<SaidSince> since(TrustCenterId trustCenter, long position) {
        return loading.since(trustCenter, position);
    }

    /** Forgets a document. */
    public void discard(SentDocument sent) {
        documents.discard(sent);
    }

    /**
     * All that a trust center says and ever said as a document that changes nothing when it is applied.
     *
     * @param disposition whether a browser shows it or keeps it: {@code inline} or {@code attachment}
     * @throws NothingToExport if it has no content
     */
    public void export(
            TrustCenterId trustCenter, DocumentFormat format, String disposition, HttpServletResponse response)
            throws IOException {
        var state = loading.stateOf(trustCenter);
        if (state.isEmpty()) {
            throw new NothingToExport();
        }
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.ETAG, "\"%d\"".formatted(state.contentPosition()));
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "%s; filename=\"%s.%s\"".formatted(disposition, trustCenter, format.extension()));
        Export.write(state, format, response.getOutputStream());
    }

    @CommandHandler
    Submitted on(ApplySent command) {
        var sent = documents
                .lock(command.trustCenter(), command.document())
                .filter(found -> command.approves() == null ? found.isOf(command.actor()) : found.review() != null)
                .orElseThrow(() -> new NoSuchDocument(command.document(), SentDocuments.KEPT));
        if (sent.applied() != null && (command.approves() == null || sent.isApproved())) {
            return new Submitted(sent.applied(), null);
        }
        if (command.approves() != null) {
            reviews.decidable(command.trustCenter(), command.document(), command.actor(), command.approves());
        } else if (sent.isWaiting()) {
            throw new InReview(sent);
        }
        var plan = sent.plan();
        if (plan == null) {
            throw new NoSuchDocument(command.document(), SentDocuments.KEPT);
        }
        if (!Objects.equals(plan.embargo(), sent.embargo()) || !plan.removals().equals(sent.removals())) {
            throw new PlannedOtherwise(sent);
        }
        // Read before the trust center is locked, as everywhere.
        var basis = basis(sent, plan);
        var approver = command.approves() == null ? null : command.actor();
        if (plan.isEmbargoed(clock.instant())) {

            var embargoed = reviews.embargo(sent, approver, command.correlationId());
            return new Submitted(null, ChangeSet.of(embargoed, command.actor()));
        }
        var applied = record(sent, plan, basis, approver, command.correlationId());
        if (approver != null) {
            reviews.approved(sent, approver, applied, command.correlationId());
        }
        return new Submitted(applied, null);
    }

    @CommandHandler
    void on(EndEmbargo command) {
        var sent = documents
                .lock(command.trustCenter(), command.document())
                .filter(SentDocument::isEmbargoed)
                .orElse(null);
        if (sent == null || Objects.requireNonNull(sent.embargo()).isAfter(clock.instant())) {
            return;
        }
        var plan = Objects.requireNonNull(sent.plan());
        var approver = Objects.requireNonNull(sent.review()).reviewer();
        var applied = record(sent, plan, basis(sent, plan), approver, command.correlationId());
        reviews.embargoEnded(sent, applied, command.correlationId());
    }

    private Applied record(
            SentDocument sent, Planned plan, Basis basis, @Nullable String approver, String correlationId) {
        var document = basis.document();
        progress.checked(sent.trustCenter(), correlationId, document.items().size());
        var applied = loading.apply(new ApplyContent(
                sent.trustCenter(),
                document,
                Removals.of(plan.removals()),
                Set.of(basis.position()),
                sent.actor(),
                approver,
                correlationId,
                plan.embargo()));
        documents.applied(sent, applied);
        if (sent.edit() != null) {
            drafts.discard(sent.trustCenter(), sent.actor(), sent.edit());
        }
        return applied;
    }

    /** A document, and the content position that it is applied on. */
    private record Basis(ContentDocument document, long position) {}

    /**
     * What was planned; on the newest position if the plan comes to the same there.
     *
     * @throws ChangedMeanwhile if it comes to something else, because the content has moved on
     * @throws PlanPassed if it does because of a date
     */
    private Basis basis(SentDocument sent, Planned plan) {
        var planned = read(sent, plan);
        var position = loading.contentPosition(sent.trustCenter());
        if (position == plan.base() && !hasPassed(plan)) {
            return new Basis(planned, plan.base());
        }
        var again = again(sent, plan, planned);
        if (again == null) {
            throw position == plan.base()
                    ? new PlanPassed(plan)
                    : new ChangedMeanwhile(plan.base(), loading.stateOf(sent.trustCenter()));
        }
        return again;
    }

    private ContentDocument read(SentDocument sent, Planned plan) {
        try {
            return reader.read(documents.bytes(sent), sent.format(), readAt(plan));
        } catch (InvalidContent invalid) {
            // It was right when it was planned.
            throw hasPassed(plan) ? new PlanPassed(plan) : invalid;
        }
    }

    /** Of which moment a plan is to speak that is made now: of the end of its embargo, or later. */
    private Instant moment(Planned plan) {
        var now = now();
        return plan.isEmbargoed(now) ? plan.moment() : now;
    }

    /** At which moment a document is read: what was right for the end of an embargo is not wrong a moment later. */
    private Instant readAt(Planned plan) {
        return plan.embargo() == null ? clock.instant() : plan.embargo();
    }

    private boolean hasPassed(Planned plan) {
        return plan.holdsUntil() != null && !clock.instant().isBefore(plan.holdsUntil());
    }

    /** Null if the plan comes to something else by now. */
    private @Nullable Basis again(SentDocument sent, Planned plan, ContentDocument planned) {
        var state = loading.stateOf(sent.trustCenter());
        var now = moment(plan);
        if (sent.edit() != null && !AnswerDocument.named(state, sent.edit()).equals(sent.edit())) {
            return null;
        }
        var document = sent.edit() == null
                ? planned
                : reader.read(AnswerDocument.of(state, sent.edit(), now), DocumentFormat.JSON, readAt(plan));
        var fresh = Plan.of(
                new ApplyContent(
                        sent.trustCenter(),
                        document,
                        Removals.of(plan.removals()),
                        Set.of(),
                        sent.actor(),
                        null,
                        sent.id(),
                        plan.embargo()),
                state,
                now);
        var before = documents.lines(sent).stream()
                .map(line -> line.asPlanned(plan.moment()))
                .toList();
        // A date that is the end of the embargo is past by a moment when that has come.
        var after = fresh.changes().stream()
                .map(line -> line.asPlanned(now).asPlanned(plan.moment()))
                .toList();
        return fresh.facts() == plan.facts() && before.equals(after)
                ? new Basis(document, state.contentPosition())
                : null;
    }

    /** Whether what was planned would be recorded just so: neither content nor time has moved on, or not in its way. */
    public boolean stands(SentDocument sent) {
        var plan = sent.plan();
        if (plan == null || sent.applied() != null) {
            return false;
        }
        // Once a date of it has come, it may be otherwise any moment.
        if (hasPassed(plan)) {
            return holds(sent, plan);
        }
        var position = loading.contentPosition(sent.trustCenter());
        if (position == plan.base()) {
            return true;
        }
        // Asked for each that waits, whenever somebody comes.
        var verdict = new Verdict(sent.id(), plan.at(), position);
        var known = verdicts.get(verdict);
        if (known != null) {
            return known;
        }
        var holds = holds(sent, plan);
        verdicts.put(verdict, holds);
        return holds;
    }

    private boolean holds(SentDocument sent, Planned plan) {
        try {
            return documents
                    .bytesOf(sent.id())
                    .map(bytes -> reader.read(bytes, sent.format(), readAt(plan)))
                    .filter(document -> again(sent, plan, document) != null)
                    .isPresent();
        } catch (Refusal noMore) {
            return false;
        }
    }

    /** Whether a plan stands on a content position. */
    private record Verdict(String document, Instant planned, long position) {}

    /** What is under way may end: it would only be rolled back. */
    @Override
    public void destroy() throws InterruptedException {
        work.shutdown();
        if (!work.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
            work.shutdownNow();
        }
    }
}
