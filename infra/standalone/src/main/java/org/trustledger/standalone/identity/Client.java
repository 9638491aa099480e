package org.trustledger.standalone.identity;

import java.util.List;

/** The programs that get tokens for themselves, with a secret. */
public enum Client {
    /** Content as code, for whatever trust center the document is of. */
    AUTOMATION("automation", "*:automation"),
    /** The press, which reports the packs it made. */
    RENDERER("renderer", "*:renderer");

    private final String id;
    private final String role;

    Client(String id, String role) {
        this.id = id;
        this.role = role;
    }

    /** The client id. */
    public String id() {
        return id;
    }

    List<String> roles() {
        return List.of(role);
    }
}
