package org.trustledger.command.workbench;

import java.util.Set;
import java.util.function.ToIntFunction;
import org.trustledger.command.staff.Role;
import org.trustledger.events.TrustCenterId;

/**
 * An entry of the rail on the left. A bean per place.
 *
 * @param order among the places, ascending, with gaps
 * @param path after {@code /workbench/{trustCenter}/}, such as {@code ledger}; empty for the home page
 * @param roles to whom it is shown; the door decides who gets in
 * @param waiting how much waits there for whoever looks, shown if it is more than nothing; asked at every page, so it
 *     must be quick
 */
public record Place(int order, String path, Text label, Set<Role> roles, ToIntFunction<Visit> waiting) {
    public Place {
        roles = Set.copyOf(roles);
    }

    /** A place for which the same waits, whoever looks. */
    public static Place of(int order, String path, Text label, Set<Role> roles, ToIntFunction<TrustCenterId> waiting) {
        return new Place(order, path, label, roles, visit -> waiting.applyAsInt(visit.trustCenter()));
    }

    /** A place for everybody, at which nothing ever waits. */
    public static Place of(int order, String path, Text label) {
        return new Place(order, path, label, Role.PEOPLE, _ -> 0);
    }
}
