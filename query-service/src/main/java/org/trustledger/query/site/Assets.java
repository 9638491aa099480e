package org.trustledger.query.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.presentation.Brand;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.platform.Representation;

/** Style, type, icon and script of the public pages, and what is a provider's own. */
@Component
class Assets {
    private final Map<String, Representation> byName = new HashMap<>();
    private final Map<String, Brand.Served> brands = new HashMap<>();
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
        settings.brands().forEach((trustCenter, brand) -> brands.put(trustCenter, brand.addTo(files, trustCenter)));
        files.byName()
                .forEach((name, asset) ->
                        byName.put(name, Representation.of(MediaType.parseMediaType(asset.type()), asset.bytes())));
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
    Brand.@Nullable Served brand(String trustCenter) {
        return brands.get(trustCenter);
    }

    /** @param name as in the address, after {@code /_/} */
    @Nullable Representation find(String name) {
        return byName.get(name);
    }
}
