package org.trustledger.command.workbench.content;

import org.trustledger.command.workbench.Frame;

/** A document that cannot be planned at all, for another reason than a problem in it. */
public record TroublePage(
        Frame frame, ContentTexts texts, SentLine sent, TroubleShown trouble, SendForm form, String discard) {}
