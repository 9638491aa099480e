package org.trustledger.command.workbench.answers;

import java.util.List;

/** How an answer will read, alone. */
public record PreviewPart(AnswerTexts texts, List<AnswerPage.Shown> shown) {}
