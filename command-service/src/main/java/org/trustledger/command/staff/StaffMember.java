package org.trustledger.command.staff;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.trustledger.events.TrustCenterId;

/**
 * Whoever a token vouches for, person or machine; the {@code @AuthenticationPrincipal} of every request at the office.
 *
 * @param actor opaque id for facts and logs
 * @param roles by trust-center id; {@code *} stands for every trust center
 */
public record StaffMember(String actor, Map<String, Set<Role>> roles) {
    /** Stands for every trust center among {@link #roles}. */
    public static final String EVERYWHERE = "*";

    /** Whether this is one of the given roles in that trust center. */
    public boolean holdsOneOf(Set<Role> wanted, TrustCenterId trustCenter) {
        return rolesIn(trustCenter.value()).stream().anyMatch(wanted::contains);
    }

    /** The roles in one trust center, those for all of them included. */
    public Set<Role> rolesIn(String trustCenter) {
        var held = EnumSet.noneOf(Role.class);
        held.addAll(roles.getOrDefault(EVERYWHERE, Set.of()));
        held.addAll(roles.getOrDefault(trustCenter, Set.of()));
        return held;
    }

    /** The actor alone, so that a log line holds no more than that. */
    @Override
    public String toString() {
        return actor;
    }
}
