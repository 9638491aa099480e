package org.trustledger.command.packs;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.command.packs.RequestPack.Origin;
import org.trustledger.command.relay.Outbox;
import org.trustledger.command.relay.Topics;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.json.JsonMapper;

/** Takes the commands about packs; each is one transaction over the ledger, the pack's row and the outbox. */
@Component
class PackDesk implements TakesCommands {
    private final Ledger ledger;
    private final Past past;
    private final Packs packs;
    private final Outbox outbox;
    private final Topics topics;
    private final PackSettings settings;
    private final Clock clock;
    private final JsonMapper json = FactCodec.mapper();

    PackDesk(Ledger ledger, Past past, Packs packs, Outbox outbox, Topics topics, PackSettings settings, Clock clock) {
        this.ledger = ledger;
        this.past = past;
        this.packs = packs;
        this.outbox = outbox;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the press reads from its topic. */
    record Work(
            String pack,
            TrustCenterId trustCenter,
            String scope,
            String language,
            Instant validAt,
            Instant recordedAt,
            long contentPosition,
            long accessPosition,
            long position,
            String rendererVersion,
            String correlationId) {}

    @CommandHandler
    PackStatus handle(RequestPack command) {
        var trustCenter = command.trustCenter();
        var request = identify(command);
        var pack = request.pack();
        var known = packs.find(trustCenter, pack);
        if (known.isPresent() && known.get().state() != State.FAILED) {
            return known.get();
        }
        packs.lock(trustCenter, pack, request.identity());
        var events = Pack.of(ledger.history(trustCenter, Pack.KIND, pack)).decide(request);
        if (!events.isEmpty()) {
            if (command.origin() == Origin.PUBLIC) {
                packs.countPublicRequest(
                        trustCenter,
                        clock.instant(),
                        settings.publicRequestsPerHour(),
                        settings.publicRequestsPerDay());
            }
            ledger.keep(trustCenter, Pack.KIND, pack, command.actor(), command.correlationId(), events);
            packs.become(pack, State.REQUESTED, null);
            outbox.put(
                    topics.packRequests(),
                    pack,
                    json.writeValueAsBytes(work(trustCenter, request, command.correlationId())));
        }
        return packs.find(trustCenter, pack).orElseThrow();
    }

    @CommandHandler
    void handle(AskAgain command) {
        var asked = packs.askAgain(command.pack(), settings.askAgainAfter());
        if (asked.isPresent() && pack(asked.get(), command.pack()) instanceof Pack.Requested(var request)) {
            outbox.put(
                    topics.packRequests(),
                    command.pack(),
                    json.writeValueAsBytes(work(asked.get(), request, command.correlationId())));
        }
    }

    @CommandHandler
    PackStatus handle(TakeUpPack command) {
        packs.takenUp(command.trustCenter(), command.pack());
        return packs.find(command.trustCenter(), command.pack())
                .orElseThrow(() -> new PackNeverRequested(command.pack()));
    }

    @CommandHandler
    PackStatus handle(RegisterPack command) {
        packs.lock(command.pack());
        ledger.record(command.trustCenter(), command.actor(), command.correlationId(), _ -> {
            var facts = pack(command.trustCenter(), command.pack()).decide(command);
            if (!facts.isEmpty()) {
                packs.become(command.pack(), State.ISSUED, null);
            }
            return facts;
        });
        return new PackStatus(command.pack(), command.trustCenter(), State.ISSUED);
    }

    @CommandHandler
    PackStatus handle(ReportFailure command) {
        packs.lock(command.pack());
        var events = pack(command.trustCenter(), command.pack()).decide(command);
        if (!events.isEmpty()) {
            ledger.keep(
                    command.trustCenter(), Pack.KIND, command.pack(), command.actor(), command.correlationId(), events);
            packs.become(command.pack(), State.FAILED, command.problem());
        }
        return new PackStatus(command.pack(), command.trustCenter(), State.FAILED);
    }

    private Pack pack(TrustCenterId trustCenter, String pack) {
        return Pack.of(ledger.history(trustCenter, Pack.KIND, pack));
    }

    /** Which pack it is that somebody wants. */
    PackRequested identify(RequestPack command) {
        var trustCenter = command.trustCenter();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var newest = past.content(trustCenter).orElseThrow(() -> new UnknownTrustCenter(trustCenter));
        var content = command.recordedAt() == null ? newest : asKnown(command.recordedAt(), newest, trustCenter, now);
        var zone = past.profile(trustCenter, content, now).timeZone();
        var validAt = command.validAt() == null
                ? past.unchangedSince(trustCenter, content, now)
                : command.validAt().start(zone);
        if (!past.saysAnything(trustCenter, content, validAt)) {
            throw new NothingAppliedThen(validAt);
        }
        if (!past.states(trustCenter, content, validAt, command.scope())) {
            throw new NotAmongContentThen(command.scope(), validAt);
        }
        var languages = past.profile(trustCenter, content, validAt).languages();
        var language = command.language() == null ? languages.getFirst() : command.language();
        if (!languages.contains(language)) {
            throw new LanguageNotPublished(language, languages);
        }
        var identity = new PackIdentity(
                command.scope(),
                language,
                validAt,
                content.recordedAt(),
                content.contentPosition(),
                ledger.head(trustCenter).map(Head::accessPosition).orElse(0L),
                settings.rendererVersion());
        return new PackRequested(
                Pack.idOf(trustCenter, identity), identity, Math.max(content.commitEnd(), newest.commitEnd()));
    }

    private Past.Content asKnown(PointInTime recordedAt, Past.Content newest, TrustCenterId trustCenter, Instant now) {
        var zone = past.profile(trustCenter, newest, now).timeZone();
        var known = recordedAt.end(zone, now);
        if (known.isAfter(now)) {
            throw new RecordedInTheFuture(known, now);
        }
        return past.content(trustCenter, known).orElseThrow(() -> new NothingRecordedThen(known));
    }

    private static Work work(TrustCenterId trustCenter, PackRequested request, String correlationId) {
        var identity = request.identity();
        return new Work(
                request.pack(),
                trustCenter,
                identity.scope().text(),
                identity.language(),
                identity.validAt(),
                identity.recordedAt(),
                identity.contentPosition(),
                identity.accessPosition(),
                request.position(),
                identity.rendererVersion(),
                correlationId);
    }
}
