package org.trustledger.standalone.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.presentation.WordFiles;

/** Where sample people say who they are: in the place of the page that a provider's own identity system has. */
@RestController
class LoginForm {
    static final String ADDRESS = "/login";

    /** What the page needs besides itself lies under this. */
    static final String FILES = "/_/";

    /** Nothing but its own style and type. */
    static final String SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s · %s</title>
            <link rel="stylesheet" href="%s">
            <link rel="icon" type="image/svg+xml" href="%s">
            </head>
            <body>
            <header class="head">
            <div class="wide head-row">
            <p class="brand"><span class="mark" aria-hidden="true">T</span> <span class="brand-name">%s <span class="soft">%s</span></span></p>
            </div>
            </header>
            <main class="wide">
            <div class="title">
            <h1>%s</h1>
            <p class="part-lead">%s</p>
            </div>
            %s
            <form class="login" method="post" action="%s">
            <input type="hidden" name="%s" value="%s">
            <div class="field"><label for="username">%s</label> <input id="username" name="username" autocomplete="username" autocapitalize="none" required autofocus></div>
            <div class="field"><label for="password">%s</label> <input id="password" name="password" type="password" autocomplete="current-password" required></div>
            <button class="button" type="submit">%s</button>
            </form>
            <section class="people">
            <h2>%s</h2>
            <dl>%s</dl>
            </section>
            </main>
            </body>
            </html>
            """;

    private final AssetFiles files = new AssetFiles(FILES);
    private final String stylesheet = files.addStylesheet("login", LoginForm.class, "login.css");
    private final String icon = files.add(AssetFiles.class, "icon.svg");
    private final WordFiles<LoginText, LoginWords> words =
            new WordFiles<>("texts/identity", LoginText.class, LoginWords::new);

    @GetMapping(path = ADDRESS, produces = MediaType.TEXT_HTML_VALUE)
    String form(CsrfToken csrf, HttpServletRequest request) {
        var t = words.in(WordFiles.choose(
                words.languages(), request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        return PAGE.formatted(
                t.language(),
                t.say(LoginText.LOG_IN),
                t.say(LoginText.PRODUCT),
                stylesheet,
                icon,
                t.say(LoginText.PRODUCT),
                t.say(LoginText.HOUSE),
                t.say(LoginText.TITLE),
                t.say(LoginText.LEAD),
                notice(t, request),
                ADDRESS,
                csrf.getParameterName(),
                HtmlUtils.htmlEscape(csrf.getToken()),
                t.say(LoginText.NAME),
                t.say(LoginText.PASSWORD),
                t.say(LoginText.LOG_IN),
                t.say(LoginText.PEOPLE),
                Arrays.stream(Person.values())
                        .map(person -> "<div><dt>%s</dt> <dd class=\"mono\">%s</dd></div>"
                                .formatted(person.login(), String.join(", ", person.roles())))
                        .collect(Collectors.joining()));
    }

    private static String notice(LoginWords t, HttpServletRequest request) {
        if (request.getParameter("error") != null) {
            return "<p class=\"notice error\" role=\"alert\">%s</p>".formatted(t.say(LoginText.WRONG));
        }
        return request.getParameter("logout") == null
                ? ""
                : "<p class=\"notice\" role=\"status\">%s</p>".formatted(t.say(LoginText.LEFT));
    }

    @GetMapping(FILES + "{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        var asset = files.byName().get(name);
        return asset == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, AssetFiles.FOR_EVER)
                        .header(HttpHeaders.CONTENT_TYPE, asset.type())
                        .body(asset.bytes());
    }
}
