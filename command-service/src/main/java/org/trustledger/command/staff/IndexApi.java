package org.trustledger.command.staff;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What there is at the office, for whoever opens its address. */
@RestController
class IndexApi {
    private static final String PATH = "/";

    private final Identity identity;
    private final ObjectProvider<Door> doors;

    IndexApi(Identity identity, ObjectProvider<Door> doors) {
        this.identity = identity;
        this.doors = doors;
    }

    /** @param issuer whose tokens are accepted */
    record Index(String name, String issuer, List<Entry> doors) {}

    /** @param admits {@code everybody}, {@code anyone with a token}, or the roles that are let in */
    record Entry(String method, String path, List<String> admits) {}

    /** For a person the way to the workbench, for a program what there is. */
    @GetMapping(PATH)
    ResponseEntity<Index> index(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return accept.contains(MediaType.TEXT_HTML_VALUE)
                ? ResponseEntity.status(HttpStatus.FOUND)
                        .location(URI.create(Lobby.WORKBENCH))
                        .varyBy(HttpHeaders.ACCEPT)
                        .build()
                : ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT).body(all());
    }

    private Index all() {
        return new Index(
                "Trust Ledger: the office",
                identity.issuerText(),
                doors.stream()
                        // The public's and the operator's doors are on other ports, the workbench's are pages.
                        .filter(door -> door.path().equals(PATH) || door.path().startsWith("/api/"))
                        .map(door -> new Entry(door.method().name(), door.path(), admits(door)))
                        .sorted(Comparator.comparing(Entry::path).thenComparing(Entry::method))
                        .toList());
    }

    private static List<String> admits(Door door) {
        return switch (door.admits()) {
            case Door.Everybody _ -> List.of("everybody");
            case Door.AnyStaff _ -> List.of("anyone with a token");
            case Door.Holders holders ->
                holders.roles().stream().map(Role::claim).sorted().toList();
        };
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door indexDoor() {
            return Door.openToEverybody(HttpMethod.GET, PATH);
        }
    }
}
