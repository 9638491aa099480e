package org.trustledger.query.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Trigger;
import org.trustledger.presentation.Markdown;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.TrustCenterViews;

/** Makes agreements with their clauses, each dated by the revision that worded it. */
@Component
class AgreementsPart {
    private static final int HEADINGS_BELOW_A_CLAUSE = 4;

    private final Markdown markdown;
    private final TrustCenterViews views;

    AgreementsPart(Markdown markdown, TrustCenterViews views) {
        this.markdown = markdown;
        this.views = views;
    }

    /** Of one agreement as known at the point in time, whenever they apply, the earliest first. */
    List<Stated<AgreementRevision>> revisions(Visit visit, String id) {
        return revisions(visit).stream()
                .filter(revision -> revision.id().equals(id))
                .toList();
    }

    /** Of those, the ones that apply by now or will change what is read: the others only say again what is read. */
    List<Stated<AgreementRevision>> changing(Visit visit, List<Stated<AgreementRevision>> revisions) {
        var coming = coming(visit, revisions);
        return revisions.stream()
                .filter(revision -> !revision.from().isAfter(visit.now())
                        || coming.getOrDefault(revision.id(), Set.of()).contains(revision.from()))
                .toList();
    }

    /** On which days to come agreements will read otherwise than before, as known at the point in time. */
    private Map<String, Set<Instant>> coming(Visit visit, List<Stated<AgreementRevision>> revisions) {
        if (revisions.stream().noneMatch(revision -> revision.from().isAfter(visit.now()))) {
            return Map.of();
        }
        var all = visit.isNow() ? visit.coming() : views.coming(visit.point().head(), visit.now());
        return all.stream()
                .filter(stated -> stated.kind() == Kind.AGREEMENT)
                .collect(Collectors.groupingBy(Stated::id, Collectors.mapping(Stated::from, Collectors.toSet())));
    }

    private List<Stated<AgreementRevision>> revisions(Visit visit) {
        return views.versions(visit.point().head(), Kind.AGREEMENT).stream()
                .map(stated -> stated.as(AgreementRevision.class))
                .toList();
    }

    List<AgreementShown> show(Visit visit) {
        if (visit.contents().agreements().isEmpty()) {
            return List.of();
        }
        var versions = revisions(visit);
        var coming = coming(visit, versions);
        return visit.contents().agreements().stream()
                .map(agreement -> show(
                        visit,
                        agreement,
                        versions.stream()
                                .filter(version -> version.id().equals(agreement.id()))
                                .toList(),
                        coming.getOrDefault(agreement.id(), Set.of())))
                .toList();
    }

    private AgreementShown show(
            Visit visit,
            Stated<AgreementRevision> shown,
            List<Stated<AgreementRevision>> versions,
            Set<Instant> coming) {
        var reader = visit.reader();
        var page = visit.agreement(shown.id());
        var until = versions.stream()
                .filter(version -> !version.from().isAfter(shown.from()))
                .toList();
        var anchor = "agreement-" + shown.id();
        return new AgreementShown(
                anchor,
                reader.said(shown.content().title()),
                page.href(),
                visit.margin(Kind.AGREEMENT, shown, anchor),
                why(reader, shown.content(), shown.reason()),
                reader.say(Text.COUNT_CLAUSES, shown.content().clauses().size()),
                until.size() < 2
                        ? null
                        : new Link(
                                reader.say(Text.AGREEMENT_REDLINE),
                                visit.redline(shown.id()).href()),
                versions.reversed().stream()
                        .map(version -> revision(visit, version, shown, page, coming))
                        .toList(),
                shown.content().clauses().stream()
                        .map(clause -> clause(visit, clause, shown, until, page))
                        .toList());
    }

    private static AgreementShown.Revision revision(
            Visit visit,
            Stated<AgreementRevision> version,
            Stated<AgreementRevision> shown,
            PageAddress page,
            Set<Instant> changing) {
        var reader = visit.reader();
        var date = reader.date(version.from()).toString();
        var later = version.from().isAfter(visit.now());
        var coming = later && changing.contains(version.from());
        var isShown = version.position() == shown.position() && version.from().equals(shown.from());
        return new AgreementShown.Revision(
                reader.say(Text.AGREEMENT_REVISION, version.revision()),
                reader.briefDay(version.from()),
                date,
                trigger(reader, version.content().trigger()),
                reader.said(version.reason()),
                page.withDates(date, visit.address().recordedAt()).href(),
                isShown
                        ? reader.say(Text.AGREEMENT_READS_NOW)
                        : later ? reader.say(coming ? Text.AGREEMENT_COMING : Text.AGREEMENT_CHANGES_NOTHING) : null,
                coming);
    }

