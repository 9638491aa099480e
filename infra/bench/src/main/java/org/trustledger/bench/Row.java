package org.trustledger.bench;

import java.util.List;

/** One line, or several that are measured together, of the table of figures. */
interface Row {
    /** What it is called on the command line. */
    String name();

    /** @throws LeftOut if something it needs cannot be had here */
    List<Comparison> measure(Surroundings surroundings) throws Exception;
}
