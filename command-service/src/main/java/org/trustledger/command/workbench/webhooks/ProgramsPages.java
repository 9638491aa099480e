package org.trustledger.command.workbench.webhooks;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.webhooks.WebhookDesk;
import org.trustledger.command.webhooks.WebhookTextFiles;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.NothingHere;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.presentation.WordFiles;

/**
 * Which endpoints are called and how they stand, for all who may read. One that failed is resumed by all but auditors;
 * to end one destroys its key, so administrators do it; it takes one of them, for whoever runs it can register it
 * again.
 */
@Controller
class ProgramsPages {
    private static final String PLACE = "programs";
    private static final Set<Role> MAY_RESUME = Set.of(Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR);
    private static final Set<Role> MAY_END = Set.of(Role.ADMINISTRATOR);
    private static final String PROGRAMS = "/workbench/{trustCenter}/programs";
    private static final String RESUME = PROGRAMS + "/{endpoint}/resume";
    private static final String END = PROGRAMS + "/{endpoint}/end";
    private static final int ID_SHOWN = 8;
    private static final String ID = "[0-9a-f]{32}";

    private final WordFiles<ProgramText, ProgramWords> words =
            new WordFiles<>("texts/workbench/webhooks", ProgramText.class, ProgramWords::new);
    private final Frames frames;
    private final Pages pages;
    private final WebhookDesk webhooks;
    private final WebhookTextFiles outcomes;
    private final People people;

    ProgramsPages(Frames frames, Pages pages, WebhookDesk webhooks, WebhookTextFiles outcomes, People people) {
        this.frames = frames;
        this.pages = pages;
        this.webhooks = webhooks;
        this.outcomes = outcomes;
        this.people = people;
    }

    @GetMapping(PROGRAMS)
    ResponseEntity<byte[]> programs(Visit visit) {
        var words = words(visit);
        var listed = webhooks.list(visit.trustCenter());
        return pages.show(
                "webhooks/programs",
                new ProgramsPage(
                        frames.around(visit, words.say(ProgramText.TITLE), PLACE),
                        words,
                        words.say(
                                ProgramText.COUNT,
                                listed.size(),
                                webhooks.count(visit.trustCenter()).paused()),
                        listed.stream().map(each -> row(visit, words, each)).toList()));
    }

    private ProgramsPage.Row row(Visit visit, ProgramWords words, WebhookDesk.Listed listed) {
        var endpoint = listed.endpoint();
        var trouble = listed.trouble();
        var pause = listed.pause();
        var id = listed.id().value();
        var failing = pause != null && pause.failing();
        return new ProgramsPage.Row(
                endpoint == null
                        ? words.say(people.areKept() ? ProgramText.NOT_CALLABLE : ProgramText.NO_KEYS)
                        : endpoint.host(),
                id.substring(0, ID_SHOWN),
                words.say(
                        pause == null
                                ? ProgramText.STATE_CALLED
                                : failing ? ProgramText.STATE_PAUSED_FAILING : ProgramText.STATE_PAUSED),
                pause == null ? "ok" : failing ? "bad" : "wait",
                listed.since().toString(),
                words.say(ProgramText.SINCE, visit.moment(listed.since())),
                words.say(ProgramText.WAITING, listed.waiting()),
                trouble == null
                        ? words.say(ProgramText.NO_TROUBLE)
                        : endpoint == null
                                ? words.say(ProgramText.TROUBLE)
                                : trouble.outcome().say(outcomes.in(words.language()), endpoint),
                trouble == null ? null : new ProgramsPage.Time(trouble.at().toString(), visit.moment(trouble.at())),
                failing && visit.may(MAY_RESUME) ? visit.href("%s/%s/resume".formatted(PLACE, id)) : null,
                visit.may(MAY_END) ? visit.href("%s/%s/end".formatted(PLACE, id)) : null);
    }

    @PostMapping(RESUME)
    ResponseEntity<byte[]> resume(
            Visit visit,
            @PathVariable String endpoint,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var isDone = webhooks.resumeFailing(
                visit.trustCenter(), id(endpoint), visit.member().actor(), correlationId);
        return said(visit, isDone, ProgramText.RESUMED, ProgramText.NOT_RESUMED);
    }

    @PostMapping(END)
    ResponseEntity<byte[]> end(
            Visit visit,
            @PathVariable String endpoint,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var isDone = webhooks.endForStaff(
                visit.trustCenter(), id(endpoint), visit.member().actor(), correlationId);
        return said(visit, isDone, ProgramText.ENDED, ProgramText.NOT_ENDED);
    }

    private ResponseEntity<byte[]> said(Visit visit, boolean isDone, ProgramText done, ProgramText notDone) {
        var words = words(visit);
        return pages.goOn(visit, PLACE, isDone ? Flash.done(words.say(done)) : Flash.failed(words.say(notDone)));
    }

    private static PersonId id(String endpoint) {
        if (!endpoint.matches(ID)) {
            throw new NothingHere();
        }
        return new PersonId(endpoint);
    }

    private ProgramWords words(Visit visit) {
        return words.in(visit.texts().language());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door programsDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, PROGRAMS);
        }

        @Bean
        Door resumeProgramDoor() {
            return Door.openTo(MAY_RESUME, HttpMethod.POST, RESUME);
        }

        @Bean
        Door endProgramDoor() {
            return Door.openTo(MAY_END, HttpMethod.POST, END);
        }

        @Bean
        Place programsPlace(WebhookDesk webhooks) {
            return Place.of(325, PLACE, Text.PROGRAMS_TITLE, Role.PEOPLE, webhooks::countFailed);
        }
    }
}
