package org.trustledger.presentation;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/** Text as markup, for what is put together outside a template. */
public final class Markup {
    private Markup() {}

    /** The text with everything escaped that would be markup, as templates do it. */
    public static String escape(String text) {
        var output = new StringOutput();
        var html = new OwaspHtmlTemplateOutput(output);
        html.setContext("html", null);
        html.writeUserContent(text);
        return output.toString();
    }
}
