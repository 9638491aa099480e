package org.trustledger.query.platform;

import jakarta.servlet.http.HttpServletRequest;

/** Shows a problem to a person. */
public interface ProblemPage {
    /** An HTML page in UTF-8. Called for any address, so it must not fail on what the request says. */
    byte[] show(Problem problem, String correlationId, HttpServletRequest request);
}
