package org.trustledger.command.content;

/**
 * What readers get in place of a reason they may not know, or that is none of what they see. The words are under
 * {@code texts/access/}.
 */
enum AccessText {
    TOLD_ON_REQUEST,
    MOVED,
    NOT_TOLD
}
