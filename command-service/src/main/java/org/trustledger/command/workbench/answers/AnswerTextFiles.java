package org.trustledger.command.workbench.answers;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words of the pages of answers, in every language there is a file for under {@code texts/answers}. */
@Component
class AnswerTextFiles extends WordFiles<AnswerText, AnswerTexts> {
    AnswerTextFiles() {
        super("texts/answers", AnswerText.class, AnswerTexts::new);
    }
}
