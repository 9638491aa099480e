package org.trustledger.presentation;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;

/** The precompiled templates of a house: a page is the one parameter of the template it names. */
public final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * HTML in UTF-8.
     *
     * @param template its path without {@code .jte}
     */
    public byte[] render(String template, Object page) {
        var output = new Utf8ByteOutput();
        engine.render(template + ".jte", page, output);
        return output.toByteArray();
    }
}
