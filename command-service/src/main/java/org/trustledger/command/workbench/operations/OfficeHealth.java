package org.trustledger.command.workbench.operations;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** What the health endpoint says of the whole office. */
@Component
class OfficeHealth {
    // Its sentence names other trust centers; this one's own progress says what concerns this one.
    private static final Set<String> TOLD_OTHERWISE = Set.of("relay");

    private final HealthEndpoint endpoint;

    OfficeHealth(HealthEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @param because why, in English; null if it does not say */
    record Unwell(String part, @Nullable String because) {}

    /** The parts that are not up. */
    List<Unwell> unwell() {
        return endpoint.health() instanceof CompositeHealthDescriptor whole && whole.getComponents() != null
                ? whole.getComponents().entrySet().stream()
                        .filter(part -> !TOLD_OTHERWISE.contains(part.getKey()))
                        .flatMap(part -> unwell(part.getKey(), part.getValue()))
                        .toList()
                : List.of();
    }

    private static Stream<Unwell> unwell(String part, HealthDescriptor health) {
        var status = health.getStatus();
        if (status.equals(Status.UP) || status.equals(Status.UNKNOWN)) {
            return Stream.empty();
        }
        var because = health instanceof IndicatedHealthDescriptor indicated
                        && indicated.getDetails() != null
                        && indicated.getDetails().get("because") instanceof String sentence
                ? sentence
                : null;
        return Stream.of(new Unwell(part, because));
    }
}
