package org.trustledger.command.content;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.command.staff.Role;
import org.trustledger.events.TrustCenterId;

/** Whoever may see a plan may not yet apply it. */
final class NotYours extends Refusal {
    private static final long serialVersionUID = 1;

    NotYours(Set<Role> wanted, TrustCenterId trustCenter) {
        super(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "Forbidden",
                "Applying needs one of the roles %s in trust center '%s'; yours may look at the plan (?plan=true)."
                        .formatted(
                                wanted.stream().map(Role::claim).collect(Collectors.toCollection(TreeSet::new)),
                                trustCenter));
    }
}
