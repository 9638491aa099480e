package org.trustledger.command.workbench.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.care.CareDesk;
import org.trustledger.command.mail.Postbox;
import org.trustledger.command.packs.AskedPacks;
import org.trustledger.command.relay.RelayProgress;
import org.trustledger.command.relay.RelayProgress.Progress;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.operations.OperationsPage.Line;
import org.trustledger.command.workbench.operations.OperationsPage.Trouble;
import org.trustledger.events.TrustCenterId;

/** Makes the page on operations. */
@Component
class OperationsPart {
    private static final String PACKS_WAITING = "packs?state=requested";
    private static final String PACKS_FAILED = "packs?state=failed";

    private final RelayProgress relay;
    private final AskedPacks packs;
    private final OfficeHealth health;
    private final SiteReading site;
    private final CareDesk care;
    private final Postbox postbox;

    OperationsPart(
            RelayProgress relay,
            AskedPacks packs,
            OfficeHealth health,
            SiteReading site,
            CareDesk care,
            Postbox postbox) {
        this.relay = relay;
        this.packs = packs;
        this.health = health;
        this.site = site;
        this.care = care;
        this.postbox = postbox;
    }

    OperationsPage show(Frame frame, Visit visit, OperationsWords words) {
        var progress = relay.of(visit.trustCenter());
        var waiting = packs.waiting(visit.trustCenter());
        var unwell = health.unwell();
        var troubles = new ArrayList<>(troubles(visit, words, progress, waiting));
        letters(visit, words).forEach(troubles::add);
        unwell.forEach(part -> troubles.add(trouble(words, part)));
        var shown = site.of(visit.trustCenter());
        if (shown != null && shown.silence() != null) {
            troubles.add(trouble(words, shown));
        }
        return new OperationsPage(
                frame,
                words,
                summary(words, progress, waiting, troubles),
                troubles,
                words.say(relay(progress)),
                progress.recorded() == 0 ? List.of() : lines(visit, words, progress),
                shown == null || shown.silence() != null ? null : site(words, progress, shown),
                packs(visit, words, waiting),
                waiting.requested() == 0
                        ? List.of()
                        : List.of(new Link(words.say(OperationsText.PACKS_SEE_WAITING), visit.href(PACKS_WAITING))),
                postbox.isThere()
                        ? words.say(OperationsText.MAIL_THERE, postbox.server())
                        : words.say(OperationsText.MAIL_NONE),
                unwell.isEmpty() ? words.say(OperationsText.HEALTH_WELL) : null);
    }

    /** How many things about sending facts need somebody, for the rail. */
    int waiting(TrustCenterId trustCenter, Instant now) {
        return isStuck(relay.of(trustCenter), now) ? 1 : 0;
    }

    /** What needs somebody, of what is this trust center's own. */
    List<Trouble> troubles(Visit visit, OperationsWords words) {
        return Stream.concat(
                        troubles(visit, words, relay.of(visit.trustCenter()), packs.waiting(visit.trustCenter()))
                                .stream(),
                        letters(visit, words))
                .toList();
    }

    private Stream<Trouble> letters(Visit visit, OperationsWords words) {
        var stuck = care.stuck(visit.trustCenter());
        return Stream.concat(
                Optional.ofNullable(stuck.oldest())
                        .map(oldest -> new Trouble(
                                words.say(OperationsText.MAIL_STUCK_TITLE, stuck.letters()),
                                words.say(OperationsText.MAIL_STUCK, visit.moment(oldest)),
                                null,
                                words.say(OperationsText.MAIL_STUCK_DO, postbox.server()),
                                null,
                                oldest))
                        .stream(),
                Optional.ofNullable(stuck.since())
                        .map(since -> new Trouble(
                                words.say(OperationsText.MAIL_GIVEN_UP_TITLE, stuck.givenUp()),
                                words.say(OperationsText.MAIL_GIVEN_UP, visit.moment(since)),
                                null,
                                words.say(OperationsText.MAIL_GIVEN_UP_DO),
                                null,
                                since))
                        .stream());
    }

    private static List<Trouble> troubles(
            Visit visit, OperationsWords words, Progress progress, AskedPacks.Waiting waiting) {
        var troubles = new ArrayList<Trouble>();
        var behind = behind(visit, words, progress);
        if (behind != null) {
            troubles.add(behind);
        }
        packTroubles(visit, words, waiting, troubles);
        return troubles;
    }

    private static boolean isStuck(Progress progress, Instant now) {
        return progress.foreign() != null
                || progress.behind() > 0 && progress.trouble() != null
                || isSlow(progress, now);
    }

    private static boolean isSlow(Progress progress, Instant now) {
        return progress.since() != null
                && Duration.between(progress.since(), now).compareTo(progress.degradedAfter()) > 0;
    }

    private static @Nullable Trouble behind(Visit visit, OperationsWords words, Progress progress) {
        if (progress.foreign() != null) {
            var foreign = Long.toString(progress.foreign());
            return new Trouble(
                    words.say(OperationsText.RELAY_FOREIGN_TITLE),
                    words.say(OperationsText.RELAY_FOREIGN, foreign, Long.toString(progress.recorded())),
                    null,
                    words.say(OperationsText.RELAY_FOREIGN_DO, foreign),
                    null,
                    progress.since());
        }
        if (progress.trouble() != null) {
            return new Trouble(
                    words.say(OperationsText.RELAY_TROUBLE_TITLE),
                    words.say(progress.behind() > 0 ? OperationsText.RELAY_TROUBLE : OperationsText.RELAY_TROUBLE_NONE),
                    progress.trouble(),
                    words.say(OperationsText.RELAY_TROUBLE_DO),
                    null,
                    progress.since());
        }
        return progress.since() != null && isSlow(progress, visit.now())
                ? new Trouble(
                        words.say(OperationsText.RELAY_SLOW_TITLE),
                        words.say(
                                OperationsText.RELAY_SLOW,
                                visit.moment(progress.since()),
                                progress.degradedAfter().toSeconds()),
                        null,
                        words.say(OperationsText.RELAY_SLOW_DO),
                        null,
                        progress.since())
                : null;
    }

