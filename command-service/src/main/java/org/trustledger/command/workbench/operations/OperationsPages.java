package org.trustledger.command.workbench.operations;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.Waiting;
import org.trustledger.command.workbench.WaitsForMe;
import org.trustledger.presentation.WordFiles;

/** Lag and failures, for all who may read. */
@Controller
class OperationsPages implements WaitsForMe {
    private static final String PLACE = "operations";
    private static final String OPERATIONS = "/workbench/{trustCenter}/operations";

    private final WordFiles<OperationsText, OperationsWords> words =
            new WordFiles<>("texts/workbench/operations", OperationsText.class, OperationsWords::new);
    private final Frames frames;
    private final Pages pages;
    private final OperationsPart part;

    OperationsPages(Frames frames, Pages pages, OperationsPart part) {
        this.frames = frames;
        this.pages = pages;
        this.part = part;
    }

    @GetMapping(OPERATIONS)
    ResponseEntity<byte[]> operations(Visit visit) {
        var own = words.in(visit.texts().language());
        return pages.show(
                "operations/operations",
                part.show(frames.around(visit, own.say(OperationsText.OPERATIONS_TITLE), PLACE), visit, own));
    }

    @Override
    public List<Waiting> linesFor(Visit visit) {
        return part.troubles(visit, words.in(visit.texts().language())).stream()
                .map(trouble -> new Waiting(Waiting.Kind.TROUBLE, trouble.title(), visit.href(PLACE), trouble.since()))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door operationsPageDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, OPERATIONS);
        }

        @Bean
        Place operationsPlace(OperationsPart part, Clock clock) {
            return Place.of(
                    500,
                    PLACE,
                    Text.OPERATIONS_TITLE,
                    Role.PEOPLE,
                    trustCenter -> part.waiting(trustCenter, clock.instant()));
        }
    }
}
