package org.trustledger.query.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.packs.IssuedPack;
import org.trustledger.query.packs.PackFiles;
import org.trustledger.query.packs.PackRegister;
import org.trustledger.query.reception.PackProgress;
import org.trustledger.query.reception.Reception;
import org.trustledger.query.site.PackPage.State;
import org.trustledger.query.site.PackPage.Step;

/** Makes the page of one pack: what is issued stands in the register, what is not yet the office tells. */
@Component
class PackPart {
    private static final int SOON = 5;
    private static final int LATER = 30;
    /** A pack is made within seconds; one that was not may take the press being started. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PackRegister register;
    private final Reception reception;

    PackPart(PackRegister register, Reception reception) {
        this.register = register;
        this.reception = reception;
    }

    /** All of the page but what stands around it, which bears its name. */
    interface Framing {
        Frame around(Said scope, String validOn);
    }

    boolean isIssued(TrustCenterId trustCenter, String pack) {
        return register.find(trustCenter, pack).isPresent();
    }

    /** @throws PackFiles.UnknownPack if it is not registered */
    PackPage issued(Visit visit, String pack, Framing framing) {
        var trustCenter = visit.head().trustCenter();
        return issued(
                visit,
                register.find(trustCenter, pack).orElseThrow(() -> new PackFiles.UnknownPack(trustCenter, pack)),
                framing);
    }

    /** @throws PackFiles.UnknownPack if nobody ever asked for it here */
    PackPage awaited(Visit visit, String pack, String correlationId, Framing framing) {
        var trustCenter = visit.head().trustCenter();
        var progress = reception
                .progress(trustCenter, pack, correlationId)
                .orElseThrow(() -> new PackFiles.UnknownPack(trustCenter, pack));
        return awaited(visit, progress, framing);
    }

    private static PackPage issued(Visit visit, IssuedPack pack, Framing framing) {
        var reader = visit.reader();
        var scope = PacksPart.name(visit, pack.scope());
        var day = reader.briefDay(pack.validAt());
        var which = which(visit, pack.validAt(), pack.recordedAt(), pack.language(), pack.contentPosition());
        which.add(reader.say(Text.COUNT_PAGES, pack.pages()));
        which.add(reader.wording().size(pack.bytes()));
        return new PackPage(
                framing.around(scope, day),
                scope,
                which,
                List.of(),
                pack.withheld()
                        ? reader.say(Text.PACK_WITHHELD)
                        : reader.say(
                                Text.PROGRESS_ISSUED,
                                reader.wording().moment(pack.issuedAt(), reader.zone()),
                                Long.toString(pack.position())),
                pack.withheld() ? null : new Link(reader.say(Text.PACK_DOWNLOAD, day), PacksPart.file(visit, pack)),
                pack.sealedSha256(),
                pack.seal().demonstration(),
                List.of(
                        new Link(
                                reader.say(Text.PACKS_PROOF),
                                visit.proof().with(Choice.PACK, pack.pack()).href()),
                        another(visit, pack.scope()),
                        new Link(reader.say(Text.PACK_ALL), visit.packs().href())),
                null);
    }

    private static PackPage awaited(Visit visit, PackProgress progress, Framing framing) {
        var reader = visit.reader();
        var scope = PacksPart.name(visit, progress.scope());
        var ways = new ArrayList<Link>();
        if (progress.state() == PackProgress.State.FAILED) {
            ways.add(new Link(
                    reader.say(Text.PROGRESS_ASK_AGAIN),
                    visit.packs().with(Choice.SCOPE, progress.scope().text()).href("packs-form")));
        } else {
            ways.add(another(visit, progress.scope()));
        }
        ways.add(new Link(reader.say(Text.PACK_ALL), visit.packs().href()));
        return new PackPage(
                framing.around(scope, reader.briefDay(progress.validAt())),
                scope,
                which(
                        visit,
                        progress.validAt(),
                        progress.recordedAt(),
                        progress.language(),
                        progress.contentPosition()),
                steps(reader, progress),
                said(visit, progress),
                null,
                null,
                false,
                ways,
                progress.state() == PackProgress.State.FAILED ? null : watching(visit, progress));
    }

    private static Link another(Visit visit, PackScope scope) {
        return new Link(
                visit.reader().say(Text.PACKS_ANOTHER),
                visit.packs().with(Choice.SCOPE, scope.text()).href("packs-form"));
    }

