package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.testing.SettingsDocument;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** What can be checked of the compose file without an engine to run it. */
class ComposeTest {
    private static final Path FOLDER = Path.of("..", "compose");

    private final Map<String, Object> compose = read();

    @ParameterizedTest
    @CsvSource({"office, command-service", "counter, query-service", "press, pdf-renderer"})
    void tellsAServiceOnlyWhatItsDocumentExplains(String name, String module) {
        var documented = SettingsDocument.in(Path.of("..", "..", module, "docs", "settings.md"))
                .keys();
        var service = part(part(compose, "services"), name);
        var secrets = list(service, "secrets").stream()
                .map(secret -> String.valueOf(((Map<?, ?>) secret).get("target")))
                .toList();

        assertThat(part(service, "environment").keySet())
                .isNotEmpty()
                .isSubsetOf(documented.stream().map(ComposeTest::variable).toList());
        assertThat(secrets).filteredOn(target -> !target.endsWith(".p12")).isSubsetOf(documented);
        assertThat(part(service, "environment").keySet())
                .as("secrets come from files")
                .noneMatch(variable -> variable.endsWith("PASSWORD") || variable.endsWith("SECRET"));
    }

    @ParameterizedTest
    @CsvSource({"office, 8088", "counter, 8089", "press, 8083"})
    void givesAServiceNothingToWriteOnAndNoPrivilege(String name, int management) {
        var service = part(part(compose, "services"), name);

        assertThat(service)
                .containsEntry("read_only", true)
                .containsEntry("user", "10001:10001")
                .containsEntry("cap_drop", List.of("ALL"));
        assertThat(String.valueOf(part(service, "healthcheck").get("test")))
                .contains("/dev/tcp/127.0.0.1/%d".formatted(management), "/actuator/health/readiness");
        assertThat(list(service, "ports")).noneMatch(port -> port.toString().contains(String.valueOf(management)));
    }

    @Test
    void mountsAndNamesOnlyWhatIsThere() {
        var services = part(compose, "services");
        for (var name : services.keySet()) {
            var service = part(services, name);
            assertThat(list(service, "secrets").stream()
                            .map(secret -> secret instanceof Map<?, ?> map ? map.get("source") : secret)
                            .map(String::valueOf))
                    .as("secrets of %s", name)
                    .isSubsetOf(part(compose, "secrets").keySet());
            for (var volume : list(service, "volumes")) {
                var source = volume.toString().split(":", -1)[0];
                if (source.startsWith(".")) {
                    assertThat(FOLDER.resolve(source))
                            .as("%s of %s", source, name)
                            .exists();
                } else {
                    assertThat(part(compose, "volumes").keySet()).contains(source);
                }
            }
            if (service.get("depends_on") instanceof Map<?, ?> others) {
                assertThat(others.keySet().stream().map(String::valueOf)).isSubsetOf(services.keySet());
            }
        }
    }

    @Test
    void hasARealmThatIsJson() throws IOException {
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(FOLDER.resolve("realm.json")))
                        .at("/clients/0/clientId")
                        .asString())
                .isEqualTo("trust-ledger-press");
    }

    @Test
    void saysInItsReadmeThatItWasNotRun() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("Not run where it was written");
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Map<String, Object> read() {
        try (var reader = Files.newBufferedReader(FOLDER.resolve("compose.yaml"))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> whole, String name) {
        return (Map<String, Object>) Objects.requireNonNull(whole.get(name), name);
    }

    private static List<Object> list(Map<String, Object> whole, String name) {
        return whole.get(name) instanceof List<?> list
                ? Stream.<Object>of(list.toArray()).toList()
                : List.of();
    }
}