    private static Trouble trouble(OperationsWords words, OfficeHealth.Unwell unwell) {
        return unwell.part().equals("identity")
                ? new Trouble(
                        words.say(OperationsText.PART_IDENTITY_TITLE),
                        words.say(OperationsText.PART_IDENTITY),
                        unwell.because(),
                        words.say(OperationsText.PART_IDENTITY_DO),
                        null,
                        null)
                : new Trouble(
                        words.say(OperationsText.PART_OTHER_TITLE, unwell.part()),
                        words.say(OperationsText.PART_OTHER),
                        unwell.because(),
                        words.say(OperationsText.PART_OTHER_DO),
                        null,
                        null);
    }

    private static Trouble trouble(OperationsWords words, SiteReading.Shown shown) {
        return new Trouble(
                words.say(OperationsText.SITE_SILENT_TITLE),
                words.say(OperationsText.SITE_SILENT),
                shown.silence(),
                words.say(OperationsText.SITE_SILENT_DO, shown.site()),
                null,
                null);
    }

    private static String site(OperationsWords words, Progress progress, SiteReading.Shown shown) {
        var missing = progress.acknowledged() - shown.position();
        if (missing > 0) {
            return words.say(OperationsText.SITE_BEHIND, Long.toString(shown.position()), missing);
        }
        return shown.position() == 0
                ? words.say(OperationsText.SITE_NOTHING)
                : words.say(OperationsText.SITE_LEVEL, Long.toString(shown.position()));
    }

    private static void packTroubles(
            Visit visit, OperationsWords words, AskedPacks.Waiting waiting, List<Trouble> troubles) {
        if (waiting.failed() > 0) {
            troubles.add(new Trouble(
                    words.say(OperationsText.PACKS_FAILED_TITLE, waiting.failed()),
                    words.say(OperationsText.PACKS_FAILED),
                    null,
                    words.say(OperationsText.PACKS_FAILED_DO),
                    new Link(words.say(OperationsText.PACKS_SEE_FAILED), visit.href(PACKS_FAILED)),
                    null));
        }
        if (waiting.askedAgain() != null) {
            troubles.add(new Trouble(
                    words.say(OperationsText.PACKS_SLOW_TITLE),
                    words.say(OperationsText.PACKS_SLOW, visit.moment(waiting.askedAgain())),
                    null,
                    words.say(OperationsText.PACKS_SLOW_DO),
                    new Link(words.say(OperationsText.PACKS_SEE_WAITING), visit.href(PACKS_WAITING)),
                    waiting.oldest()));
        }
    }

    private static String summary(
            OperationsWords words, Progress progress, AskedPacks.Waiting waiting, List<Trouble> troubles) {
        if (!troubles.isEmpty()) {
            return words.say(OperationsText.OPERATIONS_TROUBLES, troubles.size());
        }
        return words.say(
                progress.behind() == 0 && waiting.requested() == 0
                        ? OperationsText.OPERATIONS_WELL
                        : OperationsText.OPERATIONS_WELL_BUSY);
    }

    private static OperationsText relay(Progress progress) {
        if (progress.recorded() == 0) {
            return OperationsText.RELAY_EMPTY;
        }
        return progress.behind() == 0
                ? OperationsText.RELAY_LEVEL
                : progress.trouble() == null && progress.foreign() == null
                        ? OperationsText.RELAY_BUSY
                        : OperationsText.RELAY_STUCK;
    }

    private static List<Line> lines(Visit visit, OperationsWords words, Progress progress) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                words.say(OperationsText.RELAY_RECORDED),
                words.say(OperationsText.RELAY_PLACE, Long.toString(progress.recorded())),
                false));
        lines.add(new Line(
                words.say(OperationsText.RELAY_ARRIVED),
                progress.acknowledged() == 0
                        ? words.say(OperationsText.RELAY_ARRIVED_NONE)
                        : words.say(OperationsText.RELAY_PLACE, Long.toString(progress.acknowledged())),
                false));
        lines.add(new Line(
                words.say(OperationsText.RELAY_BEHIND),
                words.say(OperationsText.RELAY_BEHIND_FACTS, progress.behind()),
                false));
        if (progress.since() != null) {
            lines.add(new Line(words.say(OperationsText.RELAY_SINCE), visit.moment(progress.since()), true));
        }
        lines.add(new Line(words.say(OperationsText.RELAY_TOPIC), progress.topic(), true));
        return lines;
    }

    private static List<String> packs(Visit visit, OperationsWords words, AskedPacks.Waiting waiting) {
        var sentences = new ArrayList<String>();
        sentences.add(words.say(OperationsText.PACKS_WAITING, waiting.requested()));
        if (waiting.oldest() != null) {
            sentences.add(words.say(OperationsText.PACKS_WAITING_SINCE, visit.moment(waiting.oldest())));
        }
        return sentences;
    }
}
