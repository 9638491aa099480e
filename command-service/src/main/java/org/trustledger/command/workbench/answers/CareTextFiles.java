package org.trustledger.command.workbench.answers;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words of the pages of care, in every language there is a file for under {@code texts/care}. */
@Component
class CareTextFiles extends WordFiles<CareText, CareTexts> {
    CareTextFiles() {
        super("texts/care", CareText.class, CareTexts::new);
    }
}
