package org.trustledger.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param out for results, to be read on by other programs
 * @param errors for progress and for what went wrong
 */
public record Surroundings(Map<String, String> environment, PrintWriter out, PrintWriter errors, Asker asker) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
