package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Markdown;
import org.trustledger.query.history.NoSuchClause;
import org.trustledger.query.packs.PackFiles;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.NoSuchItem;
import org.trustledger.query.statements.Stated;

/** Puts the parts together to pages. */
@Component
class Pages {
    private static final int HEADINGS_BELOW_THE_TITLE = 2;

    private final Frames frames;
    private final AnswersPart answers;
    private final HistoryPart histories;
    private final SearchPart search;
    private final AgreementsPart agreements;
    private final ChangesPart changes;
    private final DifferencesPart differences;
    private final RedlinePart redlines;
    private final ClausePart clauses;
    private final PlacesPart places;
    private final ComingPart coming;
    private final PacksPart packs;
    private final PackPart pack;
    private final ProofPart proofs;
    private final Prose prose;
    private final Markdown markdown;

    Pages(
            Frames frames,
            AnswersPart answers,
            HistoryPart histories,
            SearchPart search,
            AgreementsPart agreements,
            ChangesPart changes,
            DifferencesPart differences,
            RedlinePart redlines,
            ClausePart clauses,
            PlacesPart places,
            ComingPart coming,
            PacksPart packs,
            PackPart pack,
            ProofPart proofs,
            Prose prose,
            Markdown markdown) {
        this.frames = frames;
        this.answers = answers;
        this.histories = histories;
        this.search = search;
        this.agreements = agreements;
        this.changes = changes;
        this.differences = differences;
        this.redlines = redlines;
        this.clauses = clauses;
        this.places = places;
        this.coming = coming;
        this.packs = packs;
        this.pack = pack;
        this.proofs = proofs;
        this.prose = prose;
        this.markdown = markdown;
    }

    HomePage home(Visit visit) {
        var reader = visit.reader();
        var contents = visit.contents();
        var introduction = visit.provider().introduction();
        var lead = introduction == null
                ? new Said(reader.say(Text.HERO_LEAD, visit.provider().name()), null)
                : reader.said(introduction);
        return new HomePage(
                frames.around(
                        visit,
                        "%s · %s".formatted(visit.provider().name(), reader.say(Text.TRUST_CENTER)),
                        lead.text(),
                        ""),
                lead,
                SearchPart.form(visit),
                facts(visit),
                contents.pillars().stream()
                        .map(pillar -> new HomePage.PillarShown(
                                "pillar-" + pillar.id(),
                                reader.said(pillar.content().title()),
                                reader.said(pillar.content().text())))
                        .toList(),
                answers.overview(visit),
                agreements.show(visit),
                coming.show(visit),
                changes.newest(visit),
                List.of(
                        new Link(reader.say(Text.CHANGES_ALL), visit.changes().href()),
                        new Link(
                                reader.say(Text.CHANGES_BETWEEN),
                                visit.differences().withDates(null, null).href())),
                packs.card(visit, new PackScope.Everything()));
    }

    private static List<Link> facts(Visit visit) {
        var reader = visit.reader();
        var contents = visit.contents();
        var facts = new ArrayList<Link>();
        add(
                facts,
                reader,
                Text.COUNT_ANSWERS,
                contents.answers(),
                visit.answers().href());
        for (var agreement : contents.agreements()) {
            var title = reader.said(agreement.content().title());
            facts.add(new Link(
                    "%s %s"
                            .formatted(
                                    title.isLong() ? reader.say(Text.PLACE_AGREEMENT) : title.text(),
                                    reader.say(Text.MARGIN_REVISION, agreement.revision())),
                    visit.agreement(agreement.id()).href()));
        }
        add(
                facts,
                reader,
                Text.COUNT_SUBPROCESSORS,
                contents.subprocessors(),
                visit.subprocessors().href());
        add(
                facts,
                reader,
                Text.COUNT_DATA_CENTERS,
                contents.dataCenters(),
                visit.subprocessors().href("data-centers"));
        return facts;
    }

    private static void add(List<Link> facts, Reader reader, Text text, List<?> counted, String href) {
        if (!counted.isEmpty()) {
            facts.add(new Link(reader.say(text, counted.size()), href));
        }
    }