    /** What tells a pack from others of the same scope, in words. */
    static List<String> which(Visit visit, Instant validAt, Instant recordedAt, String language, long contentPosition) {
        var reader = visit.reader();
        return new ArrayList<>(List.of(
                reader.say(Text.PACK_OF_DAY, reader.day(validAt)),
                reader.say(Text.PACK_KNOWN_AT, reader.wording().moment(recordedAt, reader.zone())),
                Frames.name(language),
                "№ " + contentPosition));
    }

    private static String said(Visit visit, PackProgress progress) {
        var reader = visit.reader();
        return switch (progress.state()) {
            case REQUESTED ->
                progress.beingSetSince() != null
                        ? reader.say(Text.PROGRESS_SAID_BEING_SET)
                        : reader.say(Text.PROGRESS_SAID_IN_LINE, progress.before());
            case ISSUED -> reader.say(Text.PROGRESS_SAID_SEALED);
            case FAILED ->
                reader.say(Text.PROGRESS_SAID_FAILED, visit.provider().contact().address());
        };
    }

    private static List<Step> steps(Reader reader, PackProgress progress) {
        var asked = step(reader, State.DONE, Text.PROGRESS_ASKED, clock(reader, progress.requestedAt()), null);
        var since = progress.beingSetSince();
        var set = since == null ? null : clock(reader, since);
        return switch (progress.state()) {
            case REQUESTED ->
                since == null
                        ? List.of(
                                asked,
                                step(
                                        reader,
                                        State.NOW,
                                        Text.PROGRESS_IN_LINE,
                                        null,
                                        reader.say(Text.PROGRESS_BEFORE, progress.before())),
                                step(reader, State.LATER, Text.PROGRESS_BEING_SET, null, null),
                                step(reader, State.LATER, Text.PROGRESS_SEALED, null, null))
                        : List.of(
                                asked,
                                step(reader, State.DONE, Text.PROGRESS_IN_LINE, null, null),
                                step(reader, State.NOW, Text.PROGRESS_BEING_SET, set, null),
                                step(reader, State.LATER, Text.PROGRESS_SEALED, null, null));
            case ISSUED ->
                List.of(
                        asked,
                        step(reader, State.DONE, Text.PROGRESS_IN_LINE, null, null),
                        step(reader, State.DONE, Text.PROGRESS_BEING_SET, set, null),
                        step(reader, State.NOW, Text.PROGRESS_SEALED, null, null));
            case FAILED ->
                List.of(
                        asked,
                        step(reader, State.DONE, Text.PROGRESS_IN_LINE, null, null),
                        step(reader, State.FAILED, Text.PROGRESS_BEING_SET, set, null));
        };
    }

    private static Step step(Reader reader, State state, Text label, @Nullable String moment, @Nullable String detail) {
        var stands = switch (state) {
            case DONE -> Text.PROGRESS_STANDS_DONE;
            case NOW -> Text.PROGRESS_STANDS_NOW;
            case LATER -> Text.PROGRESS_STANDS_LATER;
            case FAILED -> Text.PROGRESS_STANDS_FAILED;
        };
        return new Step(state, reader.say(stands), reader.say(label), moment, detail);
    }

    private static String clock(Reader reader, Instant moment) {
        return reader.wording().moment(moment, reader.zone());
    }

    private static PackPage.Watching watching(Visit visit, PackProgress progress) {
        var reader = visit.reader();
        var stopped = visit.address().chosen(Choice.WATCH) != null;
        var seconds = progress.requestedAt().plus(PATIENCE).isAfter(visit.now()) ? SOON : LATER;
        var again = new Link(reader.say(Text.PROGRESS_AGAIN), visit.address().href());
        return stopped
                ? new PackPage.Watching(
                        reader.say(Text.PROGRESS_WATCH_STOPPED),
                        null,
                        again,
                        new Link(
                                reader.say(Text.PROGRESS_WATCH_GO_ON),
                                visit.address().with(Choice.WATCH, null).href()))
                : new PackPage.Watching(
                        reader.say(Text.PROGRESS_WATCH, seconds),
                        seconds,
                        again,
                        new Link(
                                reader.say(Text.PROGRESS_WATCH_STOP),
                                visit.address().with(Choice.WATCH, "no").href()));
    }
}
