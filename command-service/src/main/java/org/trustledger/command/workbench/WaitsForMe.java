package org.trustledger.command.workbench;

import java.util.List;

/** Where lines of the home page come from; a bean per source. */
public interface WaitsForMe {
    /** What there is for this person, most urgent first; quick, for the home page asks every time. */
    List<Waiting> linesFor(Visit visit);
}
