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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    private static final Logger LOG = LoggerFactory.getLogger(ContentDesk.class);

    /** What most documents take, so that their result is the next page that is seen. */
    private static final Duration MOMENT = Duration.ofMillis(800);

    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final SentDocuments documents;
    private final ContentReader reader;
    private final ContentLoading loading;
    private final Progress progress;
    private final CommandGateway commands;
    private final Clock clock;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    ContentDesk(
            SentDocuments documents,
            ContentReader reader,
            ContentLoading loading,
            Progress progress,
            CommandGateway commands,
            Clock clock) {
        this.documents = documents;
        this.reader = reader;
        this.loading = loading;
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
                null);
        var found = find(sent, bytes, null, Set.of(), now, correlationId);
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
        var found = find(sent, documents.bytes(sent), base, removals, now(), correlationId);
        documents.planned(found.sent(), found.lines());
        return found.sent();
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
            Instant now,
            String correlationId) {
        try {
            var document = reader.read(bytes, sent.format(), now);
            var basedOn = new HashSet<Long>();
            if (base != null) {
                basedOn.add(base);
            } else if (document.basedOn() != null) {
                basedOn.add(document.basedOn());
            }
            var plan = loading.plan(
                    new ApplyContent(
                            sent.trustCenter(), document, Removals.of(removals), basedOn, sent.actor(), correlationId),
                    now);
            var profile = document.profile();
            var planned = new Planned(
                    plan.contentPosition(),
                    removals,
                    now,
                    profile.timeZone(),
                    profile.languages().getFirst(),
                    plan.facts(),
                    SentDocuments.counts(plan));
            return new Found(sent.with(base, removals, planned, null), plan);
        } catch (Refusal refusal) {
            return new Found(sent.with(base, removals, sent.plan(), Trouble.of(refusal)), null);
        }
    }

    /**
     * Applies a document, and waits for a moment whether it is done. Harmless if it was applied or somebody is at it.
     * Whoever may not apply must not get here.
     */
    public void apply(SentDocument sent, String correlationId) {
        if (!documents.attempt(sent, new Attempt(clock.instant(), correlationId))) {
            return;
        }
        var command = new ApplySent(sent.trustCenter(), sent.id(), sent.actor(), correlationId);
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
            progress.follow(command.trustCenter(), command.correlationId(), () -> commands.sendAndWait(command));
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
     * One of those that somebody sent.
     *
     * @throws NoSuchDocument if they have not sent it, or it was forgotten
     */
    public SentDocument find(TrustCenterId trustCenter, String actor, String id) {
        return documents.find(trustCenter, actor, id).orElseThrow(() -> new NoSuchDocument(id, SentDocuments.KEPT));
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

    /** Writes its plan as the API would answer it. */
    public void writePlan(SentDocument sent, OutputStream to) {
        var plan = sent.plan();
        if (plan == null || sent.applied() != null) {
            throw new NoSuchDocument(sent.id(), SentDocuments.KEPT);
        }
        PlanWriter.write(sent, plan, documents, to);
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
    Applied on(ApplySent command) {
        var sent = documents
                .lock(command.trustCenter(), command.actor(), command.document())
                .orElseThrow(() -> new NoSuchDocument(command.document(), SentDocuments.KEPT));
        if (sent.applied() != null) {
            return sent.applied();
        }
        var plan = sent.plan();
        if (plan == null) {
            throw new NoSuchDocument(command.document(), SentDocuments.KEPT);
        }
        // Read before the trust center is locked, as everywhere.
        var document = reader.read(documents.bytes(sent), sent.format(), clock.instant());
        progress.checked(
                command.trustCenter(), command.correlationId(), document.items().size());
        var applied = loading.on(new ApplyContent(
                command.trustCenter(),
                document,
                Removals.of(plan.removals()),
                Set.of(plan.base()),
                command.actor(),
                command.correlationId()));
        documents.applied(sent, applied);
        return applied;
    }

    /** What is under way may end: it would only be rolled back. */
    @Override
    public void destroy() throws InterruptedException {
        work.shutdown();
        if (!work.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
            work.shutdownNow();
        }
    }
}
