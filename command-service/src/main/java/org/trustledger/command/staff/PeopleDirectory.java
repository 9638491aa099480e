package org.trustledger.command.staff;

import java.net.URI;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Where people and their roles are managed: at the identity provider, never here. */
@Component
public final class PeopleDirectory {
    private final Identity identity;
    private final WorkbenchSettings settings;

    PeopleDirectory(Identity identity, WorkbenchSettings settings) {
        this.identity = identity;
        this.settings = settings;
    }

    /** Its address for a person with a browser. */
    public URI address() {
        return Objects.requireNonNullElseGet(settings.people(), () -> URI.create(identity.issuerText()));
    }

    /** The claim that lists {@code <trust-center>:<role>}. */
    public String rolesClaim() {
        return identity.rolesClaim();
    }
}
