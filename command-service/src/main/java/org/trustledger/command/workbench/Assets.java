package org.trustledger.command.workbench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.BrandSettings;
import org.trustledger.command.staff.Lobby;
import org.trustledger.command.staff.WorkbenchSettings;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.presentation.Brand;

/** Style, type, script and icon of the workbench, and the logos of those it works for. */
@Component
class Assets {
    private final AssetFiles files = new AssetFiles(Lobby.ROOT);
    private final String stylesheet = files.addStylesheet("workbench", Assets.class, "workbench.css");
    private final String patience;
    private final String script = files.add(Assets.class, "workbench.js");
    private final String icon = files.add(AssetFiles.class, "icon.svg");
    private final Map<String, Brand.Picture> logos = new HashMap<>();

    Assets(BrandSettings brands, WorkbenchSettings settings) {
        patience = files.add("patience", "css", patience(settings).getBytes(StandardCharsets.UTF_8));
        brands.brands().forEach((trustCenter, brand) -> {
            var logo = brand.addTo(files, trustCenter).logo();
            if (logo != null) {
                logos.put(trustCenter, logo);
            }
        });
    }

    String stylesheet() {
        return stylesheet;
    }

    /** How long a page waits before it asks whether somebody is still there, as style: it is not known before. */
    String patience() {
        return patience;
    }

    private static String patience(WorkbenchSettings settings) {
        return ":root { --asked-after: %ds; --over-after: %ds; }"
                .formatted(
                        settings.askedAfter().toSeconds(),
                        settings.idleTimeout().toSeconds());
    }

    String script() {
        return script;
    }

    String icon() {
        return icon;
    }

    /** As the site has it in its header; null for none. */
    Brand.@Nullable Picture logo(TrustCenterId trustCenter) {
        return logos.get(trustCenter.value());
    }

    /** @param name as in the address, after {@link Lobby#ROOT} */
    AssetFiles.@Nullable Asset find(String name) {
        return files.byName().get(name);
    }
}
