package org.trustledger.query.site;

import java.util.List;

/** Those to whom data goes, and where it is kept. */
public record SubprocessorsPage(
        Frame frame, SubprocessorsShown subprocessors, List<DataCenterShown> dataCenters, PackCard pack)
        implements Framed {}
