package org.trustledger.command.staff;

/** The addresses at which people come to the workbench and leave it. */
public final class Lobby {
    /** The workbench itself: the trust centers of whoever is logged in. */
    public static final String WORKBENCH = "/workbench/";

    /** All that belongs to no trust center: a name that none can have. */
    public static final String ROOT = WORKBENCH + "_/";

    /** The page that offers to log in; {@code ?why=} says why one is there: {@link Why} in small letters. */
    public static final String LOGIN = ROOT + "login";

    /** Where logging in begins: leads to the identity provider. */
    public static final String START = ROOT + "start/" + ProviderRegistration.ID;

    /** Where a form is sent to log out. */
    public static final String LOGOUT = ROOT + "logout";

    /** Where the identity provider sends people back to. */
    static final String ARRIVAL = ROOT + "arrival/" + ProviderRegistration.ID;

    private Lobby() {}

    /** Why somebody has to log in. */
    public enum Why {
        /** The session rested for too long. */
        IDLE,
        /** The session lasted for as long as any may. */
        TOO_LONG,
        /** What the identity provider vouched for has run out. */
        EXPIRED,
        /** The identity provider did not let them in. */
        REFUSED,
        /** They left. */
        LEFT
    }
}
