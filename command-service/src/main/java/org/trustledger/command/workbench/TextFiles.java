package org.trustledger.command.workbench;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words of the workbench, in every language there is a file for under {@code texts/workbench}. */
@Component
class TextFiles extends WordFiles<Text, Texts> {
    TextFiles() {
        super("texts/workbench", Text.class, Texts::new);
    }
}
