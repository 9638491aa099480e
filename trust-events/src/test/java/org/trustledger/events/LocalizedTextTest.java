package org.trustledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LocalizedTextTest {
    private final LocalizedText greeting =
            new LocalizedText(new TreeMap<>(Map.of("en", "Good day", "sv", "God dag", "fi", "Päivää")));

    @Test
    void readsInTheLanguageAskedFor() {
        assertThat(greeting.in("sv", "en")).isEqualTo("God dag");
    }

    @Test
    void fallsBackToTheTrustCentersLanguageThenToAnyThereIs() {
        assertThat(greeting.in("de", "fi")).isEqualTo("Päivää");
        assertThat(LocalizedText.of("sv", "God dag").in("de", "en")).isEqualTo("God dag");
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> new LocalizedText(new TreeMap<>())).isInstanceOf(IllegalArgumentException.class);
    }
}
