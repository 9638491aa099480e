package org.trustledger.query.site;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import org.trustledger.query.search.Fragment;

/** Text as markup. */
public final class Markup {
    private Markup() {}

    /** With what was searched for marked. */
    public static Content marked(List<Fragment> fragments) {
        return output -> {
            for (var fragment : fragments) {
                output.writeContent(fragment.hit() ? "<mark>" : "");
                output.writeContent(escape(fragment.text()));
                output.writeContent(fragment.hit() ? "</mark>" : "");
            }
        };
    }

    static String escape(String text) {
        var output = new StringOutput();
        var html = new OwaspHtmlTemplateOutput(output);
        html.setContext("html", null);
        html.writeUserContent(text);
        return output.toString();
    }
}
