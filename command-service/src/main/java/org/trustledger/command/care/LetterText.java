package org.trustledger.command.care;

/** What letters to owners say. The words are under {@code texts/letters}. */
public enum LetterText {
    SUBJECT,
    LEAD,
    REVIEW,
    TIME,
    MORE,
    WHAT_TO_DO,
    WHY,
    ELSEWHERE
}
