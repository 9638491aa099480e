package org.trustledger.pdf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

public class PdfRendererApplicationTest {
    /** The press as it runs, with a demonstration seal and little patience. */
    public static ConfigurableApplicationContext start(Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "trust-ledger.seal.demonstration", "true",
                "trust-ledger.retry.first", "20ms",
                "trust-ledger.retry.longest", "200ms"));
        all.putAll(settings);
        return new SpringApplicationBuilder(PdfRendererApplication.class)
                .run(all.entrySet().stream()
                        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                        .toArray(String[]::new));
    }

    @Test
    void withoutASealingKeyTheStartStopsWithASentence(@TempDir Path folder) {
        var keystore = folder.resolve("seal.p12");
        assertThatThrownBy(() -> start(Map.of(
                        "server.port", "0",
                        "trust-ledger.identity.client-secret", "secret",
                        "trust-ledger.seal.demonstration", "false",
                        "trust-ledger.seal.keystore", keystore.toString(),
                        "trust-ledger.seal.password", "secret")))
                .rootCause()
                .hasMessageContaining("There is no key store at " + keystore);
    }

    @Test
    void aMissingSecretStopsTheStartWithItsName() {
        assertThatThrownBy(() -> start(Map.of("server.port", "0")))
                .hasMessageContaining("trust-ledger.identity.client-secret is not set");
    }
}
