package org.trustledger.query.site;

import java.util.List;

/**
 * All agreements, each with the revision in force.
 *
 * @param coming what is announced of agreements
 */
public record AgreementsPage(Frame frame, List<AgreementShown> agreements, List<ComingShown> coming)
        implements Framed {}
