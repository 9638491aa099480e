package org.trustledger.command.workbench;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.TrustCenterId;

/** The way in, and the home page of each trust center. */
@Controller
class HomePages {
    private static final String WORKBENCH = "/workbench";
    private static final String ROOT = "/workbench/";
    private static final String WITHOUT_SLASH = "/workbench/{trustCenter}";
    private static final String HOME = "/workbench/{trustCenter}/";

    private final Frames frames;
    private final Pages pages;
    private final ObjectProvider<WaitsForMe> sources;

    HomePages(Frames frames, Pages pages, ObjectProvider<WaitsForMe> sources) {
        this.frames = frames;
        this.pages = pages;
        this.sources = sources;
    }

    @GetMapping(WORKBENCH)
    ResponseEntity<byte[]> workbench() {
        return found(ROOT);
    }

    /** To the one trust center somebody has a role in, or a list of them. */
    @GetMapping(ROOT)
    ResponseEntity<byte[]> root(@AuthenticationPrincipal StaffMember member, HttpServletRequest request) {
        var centers = frames.centersOf(member);
        if (centers.size() == 1) {
            return found("/workbench/%s/".formatted(centers.getFirst()));
        }
        var frame = frames.bare(request, "");
        var words = frame.texts();
        return pages.show(
                "plain",
                centers.isEmpty()
                        ? new PlainPage(
                                frame.headed(words.say(Text.NO_ROLE_TITLE)),
                                words.say(Text.NO_ROLE_TEXT),
                                List.of(),
                                null)
                        : new PlainPage(
                                frame.headed(words.say(Text.CENTERS_TITLE)),
                                words.say(Text.CENTERS_TEXT),
                                centers.stream()
                                        .map(id -> new Link(frames.nameOf(id), "/workbench/%s/".formatted(id)))
                                        .toList(),
                                null));
    }

    @GetMapping(WITHOUT_SLASH)
    ResponseEntity<byte[]> withoutSlash(@PathVariable TrustCenterId trustCenter) {
        return found("/workbench/%s/".formatted(trustCenter));
    }

    @GetMapping(HOME)
    ResponseEntity<byte[]> home(Visit visit) {
        var lines = new EnumMap<Waiting.Kind, List<HomePage.Line>>(Waiting.Kind.class);
        for (var source : sources.orderedStream().toList()) {
            for (var waiting : source.linesFor(visit)) {
                lines.computeIfAbsent(waiting.kind(), _ -> new ArrayList<>()).add(line(visit, waiting));
            }
        }
        return pages.show(
                "home",
                new HomePage(
                        frames.around(visit, visit.say(Text.HOME_TITLE), ""),
                        of(lines, Waiting.Kind.TROUBLE),
                        of(lines, Waiting.Kind.TASK),
                        of(lines, Waiting.Kind.COMING),
                        of(lines, Waiting.Kind.NEWS)));
    }

    private static List<HomePage.Line> of(Map<Waiting.Kind, List<HomePage.Line>> lines, Waiting.Kind kind) {
        return lines.getOrDefault(kind, List.of());
    }

    private static HomePage.Line line(Visit visit, Waiting waiting) {
        var since = waiting.since();
        return new HomePage.Line(
                waiting.text(),
                waiting.more(),
                waiting.href(),
                since == null ? null : visit.briefDay(since),
                since == null ? null : visit.date(since).toString());
    }

    private static ResponseEntity<byte[]> found(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(address))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door workbenchDoor() {
            return Door.openToAnyStaff(HttpMethod.GET, WORKBENCH);
        }

        @Bean
        Door workbenchRootDoor() {
            return Door.openToAnyStaff(HttpMethod.GET, ROOT);
        }

        @Bean
        Door workbenchWithoutSlashDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, WITHOUT_SLASH);
        }

        @Bean
        Door homeDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, HOME);
        }

        @Bean
        Place homePlace() {
            return Place.of(100, "", Text.HOME_TITLE);
        }
    }
}
