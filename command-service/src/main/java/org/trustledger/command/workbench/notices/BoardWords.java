package org.trustledger.command.workbench.notices;

import java.util.Locale;
import java.util.Map;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.presentation.Words;

/** What the pages on notices say in one language. */
public final class BoardWords extends Words<BoardText> {
    BoardWords(Locale locale, Map<BoardText, String> patterns) {
        super(locale, patterns);
    }

    /** What the state of one delivery is called. */
    String state(State state) {
        return state(state, 1);
    }

    /** What the state of so many is called. */
    String state(State state, int many) {
        return say(BoardText.valueOf("STATE_" + state.name()), many);
    }
}
