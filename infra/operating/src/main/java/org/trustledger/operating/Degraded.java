package org.trustledger.operating;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Serving, and something is wrong: a person should look, and traffic should keep coming. Answered with 200, unlike
 * {@link Status#DOWN}, which is for what must not get traffic.
 */
public final class Degraded {
    /** Named in each service's order of statuses, between out-of-service and up. */
    public static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}

    /** @param sentence for the operator: what is wrong and since when, without anything secret or personal */
    public static Health.Builder because(String sentence) {
        return Health.status(STATUS).withDetail("because", sentence);
    }
}
