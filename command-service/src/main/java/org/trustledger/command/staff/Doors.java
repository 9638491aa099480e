package org.trustledger.command.staff;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.trustledger.command.staff.Door.Admission;

/** Decides at a door whether to admit. */
final class Doors {
    private Doors() {}

    /** Not admitted, and which role would have been. */
    record Closed(Set<Role> wanted, String trustCenter) implements AuthorizationResult {
        @Override
        public boolean isGranted() {
            return false;
        }

        String sentence() {
            return "This needs one of the roles %s in trust center '%s', and your token grants none of them there."
                    .formatted(
                            wanted.stream().map(Role::claim).collect(Collectors.toCollection(TreeSet::new)),
                            trustCenter);
        }
    }

    static AuthorizationManager<RequestAuthorizationContext> keeperOf(Admission admits) {
        return (caller, context) -> decide(admits, caller, context.getVariables());
    }

    private static AuthorizationResult decide(
            Admission admits, Supplier<? extends @Nullable Authentication> caller, Map<String, String> variables) {
        return switch (admits) {
            case Door.Everybody _ -> new AuthorizationDecision(true);
            case Door.AnyStaff _ -> new AuthorizationDecision(caller.get() instanceof StaffToken);
            case Door.Holders holders -> {
                var trustCenter = variables.getOrDefault(Door.TRUST_CENTER, "");
                yield caller.get() instanceof StaffToken token
                                && token.getPrincipal().rolesIn(trustCenter).stream()
                                        .anyMatch(holders.roles()::contains)
                        ? new AuthorizationDecision(true)
                        : new Closed(holders.roles(), trustCenter);
            }
        };
    }

    /** Every method and path a controller answers, to hold against the doors. */
    record Address(String method, String path) {}

    static void requireOneFor(List<Address> addresses, List<Door> doors) {
        var without = addresses.stream()
                .filter(address -> doors.stream()
                        .noneMatch(door -> door.path().equals(address.path())
                                && door.method().name().equals(address.method())))
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalStateException("No Door says whom these admit: %s".formatted(without));
        }
    }
}
