package org.trustledger.command.workbench.outline;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words of the pages of the outline, in every language there is a file for under {@code texts/outline}. */
@Component
class OutlineTextFiles extends WordFiles<OutlineText, OutlineTexts> {
    OutlineTextFiles() {
        super("texts/outline", OutlineText.class, OutlineTexts::new);
    }
}
