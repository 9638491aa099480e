package org.trustledger.presentation.differences;

import static org.trustledger.presentation.Markup.escape;

import gg.jte.Content;
import java.util.List;

/**
 * What was struck out and what was put in as markup, told apart by more than colour and for who hears it read out.
 *
 * @param removed what is said before what was struck out
 * @param added what is said before what was put in
 */
public record Redline(String removed, String added) {

    /** The runs as one text, escaped. */
    public Content of(List<Run> runs) {
        return output -> {
            for (var run : runs) {
                var text = escape(run.text());
                output.writeContent(
                        switch (run.change()) {
                            case EQUAL -> text;
                            case REMOVED -> edited("del", removed, text);
                            case ADDED -> edited("ins", added, text);
                        });
            }
        };
    }

    private static String edited(String element, String said, String text) {
        return "<%1$s><span class=\"unseen\">%2$s </span>%3$s</%1$s>".formatted(element, escape(said), text);
    }
}
