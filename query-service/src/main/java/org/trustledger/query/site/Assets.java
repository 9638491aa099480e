package org.trustledger.query.site;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.query.platform.Brand;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.platform.Representation;

/** Style, type, icon and script of the public pages, and what is a provider's own. */
@Component
class Assets {
    /** Of a logo in the header, in pixels of the stylesheet. */
    private static final int LOGO_HEIGHT = 26;

    private final Map<String, Representation> byName = new HashMap<>();
    private final Map<String, Frame.Brand> brands = new HashMap<>();
    private final String stylesheet;
    private final String icon;
    private final String script;
    private final List<String> fonts;

    Assets(CounterSettings settings) {
        var files = new AssetFiles("/_/");
        stylesheet = files.addStylesheet("site", Assets.class, "/site/site.css");
        icon = files.add(AssetFiles.class, "icon.svg");
        script = files.add(Assets.class, "/site/site.js");
        fonts = files.fonts();
        settings.brands().forEach((trustCenter, brand) -> brands.put(trustCenter, add(files, trustCenter, brand)));
        files.byName()
                .forEach((name, asset) ->
                        byName.put(name, Representation.of(MediaType.parseMediaType(asset.type()), asset.bytes())));
    }

    private static Frame.Brand add(AssetFiles files, String trustCenter, Brand brand) {
        var accents = brand.accents();
        var logo = brand.logo();
        return new Frame.Brand(
                accents == null ? null : files.add(trustCenter, "css", css(accents)),
                logo == null
                        ? null
                        : new Frame.Logo(
                                files.add(trustCenter, logo.extension(), logo.bytes()),
                                logo.width(LOGO_HEIGHT),
                                LOGO_HEIGHT));
    }

    private static byte[] css(Brand.Accents accents) {
        return ":root{--accent:%s}@media(prefers-color-scheme:dark){:root{--accent:%s}}"
                .formatted(accents.light(), accents.dark())
                .getBytes(StandardCharsets.UTF_8);
    }

    String stylesheet() {
        return stylesheet;
    }

    String icon() {
        return icon;
    }

    String script() {
        return script;
    }

    /** Of a page's type, what is to be fetched together with its style. */
    List<String> fonts() {
        return fonts;
    }

    /** What is the provider's own; null if all is ours. */
    Frame.@Nullable Brand brand(String trustCenter) {
        return brands.get(trustCenter);
    }

    /** @param name as in the address, after {@code /_/} */
    @Nullable Representation find(String name) {
        return byName.get(name);
    }
}
