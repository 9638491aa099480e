package org.trustledger.command.workbench;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.staff.Lobby;
import org.trustledger.presentation.AssetFiles;

/** Style, type, script and icon of the workbench. */
@Component
class Assets {
    private final AssetFiles files = new AssetFiles(Lobby.ROOT);
    private final String stylesheet = files.addStylesheet("workbench", Assets.class, "workbench.css");
    private final String script = files.add(Assets.class, "workbench.js");
    private final String icon = files.add(AssetFiles.class, "icon.svg");

    String stylesheet() {
        return stylesheet;
    }

    String script() {
        return script;
    }

    String icon() {
        return icon;
    }

    /** @param name as in the address, after {@link Lobby#ROOT} */
    AssetFiles.@Nullable Asset find(String name) {
        return files.byName().get(name);
    }
}
