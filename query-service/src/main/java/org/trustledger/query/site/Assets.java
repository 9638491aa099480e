package org.trustledger.query.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.Markdown;
import org.trustledger.query.platform.Representation;

/** Style, type and icon. Each address has the digest of its bytes in it, so browsers keep them for ever. */
@Component
class Assets {
    private static final String ROOT = "/_/";
    private static final Pattern FONT = Pattern.compile("url\\(\"(?<name>[A-Za-z0-9-]+)\\.woff2\"\\)");
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final MediaType WOFF2 = new MediaType("font", "woff2");
    private static final MediaType SVG = new MediaType("image", "svg+xml");

    private final Map<String, Representation> byName = new HashMap<>();
    private final String stylesheet;
    private final String icon;

    Assets() throws IOException {
        var css = new String(read(Assets.class, "/site/site.css"), StandardCharsets.UTF_8);
        var named = new StringBuilder();
        var fonts = FONT.matcher(css);
        while (fonts.find()) {
            var name = fonts.group("name");
            var address = add(name, "woff2", WOFF2, read(Markdown.class, "fonts/%s.woff2".formatted(name)));
            fonts.appendReplacement(named, Matcher.quoteReplacement("url(\"%s\")".formatted(address)));
        }
        fonts.appendTail(named);
        stylesheet = add("site", "css", CSS, named.toString().getBytes(StandardCharsets.UTF_8));
        icon = add("icon", "svg", SVG, read(Assets.class, "/site/icon.svg"));
    }

    String stylesheet() {
        return stylesheet;
    }

    String icon() {
        return icon;
    }

    /** @param name as in the address, after {@code /_/} */
    @Nullable Representation find(String name) {
        return byName.get(name);
    }

    private String add(String name, String extension, MediaType type, byte[] bytes) {
        var representation = Representation.of(type, bytes);
        var hashed = "%s.%s.%s".formatted(name, representation.digest().substring(0, 12), extension);
        byName.put(hashed, representation);
        return ROOT + hashed;
    }

    private static byte[] read(Class<?> neighbour, String name) throws IOException {
        try (InputStream stream = neighbour.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("There is no resource %s beside %s".formatted(name, neighbour));
            }
            return stream.readAllBytes();
        }
    }
}
