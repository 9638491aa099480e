package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.trustledger.query.packs.PackRegister;

/** Puts the parts together to pages. */
@Component
class Pages {
    private final Frames frames;
    private final AnswersPart answers;
    private final AgreementsPart agreements;
    private final PlacesPart places;
    private final ComingPart coming;
    private final PacksPart packs;
    private final PackRegister register;

    Pages(
            Frames frames,
            AnswersPart answers,
            AgreementsPart agreements,
            PlacesPart places,
            ComingPart coming,
            PacksPart packs,
            PackRegister register) {
        this.frames = frames;
        this.answers = answers;
        this.agreements = agreements;
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
                facts(visit),
                contents.pillars().stream()
                        .map(pillar -> new HomePage.PillarShown(
                                "pillar-" + pillar.id(),
                                reader.said(pillar.content().title()),
                                reader.said(pillar.content().text())))
                        .toList(),
                answers.show(visit),
                agreements.show(visit),
                places.subprocessors(visit),
                places.dataCenters(visit),
                coming.show(visit),
                packs.card(visit, issued),
                packs.newest(visit, issued));
    }

    private static List<Link> facts(Visit visit) {
        var reader = visit.reader();
        var contents = visit.contents();
        var facts = new ArrayList<Link>();
        facts.add(new Link(reader.say(Text.COUNT_ANSWERS, contents.answers().size()), "#answers"));
        for (var agreement : contents.agreements()) {
            facts.add(new Link(
                    "%s %s"
                            .formatted(
                                    reader.said(agreement.content().title()).text(),
                                    reader.say(Text.MARGIN_REVISION, agreement.revision())),
                    "#agreement-" + agreement.id()));
        }
        facts.add(new Link(
                reader.say(Text.COUNT_SUBPROCESSORS, contents.subprocessors().size()), "#subprocessors"));
        facts.add(new Link(
                reader.say(Text.COUNT_DATA_CENTERS, contents.dataCenters().size()), "#data-centers"));
        return facts;
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
                        shown.reason().text(),
                        "agreements"),
                shown,
                visit.home().href(shown.anchor()));
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
