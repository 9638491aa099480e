package org.trustledger.command.webhooks;

import java.util.Locale;

/**
 * What somebody has done with an endpoint by its link, as far as it is counted against the endpoint. Pausing and ending
 * are not: whoever wants no calls always gets their way.
 */
enum Asked {
    /** Counted by trust center only: the endpoint is new. */
    REGISTER(Integer.MAX_VALUE),
    CHALLENGE(6),
    TEST(12),
    CHANGE(30),
    RESUME(12),
    REPLAY(6),
    SECRET(6);

    private final int mostAnHour;

    Asked(int mostAnHour) {
        this.mostAnHour = mostAnHour;
    }

    /** How often an hour it is done for one endpoint. */
    int mostAnHour() {
        return mostAnHour;
    }

    /** As in rows. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