    ChangesPage changes(Visit visit) {
        return changes.show(visit, around(visit, Text.CHANGES_TITLE, Text.CHANGES_LEAD, "changes"));
    }

    /** @throws NoSuchCommit if none was recorded at this position by then */
    CommitPage commit(Visit visit, long position) {
        var cut = changes.cut(visit, position);
        var title = ChangesPart.title(visit, cut.shown().getFirst());
        return changes.one(visit, cut, titled(visit, title, visit.reader().say(Text.CHANGES_LEAD), "changes"));
    }

    /**
     * The history of an item that is read among others.
     *
     * @throws NoSuchItem if nothing was recorded of it by then
     */
    ItemPage item(Visit visit, Kind kind, String id) {
        var reader = visit.reader();
        var history = histories.show(visit, kind, id);
        if (history == null) {
            throw new NoSuchItem(kind, id);
        }
        var stated = visit.contents().of(kind, id);
        var name = stated.map(found -> reader.name(found.content())).orElseGet(() -> histories.name(visit, kind, id));
        return new ItemPage(
                titled(visit, reader.say(Text.ITEM_TITLE, name.text()), reader.say(Text.ITEM_LEAD), "changes"),
                reader.texts().kind(kind),
                name,
                stated.map(found -> new Link(reader.say(Text.ITEM_READ), visit.where(kind, id)))
                        .orElse(null),
                history,
                new Link(reader.say(Text.CHANGES_ALL), visit.changes().href()));
    }

    DifferencesPage differences(Visit visit) {
        return differences.show(
                visit, lead -> titled(visit, visit.reader().say(Text.DIFFERENCES_TITLE), lead, "changes"));
    }

    private Frame titled(Visit visit, String title, String description, String current) {
        return frames.around(visit, "%s · %s".formatted(title, visit.provider().name()), description, current);
    }

    SearchPage search(Visit visit) {
        var reader = visit.reader();
        var typed = visit.address().chosen(Choice.SEARCH);
        var frame = frames.around(
                visit,
                "%s · %s"
                        .formatted(
                                typed == null ? reader.say(Text.SEARCH_TITLE) : reader.say(Text.SEARCH_TITLE_OF, typed),
                                visit.provider().name()),
                reader.say(Text.SEARCH_LEAD),
                "search");
        if (typed == null) {
            return new SearchPage(frame, SearchPart.form(visit), null, List.of(), null);
        }
        var found = search.find(visit, typed);
        return new SearchPage(frame, SearchPart.form(visit), found.remark(), found.hits(), found.pager());
    }

    AnswersPage answers(Visit visit) {
        var shown = answers.show(visit);
        return new AnswersPage(
                around(visit, Text.ANSWERS_TITLE, Text.ANSWERS_LEAD, "answers"),
                shown,
                Faq.of(shown.groups().stream()
                        .flatMap(group -> group.answers().stream())
                        .toList()),
                tagPack(visit));
    }

    /** Of the tag that the reader chose; null if there is none such then. */
    private @Nullable PackCard tagPack(Visit visit) {
        var chosen = visit.address().chosen(Choice.TAG);
        return visit.contents().tags().stream()
                .filter(tag -> tag.id().equals(chosen))
                .findFirst()
                .map(tag -> packs.card(visit, new PackScope.Tagged(tag.id())))
                .orElse(null);
    }

    /** @throws NoSuchItem if nothing was recorded of it by then */
    AnswerPage answer(Visit visit, String id) {
        var history = histories.show(visit, Kind.ANSWER, id);
        if (history == null) {
            throw new NoSuchItem(Kind.ANSWER, id);
        }
        var stated = visit.contents().answers().stream()
                .filter(answer -> answer.id().equals(id))
                .findFirst();
        var question = stated.map(answer -> visit.reader().said(answer.content().question()))
                .orElseGet(() -> histories.name(visit, Kind.ANSWER, id));
        var shown = stated.map(answer -> answers.show(visit, answer)).orElse(null);
        return new AnswerPage(
                frames.around(
                        visit,
                        "%s · %s".formatted(question.text(), visit.provider().name()),
                        question.text(),
                        "answers"),
                question,
                stated.map(answer -> AnswersPart.category(visit, answer.content()))
                        .orElse(null),
                shown,
                history,
                visit.answers().href(),
                shown == null ? null : Faq.of(List.of(shown)));
    }

