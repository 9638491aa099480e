package org.trustledger.query.site;

import java.util.List;

/**
 * Whom to ask: functions, never persons.
 *
 * @param function of the provider that answers questions
 * @param third those of the sub-processors
 */
public record ContactPage(
        Frame frame,
        String legalName,
        Said function,
        Link address,
        List<Third> third,
        Link security,
        String subprocessors)
        implements Framed {

    /** The function of a sub-processor that answers questions. */
    public record Third(String name, String href, Said function, Link address) {}
}
