package org.trustledger.query.site;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words of the public pages, in every language there is a file for under {@code texts/}. */
@Component
class TextFiles extends WordFiles<Text, Texts> {
    TextFiles() {
        super("texts", Text.class, Texts::new);
    }
}
