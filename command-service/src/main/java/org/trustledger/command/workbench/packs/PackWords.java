package org.trustledger.command.workbench.packs;

import java.util.Locale;
import java.util.Map;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.presentation.Words;

/** What the packs' pages say in one language. */
public final class PackWords extends Words<PackText> {
    PackWords(Locale locale, Map<PackText, String> patterns) {
        super(locale, patterns);
    }

    /** Of one pack. */
    String state(State state) {
        return say(PackText.valueOf("STATE_" + state.name()));
    }

    /** Of all that are in it. */
    String states(State state) {
        return say(PackText.valueOf("STATES_" + state.name()));
    }
}