    private AgreementShown.ClauseShown clause(
            Visit visit,
            Clause clause,
            Stated<AgreementRevision> shown,
            List<Stated<AgreementRevision>> versions,
            PageAddress page) {
        var reader = visit.reader();
        var anchor = anchor(clause);
        var origin = origin(clause, shown, versions);
        var heading = reader.said(clause.heading());
        var text = reader.said(clause.text());
        return new AgreementShown.ClauseShown(
                anchor,
                clause.number(),
                heading,
                page.href(anchor),
                reader.say(Text.PERMALINK, clause.number() + " " + heading.text()),
                markdown.toSafeXhtml(text.text(), HEADINGS_BELOW_A_CLAUSE),
                text.language(),
                why(reader, clause, shown.content()),
                origin.formerNumber() == null ? null : reader.say(Text.AGREEMENT_WAS_NUMBER, origin.formerNumber()),
                visit.clause(shown.id(), clause.id()).href(),
                margin(visit, shown, clause, anchor, origin));
    }

    /** The revision's own reason. */
    static AgreementShown.Why why(Reader reader, AgreementRevision revision, LocalizedText reason) {
        return new AgreementShown.Why(
                trigger(reader, revision.trigger()), reader.said(reason), legalSource(reader, revision.legalSource()));
    }

    /** The clause's own reason; null if the revision gives it none. */
    static AgreementShown.@Nullable Why why(Reader reader, Clause clause, AgreementRevision revision) {
        return revision.reasons().stream()
                .filter(reason -> reason.clause().equals(clause.id()))
                .findFirst()
                .map(reason -> new AgreementShown.Why(
                        trigger(reader, reason.trigger()),
                        reader.said(reason.reason()),
                        legalSource(reader, reason.legalSource())))
                .orElse(null);
    }

    static @Nullable Said legalSource(Reader reader, @Nullable LocalizedText source) {
        return source == null ? null : reader.said(source);
    }

    private static Margin margin(
            Visit visit, Stated<AgreementRevision> shown, Clause clause, String anchor, Origin origin) {
        var whole = visit.margin(
                Kind.AGREEMENT, shown, visit.todayAt(anchor), origin.since(), origin.revision(), origin.position());
        if (whole.differs() == null || readsTheSame(clause, shown.id(), visit)) {
            return new Margin(whole.day(), whole.iso(), whole.revision(), whole.position(), null, null, null, null);
        }
        return new Margin(
                whole.day(), whole.iso(), whole.revision(), whole.position(), null, null, whole.differs(), null);
    }

    private static boolean readsTheSame(Clause clause, String agreement, Visit visit) {
        return visit.today().agreements().stream()
                .filter(today -> today.id().equals(agreement))
                .flatMap(today -> today.content().clauses().stream())
                .anyMatch(clause::equals);
    }

    /** The wording's first revision: the oldest of the unbroken row of revisions that word the clause the same way. */
    private static Origin origin(
            Clause clause, Stated<AgreementRevision> shown, List<Stated<AgreementRevision>> versions) {
        var since = shown.from();
        var revision = shown.revision();
        var position = shown.position();
        String formerNumber = null;
        var older = new ArrayList<>(versions);
        older.removeIf(version -> !version.from().isBefore(shown.from()));
        for (var version : older.reversed()) {
            var then = version.content().clauses().stream()
                    .filter(other -> other.id().equals(clause.id()))
                    .findFirst();
            if (then.isEmpty()) {
                break;
            }
            if (formerNumber == null && !Objects.equals(then.get().number(), clause.number())) {
                formerNumber = then.get().number();
            }
            if (!then.get().text().equals(clause.text())
                    || !then.get().heading().equals(clause.heading())) {
                break;
            }
            since = version.from();
            revision = version.revision();
            position = version.position();
        }
        return new Origin(since, revision, position, formerNumber);
    }

    private record Origin(
            Instant since,
            int revision,
            long position,
            @Nullable String formerNumber) {}

    private static String anchor(Clause clause) {
        return "clause-" + clause.id();
    }

    static String trigger(Reader reader, Trigger trigger) {
        return reader.say(
                switch (trigger) {
                    case CHANGED_LEGISLATION -> Text.TRIGGER_CHANGED_LEGISLATION;
                    case NEW_REGULATORY_REQUIREMENT -> Text.TRIGGER_NEW_REGULATORY_REQUIREMENT;
                    case UPDATED_SECURITY_MEASURE -> Text.TRIGGER_UPDATED_SECURITY_MEASURE;
                    case CORRECTION -> Text.TRIGGER_CORRECTION;
                    case COMMERCIAL -> Text.TRIGGER_COMMERCIAL;
                });
    }
}
