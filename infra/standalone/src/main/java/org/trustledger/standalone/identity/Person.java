package org.trustledger.standalone.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sample people, each with what the claim of roles says of them. */
public enum Person {
    ADMINISTRATOR("administrator", "nordhamn:administrator"),
    EDITOR("editor", "nordhamn:editor"),
    APPROVER("approver", "nordhamn:approver"),
    AUDITOR("auditor", "nordhamn:auditor"),
    /** Works for another provider, so that it can be seen how the office refuses strangers. */
    NEIGHBOUR("neighbour", "soderhamn:editor");

    private final String login;
    private final String role;

    Person(String login, String role) {
        this.login = login;
        this.role = role;
    }

    /** The name at the login form. */
    public String login() {
        return login;
    }

    /** What the provider calls them towards the workbench. */
    String fullName() {
        return "Sample %s".formatted(login);
    }

    /** {@code <trust center>:<role>}. */
    public String role() {
        return role;
    }

    List<String> roles() {
        return List.of(role);
    }

    /** The person with that name at the login form. */
    public static Optional<Person> called(String login) {
        return Arrays.stream(values())
                .filter(person -> person.login.equals(login))
                .findAny();
    }
}