    AgreementsPage agreements(Visit visit) {
        return new AgreementsPage(
                around(visit, Text.AGREEMENTS_TITLE, Text.AGREEMENTS_LEAD, "agreements"),
                agreements.show(visit),
                coming.show(visit, EnumSet.of(Kind.AGREEMENT)));
    }

    /**
     * The agreement, or that it does not apply then.
     *
     * @throws NoSuchAgreement if no revision of this id is known at the point in time
     */
    Framed agreement(Visit visit, String id) {
        return agreements.show(visit).stream()
                .filter(agreement -> agreement.anchor().equals("agreement-" + id))
                .findFirst()
                .<Framed>map(shown -> agreement(visit, id, shown))
                .orElseGet(() -> notInForce(visit, id));
    }

    private PlainPage notInForce(Visit visit, String id) {
        var reader = visit.reader();
        var revisions = agreements.revisions(visit, id);
        if (revisions.isEmpty()) {
            throw new NoSuchAgreement(id);
        }
        var name = reader.said(revisions.getLast().content().title()).text();
        var dated = visit.address().validAt() != null || visit.address().recordedAt() != null;
        var then = dated ? visit.point().validAt() : visit.now();
        var day = reader.day(then);
        var text = revisions.stream()
                .map(Stated::from)
                .filter(from -> from.isAfter(then))
                .findFirst()
                .map(begins -> reader.say(Text.AGREEMENT_NOT_YET, name, day, reader.day(begins)))
                .orElseGet(() -> reader.say(Text.AGREEMENT_NO_LONGER, name, day));
        var ways = new ArrayList<Link>();
        if (dated) {
            ways.add(new Link(
                    reader.say(Text.TRAVELLER_BACK),
                    visit.address().withDates(null, null).href()));
        }
        ways.add(new Link(reader.say(Text.AGREEMENT_BACK), visit.agreements().href()));
        return new PlainPage(
                frames.around(visit, "%s · %s".formatted(name, visit.provider().name()), text, "agreements"),
                name,
                text,
                ways,
                null,
                null);
    }

    private AgreementPage agreement(Visit visit, String id, AgreementShown shown) {
        return new AgreementPage(
                frames.around(
                        visit,
                        "%s · %s"
                                .formatted(
                                        shown.title().text(), visit.provider().name()),
                        shown.why().reason().text(),
                        "agreements"),
                shown,
                visit.agreements().href(),
                packs.card(visit, new PackScope.OneAgreement(id)));
    }

    /** @throws NoSuchItem if nothing was recorded of it by then */
    RedlinePage redline(Visit visit, String agreement) {
        var name = agreementName(visit, agreement);
        var title = visit.reader().say(Text.REDLINE_TITLE, name);
        return redlines.show(
                visit,
                agreement,
                frames.around(
                        visit,
                        "%s · %s".formatted(title, visit.provider().name()),
                        visit.reader().say(Text.REDLINE_LEAD, name),
                        "agreements"));
    }

    /** @throws NoSuchClause if no revision had it by then */
    ClausePage clause(Visit visit, String agreement, String clause) {
        var history = clauses.of(visit, agreement, clause).orElseThrow(() -> new NoSuchClause(agreement, clause));
        var now = ClausePart.reading(visit, history);
        var heading = ClausePart.heading(visit.reader(), now == null ? ClausePart.last(history) : now);
        var name = agreementName(visit, agreement);
        return clauses.show(
                visit,
                frames.around(
                        visit,
                        "%s · %s · %s"
                                .formatted(
                                        heading.text(), name, visit.provider().name()),
                        visit.reader().say(Text.CLAUSE_LEAD, heading.text(), name),
                        "agreements"),
                history,
                new Link(name, visit.agreement(agreement).href("clause-" + clause)));
    }

    private static String agreementName(Visit visit, String agreement) {
        return visit.contents().agreements().stream()
                .filter(stated -> stated.id().equals(agreement))
                .map(stated -> visit.reader().said(stated.content().title()).text())
                .findFirst()
                .orElse(agreement);
    }

