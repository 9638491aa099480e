package org.trustledger.command.workbench;

import java.util.List;

/**
 * Who one is here, what each role may do, and where that is decided.
 *
 * @param name as the identity provider says it; shown to that person alone
 * @param actor under which the ledger knows them
 * @param provider where people and roles are managed
 * @param claim in which the provider says the roles
 */
public record PeoplePage(
        Frame frame, String name, String actor, List<Held> held, List<Explained> roles, Link provider, String claim) {

    /** The roles in one trust center. */
    public record Held(String trustCenter, String href, List<String> roles) {}

    /** @param mine whether one holds it here */
    public record Explained(String role, String mayDo, boolean mine) {}
}
