package org.trustledger.command.workbench.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.content.ReviewDesk;
import org.trustledger.command.content.SentDocument;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.Waiting;
import org.trustledger.command.workbench.WaitsForMe;

/** Tells people of what they planned and have not applied, of what others declined, and of what waits for them. */
@Component
class PlannedDocuments implements WaitsForMe {
    private final ContentDesk desk;
    private final ReviewDesk reviews;
    private final ContentTextFiles files;

    PlannedDocuments(ContentDesk desk, ReviewDesk reviews, ContentTextFiles files) {
        this.desk = desk;
        this.reviews = reviews;
        this.files = files;
    }

    @Override
    public List<Waiting> linesFor(Visit visit) {
        var texts = files.in(visit.texts().language());
        var lines = new ArrayList<Waiting>();
        if (visit.may(ReviewDesk.MAY_DECIDE)) {
            reviews.waiting(visit.trustCenter()).stream()
                    .filter(sent -> ReviewPages.waitsFor(visit, sent) && desk.stands(sent))
                    .forEach(sent -> lines.add(new Waiting(
                            Waiting.Kind.TASK,
                            texts.say(
                                    ContentText.WAITING_REVIEW,
                                    Objects.requireNonNull(sent.plan()).facts()),
                            href(visit, sent),
                            Objects.requireNonNull(sent.review()).since())));
        }
        if (visit.may(ContentDesk.MAY_APPLY)) {
            desk.of(visit.trustCenter(), visit.member().actor()).stream()
                    .flatMap(sent -> own(visit, texts, sent))
                    .forEach(lines::add);
        }
        return lines;
    }

    private Stream<Waiting> own(Visit visit, ContentTexts texts, SentDocument sent) {
        var plan = sent.plan();
        if (plan == null || plan.facts() == 0 || sent.applied() != null) {
            return Stream.empty();
        } else if (sent.isWaiting()) {
            return !sent.isOvertaken() && desk.stands(sent)
                    ? Stream.empty()
                    : Stream.of(new Waiting(
                            Waiting.Kind.TASK,
                            texts.say(
                                    sent.isOvertaken()
                                            ? ContentText.WAITING_OVERTAKEN
                                            : sent.isEmbargoed()
                                                    ? ContentText.WAITING_SHAKY
                                                    : ContentText.WAITING_AGAIN,
                                    plan.facts()),
                            href(visit, sent),
                            sent.sentAt()));
        }
        return Stream.of(
                sent.review() == null
                        ? new Waiting(
                                Waiting.Kind.TASK,
                                texts.say(ContentText.WAITING_PLANNED, plan.facts()),
                                href(visit, sent),
                                sent.sentAt())
                        : new Waiting(
                                Waiting.Kind.TASK,
                                texts.say(ContentText.WAITING_DECLINED, plan.facts()),
                                href(visit, sent),
                                sent.review().since()));
    }

    private static String href(Visit visit, SentDocument sent) {
        return visit.href("%s/%s".formatted(DocumentPages.PLACE, sent.id()));
    }
}