    SubprocessorsPage subprocessors(Visit visit) {
        var reader = visit.reader();
        var shown = places.subprocessors(visit);
        return new SubprocessorsPage(
                frames.around(
                        visit,
                        "%s · %s"
                                .formatted(
                                        reader.say(Text.SUBPROCESSORS_TITLE),
                                        visit.provider().name()),
                        shown.lead(),
                        "subprocessors"),
                places.countries(visit),
                shown,
                places.dataCenters(visit),
                packs.card(visit, new PackScope.Subprocessors()));
    }

    /** @throws PackFiles.UnknownPack if the pack asked for is not registered */
    ProofPage proof(Visit visit) {
        return new ProofPage(
                around(visit, Text.PROOF_TITLE, Text.PROOF_LEAD, "proof"),
                html(visit, Prose.Page.PROOF),
                proofs.pack(visit).map(pack -> proofs.show(visit, pack)).orElse(null),
                visit.packs().href());
    }

    ProsePage about(Visit visit) {
        var reader = visit.reader();
        return new ProsePage(
                around(visit, Text.ABOUT_TITLE, Text.ABOUT_LEAD, "about"),
                reader.say(Text.ABOUT_TITLE),
                reader.say(Text.ABOUT_LEAD),
                html(visit, Prose.Page.ABOUT));
    }

    private String html(Visit visit, Prose.Page page) {
        return markdown.toSafeXhtml(prose.in(page, visit.reader().texts()), HEADINGS_BELOW_THE_TITLE);
    }

    ContactPage contact(Visit visit) {
        var reader = visit.reader();
        var contact = visit.provider().contact();
        return new ContactPage(
                around(visit, Text.CONTACT_TITLE, Text.CONTACT_LEAD, "contact"),
                visit.provider().legalName(),
                reader.said(contact.function()),
                Link.to(contact.address()),
                visit.contents().subprocessors().stream()
                        .map(stated -> new ContactPage.Third(
                                stated.content().legalName(),
                                visit.where(Kind.SUBPROCESSOR, stated.id()),
                                reader.said(stated.content().contact().function()),
                                Link.to(stated.content().contact().address())))
                        .toList(),
                new Link(Signposts.SECURITY_TXT, Signposts.SECURITY_TXT),
                visit.subprocessors().href());
    }

    FeedsPage feeds(Visit visit) {
        return FeedsPage.of(visit, around(visit, Text.FEEDS_TITLE, Text.FEEDS_LEAD, "feeds"));
    }

    private Frame around(Visit visit, Text title, Text lead, String current) {
        return frames.around(
                visit,
                "%s · %s".formatted(visit.reader().say(title), visit.provider().name()),
                visit.reader().say(lead),
                current);
    }

    PacksPage packs(Visit visit) {
        return packs(visit, null);
    }

    /** @param wish what was asked for and refused; null to offer what fits the page */
    PacksPage packs(Visit visit, @Nullable PackWish wish) {
        return new PacksPage(
                around(visit, Text.PACKS_TITLE, Text.PACKS_LEAD, "packs"),
                packs.card(visit, new PackScope.Everything()),
                packs.all(visit, wish),
                visit.proof().href());
    }

    /** Whether a pack is registered: its page stays as it is from then on. */
    boolean isIssued(TrustCenterId trustCenter, String id) {
        return pack.isIssued(trustCenter, id);
    }

    /** @throws PackFiles.UnknownPack if it is not registered */
    PackPage issued(Visit visit, String id) {
        return pack.issued(visit, id, framing(visit, "packs"));
    }

    /** @throws PackFiles.UnknownPack if nobody ever asked for it here */
    PackPage awaited(Visit visit, String id, String correlationId) {
        // Nowhere, for it has no twins.
        return pack.awaited(visit, id, correlationId, framing(visit, Frames.NOWHERE));
    }

    private PackPart.Framing framing(Visit visit, String current) {
        var reader = visit.reader();
        return (scope, validOn) -> frames.around(
                visit,
                "%s · %s"
                        .formatted(
                                reader.say(Text.PACK_PAGE_TITLE, scope.text(), validOn),
                                visit.provider().name()),
                reader.say(Text.PACKS_LEAD),
                current);
    }
}
