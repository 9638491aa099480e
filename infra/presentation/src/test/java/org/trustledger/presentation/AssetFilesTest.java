package org.trustledger.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AssetFilesTest {
    private final AssetFiles files = new AssetFiles("/_/");

    @Test
    void aStylesheetIsTheDesignFollowedByTheHousesOwnWithItsFonts() {
        var address = files.addStylesheet("house", AssetFilesTest.class, "house.css");

        assertThat(address).matches("/_/house\\.[0-9a-f]{12}\\.css");
        var css = new String(
                Objects.requireNonNull(files.byName().get(address.substring(3))).bytes(), StandardCharsets.UTF_8);
        assertThat(css).contains("--accent:").endsWith(".house { color: inherit; }\n");
        assertThat(css).doesNotContain("url(\"IBM");
        assertThat(files.byName().keySet()).anyMatch(name -> name.matches("LedgerSans-Regular\\..*\\.woff2"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> files.add(AssetFilesTest.class, "nowhere.svg")).hasMessageContaining("nowhere.svg");
    }
}
