package org.trustledger.command.staff;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller's token says they are. The only answer with a name in it, and it goes to that person alone. */
@RestController
class MeApi {
    private static final String PATH = "/api/v1/me";

    /** @param roles by trust-center id, {@code *} for every one */
    record Me(
            String actor,
            String issuer,
            String subject,
            @Nullable String name,
            Map<String, List<String>> roles) {}

    @GetMapping(PATH)
    Me me(StaffToken token) {
        var jwt = token.getCredentials();
        var roles = new TreeMap<String, List<String>>();
        token.getPrincipal()
                .roles()
                .forEach((trustCenter, held) -> roles.put(
                        trustCenter, held.stream().map(Role::claim).sorted().toList()));
        return new Me(
                token.getPrincipal().actor(),
                String.valueOf(jwt.getClaimAsString("iss")),
                TokenReader.subject(jwt),
                token.shownName(),
                roles);
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door meDoor() {
            return Door.openToAnyStaff(HttpMethod.GET, PATH);
        }
    }
}
