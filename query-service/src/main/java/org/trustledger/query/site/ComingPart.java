package org.trustledger.query.site;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.query.statements.Stated;

/** Makes the list of what is announced, a day at a time. */
@Component
class ComingPart {

    List<ComingShown> show(Visit visit) {
        return visit.coming().stream()
                .collect(Collectors.groupingBy(
                        stated -> visit.reader().date(stated.from()), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> show(visit, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ComingShown show(Visit visit, LocalDate day, List<Stated<?>> announced) {
        var reader = visit.reader();
        var today = reader.date(visit.now());
        return new ComingShown(
                reader.say(Text.COMING_ON, reader.wording().day(day)),
                day.toString(),
                reader.say(Text.COMING_DAYS, today.until(day, ChronoUnit.DAYS)),
                announced.stream()
                        .map(stated -> new ComingShown.Change(
                                reader.texts().kind(stated.kind()),
                                name(reader, stated.content()),
                                reader.said(stated.reason()),
                                new Link(
                                        reader.say(Text.COMING_READ),
                                        visit.home()
                                                .withDates(day.toString(), null)
                                                .href(anchor(stated)))))
                        .toList());
    }

    private static Said name(Reader reader, Content content) {
        return switch (content) {
            case Profile profile -> new Said(profile.name(), null);
            case Pillar pillar -> reader.said(pillar.title());
            case Category category -> reader.said(category.label());
            case Tag tag -> reader.said(tag.label());
            case Answer answer -> reader.said(answer.question());
            case AgreementRevision agreement -> reader.said(agreement.title());
            case Subprocessor subprocessor -> new Said(subprocessor.legalName(), null);
            case DataCenter dataCenter -> reader.said(dataCenter.name());
        };
    }

    private static String anchor(Stated<?> stated) {
        return switch (stated.kind()) {
            case ANSWER -> AnswersPart.anchor(stated.id());
            case AGREEMENT -> "agreement-" + stated.id();
            case SUBPROCESSOR -> PlacesPart.anchor(stated.id());
            case DATA_CENTER -> "data-center-" + stated.id();
            case PROFILE, PILLAR -> "content";
            case CATEGORY, TAG -> "answers";
        };
    }
}
