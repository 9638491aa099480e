package org.trustledger.command.staff;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may be in one trust center. */
public enum Role {
    /** Settings, keys, erasure. */
    ADMINISTRATOR,
    /** Drafts and publishes content. */
    EDITOR,
    /** The second pair of eyes; never for work of their own. */
    APPROVER,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Content as code. */
    AUTOMATION,
    /** The press, reporting packs. */
    RENDERER;

    /** The roles of people; the others are programs'. Each of them may read everything of its trust center. */
    public static final Set<Role> PEOPLE =
            Collections.unmodifiableSet(EnumSet.of(ADMINISTRATOR, EDITOR, APPROVER, AUDITOR));

    /** The role's name in a token, such as {@code editor}. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> claimed(String name) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(name)).findFirst();
    }
}
