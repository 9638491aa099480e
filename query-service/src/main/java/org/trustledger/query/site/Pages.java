package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.trustledger.query.history.NoSuchClause;
import org.trustledger.query.packs.PackRegister;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.NoSuchItem;

/** Puts the parts together to pages. */
@Component
class Pages {
    private final Frames frames;
    private final AnswersPart answers;
    private final HistoryPart histories;
    private final SearchPart search;
    private final AgreementsPart agreements;
    private final ChangesPart changes;
    private final RedlinePart redlines;
    private final ClausePart clauses;
    private final PlacesPart places;
    private final ComingPart coming;
    private final PacksPart packs;
    private final PackRegister register;

    Pages(
            Frames frames,
            AnswersPart answers,
            HistoryPart histories,
            SearchPart search,
            AgreementsPart agreements,
            ChangesPart changes,
            RedlinePart redlines,
            ClausePart clauses,
            PlacesPart places,
            ComingPart coming,
            PacksPart packs,
            PackRegister register) {
        this.frames = frames;
        this.answers = answers;
        this.histories = histories;
        this.search = search;
        this.agreements = agreements;
        this.changes = changes;
        this.redlines = redlines;
        this.clauses = clauses;
        this.places = places;
        this.coming = coming;
        this.packs = packs;
        this.register = register;
    }

    HomePage home(Visit visit) {
        var reader = visit.reader();
        var contents = visit.contents();
        var introduction = visit.provider().introduction();
        var lead = introduction == null
                ? new Said(reader.say(Text.HERO_LEAD, visit.provider().name()), null)
                : reader.said(introduction);
        var issued = register.of(visit.head().trustCenter());
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
                answers.show(visit),
                new Link(reader.say(Text.ANSWERS_ALL), visit.answers().href()),
                agreements.show(visit),
                coming.show(visit),
                changes.newest(visit),
                new Link(reader.say(Text.CHANGES_ALL), visit.changes().href()),
                packs.card(visit, issued));
    }

    private static List<Link> facts(Visit visit) {
        var reader = visit.reader();
        var contents = visit.contents();
        var facts = new ArrayList<Link>();
        facts.add(new Link(
                reader.say(Text.COUNT_ANSWERS, contents.answers().size()),
                visit.answers().href()));
        for (var agreement : contents.agreements()) {
            facts.add(new Link(
                    "%s %s"
                            .formatted(
                                    reader.said(agreement.content().title()).text(),
                                    reader.say(Text.MARGIN_REVISION, agreement.revision())),
                    visit.agreement(agreement.id()).href()));
        }
        facts.add(new Link(
                reader.say(Text.COUNT_SUBPROCESSORS, contents.subprocessors().size()),
                visit.subprocessors().href()));
        facts.add(new Link(
                reader.say(Text.COUNT_DATA_CENTERS, contents.dataCenters().size()),
                visit.subprocessors().href("data-centers")));
        return facts;
    }

    ChangesPage changes(Visit visit) {
        var reader = visit.reader();
        return changes.show(
                visit,
                frames.around(
                        visit,
                        "%s · %s"
                                .formatted(
                                        reader.say(Text.CHANGES_TITLE),
                                        visit.provider().name()),
                        reader.say(Text.CHANGES_LEAD),
                        "changes"));
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
        var title = "%s · %s"
                .formatted(
                        visit.reader().say(Text.ANSWERS_TITLE), visit.provider().name());
        var shown = answers.show(visit);
        return new AnswersPage(
                frames.around(visit, title, visit.reader().say(Text.ANSWERS_LEAD), "answers"),
                shown,
                Faq.of(shown.groups().stream()
                        .flatMap(group -> group.answers().stream())
                        .toList()));
    }

    /** @throws NoSuchItem if nothing was recorded of it by then */
    AnswerPage answer(Visit visit, String id) {
        var history = histories.show(visit, id);
        if (history == null) {
            throw new NoSuchItem(Kind.ANSWER, id);
        }
        var stated = visit.contents().answers().stream()
                .filter(answer -> answer.id().equals(id))
                .findFirst();
        var question = stated.map(answer -> visit.reader().said(answer.content().question()))
                .orElseGet(() -> histories.question(visit, id));
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

    /** @throws NoSuchAgreement if none of this id applies at the point in time */
    AgreementPage agreement(Visit visit, String id) {
        var shown = agreements.show(visit).stream()
                .filter(agreement -> agreement.anchor().equals("agreement-" + id))
                .findFirst()
                .orElseThrow(() -> new NoSuchAgreement(id));
        return new AgreementPage(
                frames.around(
                        visit,
                        "%s · %s"
                                .formatted(
                                        shown.title().text(), visit.provider().name()),
                        shown.why().reason().text(),
                        "agreements"),
                shown,
                visit.home().href(shown.anchor()));
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
                shown,
                places.dataCenters(visit));
    }

    PacksPage packs(Visit visit) {
        var reader = visit.reader();
        var issued = register.of(visit.head().trustCenter());
        return new PacksPage(
                frames.around(
                        visit,
                        "%s · %s"
                                .formatted(
                                        reader.say(Text.PACKS_TITLE),
                                        visit.provider().name()),
                        reader.say(Text.PACKS_LEAD),
                        "packs"),
                packs.card(visit, issued),
                packs.all(visit, issued));
    }
}
