package org.trustledger.command.workbench.webhooks;

/** What the page on endpoints of programs can say. The words are under {@code texts/workbench/webhooks}. */
public enum ProgramText {
    TITLE,
    LEAD,
    COUNT,
    NONE,
    COLUMN_HOST,
    COLUMN_STATE,
    COLUMN_TROUBLE,
    COLUMN_DO,
    NOT_CALLABLE,
    NO_KEYS,
    STATE_CALLED,
    STATE_PAUSED,
    STATE_PAUSED_FAILING,
    SINCE,
    WAITING,
    NO_TROUBLE,
    TROUBLE,
    RESUME,
    RESUME_FOR,
    RESUMED,
    NOT_RESUMED,
    END,
    END_FOR,
    END_CONSEQUENCE,
    END_DO,
    ENDED,
    NOT_ENDED
}
