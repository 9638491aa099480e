package org.trustledger.command.reception;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** What a letter said is not shown: not yet, or not any more. */
final class WordsNotShown extends Refusal {
    private static final long serialVersionUID = 1;

    WordsNotShown() {
        super(
                HttpStatus.NOT_FOUND,
                "words-not-shown",
                "The words of this letter are not shown",
                "The page of the letter, without /words.txt, says why they are not, or has a button that shows them.");
    }
}
