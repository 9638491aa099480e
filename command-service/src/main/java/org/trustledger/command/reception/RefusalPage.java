package org.trustledger.command.reception;

import java.net.URI;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.trustledger.command.platform.Refusal;

/** A refusal for somebody who sent a form: what is wrong in their language, and the way back. */
final class RefusalPage {
    private RefusalPage() {}

    static String of(Refusal refusal, @Nullable String language, URI back) {
        var spoken = Locale.forLanguageTag(language == null ? "en" : language);
        var words = ResourceBundle.getBundle(
                "reception",
                spoken,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var slug = String.valueOf(refusal.problem().getType()).replaceFirst(".*:", "");
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
                <body><main><h1>%s</h1><p>%s</p><p><a href="%s">%s</a></p></main></body>
                </html>
                """.formatted(
                        words.getString("language"),
                        escaped(words.getString("title")),
                        escaped(words.getString("title")),
                        escaped(text(words, slug)),
                        escaped(back.toString()),
                        escaped(words.getString("back")));
    }

    private static String text(ResourceBundle words, String slug) {
        try {
            return words.getString(slug);
        } catch (MissingResourceException _) {
            return words.getString("otherwise");
        }
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
