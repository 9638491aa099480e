package org.trustledger.command.workbench.sheets;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words of the import, in every language there is a file for under {@code texts/sheets}. */
@Component
class SheetTextFiles extends WordFiles<SheetText, SheetTexts> {
    SheetTextFiles() {
        super("texts/sheets", SheetText.class, SheetTexts::new);
    }
}
