package org.trustledger.command.workbench.content;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words of content as code, in every language there is a file for under {@code texts/content}. */
@Component
class ContentTextFiles extends WordFiles<ContentText, ContentTexts> {
    ContentTextFiles() {
        super("texts/content", ContentText.class, ContentTexts::new);
    }
}
