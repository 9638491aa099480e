package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.trustledger.presentation.Markup;

/**
 * As much of an answer as a list of them has room for.
 *
 * @param html safe markup
 * @param isWhole whether that is all of it
 */
record Lead(String html, boolean isWhole) {
    /** Some 250 words: more than most answers have. */
    private static final int LETTERS = 1_500;
    /** Of a first block that is longer by itself, such as a table. */
    private static final int LETTERS_OF_A_BLOCK = 400;

    static Lead whole(String html) {
        return new Lead(html, true);
    }

    /** Its first blocks, or the beginning of the first one as plain text where that alone is too long. */
    static Lead of(String html) {
        if (html.length() <= LETTERS) {
            return whole(html);
        }
        List<Element> blocks = Jsoup.parseBodyFragment(html).body().children();
        var kept = new ArrayList<String>();
        var letters = 0;
        for (var block : blocks) {
            letters += block.outerHtml().length();
            if (letters > LETTERS) {
                break;
            }
            kept.add(block.outerHtml());
        }
        if (kept.isEmpty() && !blocks.isEmpty()) {
            return new Lead(
                    "<p>%s …</p>"
                            .formatted(Markup.escape(beginning(blocks.getFirst().text()))),
                    false);
        }
        return new Lead(String.join("\n", kept), kept.size() == blocks.size());
    }

    private static String beginning(String text) {
        if (text.length() <= LETTERS_OF_A_BLOCK) {
            return text;
        }
        var word = text.lastIndexOf(' ', LETTERS_OF_A_BLOCK);
        return text.substring(0, word > 0 ? word : text.offsetByCodePoints(0, LETTERS_OF_A_BLOCK / 2));
    }
}
