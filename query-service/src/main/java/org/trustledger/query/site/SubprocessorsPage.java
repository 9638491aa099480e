package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those to whom data goes, and where it is kept.
 *
 * @param countries by which both lists can be narrowed
 * @param dataCenters null if there are none
 */
public record SubprocessorsPage(
        Frame frame,
        List<AnswersShown.Filter> countries,
        SubprocessorsShown subprocessors,
        @Nullable DataCentersShown dataCenters,
        PackCard pack)
        implements Framed {}
