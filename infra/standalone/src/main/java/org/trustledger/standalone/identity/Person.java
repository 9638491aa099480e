package org.trustledger.standalone.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sample people, each with what the claim of roles says of them. */
public enum Person {
    ADMINISTRATOR("administrator", "nordhamn:administrator"),
    EDITOR("editor", "nordhamn:editor"),
    /** The second pair of eyes, of the neighbour too. */
    APPROVER("approver", "nordhamn:approver", "soderhamn:approver"),
    AUDITOR("auditor", "nordhamn:auditor"),
    /** Works for another provider, so that it can be seen how the office refuses strangers. */
    NEIGHBOUR("neighbour", "soderhamn:editor");

    private final String login;
    private final List<String> roles;

    Person(String login, String... roles) {
        this.login = login;
        this.roles = List.of(roles);
    }

    /** The name at the login form. */
    public String login() {
        return login;
    }

    /** What the provider calls them towards the workbench. */
    String fullName() {
        return "Sample %s".formatted(login);
    }

    /** Each {@code <trust center>:<role>}. */
    public List<String> roles() {
        return roles;
    }

    /** The person with that name at the login form. */
    public static Optional<Person> called(String login) {
        return Arrays.stream(values())
                .filter(person -> person.login.equals(login))
                .findAny();
    }
}
