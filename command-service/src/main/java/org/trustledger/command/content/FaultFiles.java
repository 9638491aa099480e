package org.trustledger.command.content;

import java.util.TreeMap;
import org.trustledger.events.LocalizedText;
import org.trustledger.presentation.WordFiles;

/** The words for what is wrong with documents, in every language there is a file for under {@code texts/problems}. */
final class FaultFiles extends WordFiles<Fault, FaultWords> {
    FaultFiles() {
        super("texts/problems", Fault.class, FaultWords::new);
    }

    /** In every language, because who reads it is not known yet. */
    LocalizedText tell(Fault fault, Object... values) {
        var told = new TreeMap<String, String>();
        languages().forEach(language -> told.put(language, in(language).tell(fault, values)));
        return new LocalizedText(told);
    }
}
