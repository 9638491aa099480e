package org.trustledger.query.site;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/** Text as markup. */
final class Markup {
    private Markup() {}

    static String escape(String text) {
        var output = new StringOutput();
        var html = new OwaspHtmlTemplateOutput(output);
        html.setContext("html", null);
        html.writeUserContent(text);
        return output.toString();
    }
}
