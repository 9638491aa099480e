package org.trustledger.command.workbench;

import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.PeopleDirectory;
import org.trustledger.command.staff.Role;

/** People and roles, as the identity provider gives them. */
@Controller
class PeoplePages {
    private static final String PEOPLE = "/workbench/{trustCenter}/people";

    private final Frames frames;
    private final Pages pages;
    private final PeopleDirectory directory;

    PeoplePages(Frames frames, Pages pages, PeopleDirectory directory) {
        this.frames = frames;
        this.pages = pages;
        this.directory = directory;
    }

    @GetMapping(PEOPLE)
    ResponseEntity<byte[]> people(Visit visit) {
        var words = visit.texts();
        var mine = visit.member().rolesIn(visit.trustCenter().value());
        var frame = frames.around(visit, words.say(Text.PEOPLE_TITLE), "people");
        return pages.show(
                "people",
                new PeoplePage(
                        frame,
                        frame.person() == null ? "" : frame.person().name(),
                        visit.member().actor(),
                        frames.centersOf(visit.member()).stream()
                                .map(center -> new PeoplePage.Held(
                                        frames.nameOf(center),
                                        "/workbench/%s/people".formatted(center),
                                        visit.member().rolesIn(center.value()).stream()
                                                .map(words::role)
                                                .toList()))
                                .toList(),
                        Arrays.stream(Role.values())
                                .map(role -> new PeoplePage.Explained(
                                        words.role(role), words.mayDo(role), mine.contains(role)))
                                .toList(),
                        new Link(
                                directory.address().getHost(),
                                directory.address().toString()),
                        directory.rolesClaim()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door peopleDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, PEOPLE);
        }

        @Bean
        Place peoplePlace() {
            return Place.of(900, "people", Text.PEOPLE_TITLE);
        }
    }
}
