package org.trustledger.query.site;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.query.platform.Representation;

/** Style, type, icon and script of the public pages. */
@Component
class Assets {
    private final Map<String, Representation> byName = new HashMap<>();
    private final String stylesheet;
    private final String icon;
    private final String script;

    Assets() {
        var files = new AssetFiles("/_/");
        stylesheet = files.addStylesheet("site", Assets.class, "/site/site.css");
        icon = files.add(AssetFiles.class, "icon.svg");
        script = files.add(Assets.class, "/site/site.js");
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

    /** @param name as in the address, after {@code /_/} */
    @Nullable Representation find(String name) {
        return byName.get(name);
    }
}
