package org.trustledger.command.workbench.content;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.Waiting;
import org.trustledger.command.workbench.WaitsForMe;

/** Tells people of what they planned and have not applied. */
@Component
class PlannedDocuments implements WaitsForMe {
    private final ContentDesk desk;
    private final ContentTextFiles files;

    PlannedDocuments(ContentDesk desk, ContentTextFiles files) {
        this.desk = desk;
        this.files = files;
    }

    @Override
    public List<Waiting> linesFor(Visit visit) {
        if (!visit.may(ContentDesk.MAY_APPLY)) {
            return List.of();
        }
        var texts = files.in(visit.texts().language());
        return desk.of(visit.trustCenter(), visit.member().actor()).stream()
                .flatMap(sent -> {
                    var plan = sent.plan();
                    return plan == null || plan.facts() == 0 || sent.applied() != null
                            ? Stream.<Waiting>empty()
                            : Stream.of(new Waiting(
                                    Waiting.Kind.TASK,
                                    texts.say(ContentText.WAITING_PLANNED, plan.facts()),
                                    visit.href("%s/%s".formatted(DocumentPages.PLACE, sent.id())),
                                    sent.sentAt()));
                })
                .toList();
    }
}
