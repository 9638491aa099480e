package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.standalone.ComposeFile.list;
import static org.trustledger.standalone.ComposeFile.part;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.testing.SettingsDocument;

/** What can be checked of the compose file without an engine to run it. */
class ComposeTest {
    private static final Path FOLDER = ComposeFile.FOLDER;

    private static final Set<String> TOLD_TO_READERS =
            Set.of("TRUST_LEDGER_PUBLIC_BASE", "TRUST_LEDGER_WORKBENCH_PEOPLE", "TRUST_LEDGER_MAIL_OFFICE");

    private final ComposeFile compose = ComposeFile.read();

    @ParameterizedTest
    @CsvSource({"office, command-service", "counter, query-service", "press, pdf-renderer"})
    void tellsAServiceAllThatItMustKnowAndOnlyWhatItsDocumentExplains(String name, String module) {
        var document = SettingsDocument.in(Path.of("..", "..", module, "docs", "settings.md"));
        var documented = document.keys();
        var variables = compose.environment(name).keySet();

        assertThat(variables)
                .isNotEmpty()
                .isSubsetOf(documented.stream().map(ComposeTest::variable).toList());
        assertThat(compose.secrets(name).keySet())
                .filteredOn(target -> !target.endsWith(".p12"))
                .isSubsetOf(documented);
        assertThat(variables)
                .as("secrets come from files")
                .noneMatch(variable -> variable.endsWith("PASSWORD") || variable.endsWith("SECRET"));
        assertThat(document.required())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(variables.contains(variable(key))
                                || compose.secrets(name).containsKey(key))
                        .as(key)
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({"office, 8088", "counter, 8089", "press, 8083"})
    void givesAServiceNothingToWriteOnAndNoPrivilege(String name, int management) {
        var service = compose.service(name);

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
        var services = compose.services();
        for (var name : services.keySet()) {
            var service = compose.service(name);
            assertThat(compose.secrets(name).values())
                    .as("secrets of %s", name)
                    .isSubsetOf(part(compose.content(), "secrets").keySet());
            for (var volume : list(service, "volumes")) {
                var source = volume.toString().split(":", -1)[0];
                if (source.startsWith(".")) {
                    assertThat(FOLDER.resolve(source))
                            .as("%s of %s", source, name)
                            .exists();
                } else {
                    assertThat(part(compose.content(), "volumes").keySet()).contains(source);
                }
            }
            if (service.get("depends_on") instanceof Map<?, ?> others) {
                assertThat(others.keySet().stream().map(String::valueOf)).isSubsetOf(services.keySet());
            }
        }
    }

    @Test
    void givesTheRealmTheSecretsOfItsClients() throws IOException {
        var realm = Files.readString(FOLDER.resolve("realm.json"));
        var identity = compose.service("identity");

        assertThat(realm)
                .contains("\"clientId\": \"%s\""
                        .formatted(compose.environment("press").get("TRUST_LEDGER_IDENTITY_CLIENT_ID")));
        assertThat(Pattern.compile("\\$\\{([A-Z_]+)}").matcher(realm).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    var secret = variable.toLowerCase(Locale.ROOT);
                    assertThat(String.valueOf(identity.get("entrypoint")))
                            .contains("%s=$$(cat /run/secrets/%s)".formatted(variable, secret));
                    assertThat(compose.secrets("identity")).containsKey(secret);
                });
    }

    @Test
    void keepsTheKeysOfPersonsOnAServerThatNothingElseIsOn() {
        var office = compose.environment("office");

        assertThat(office.get("TRUST_LEDGER_PEOPLE_KEYS_URL")).contains("//keys:");
        assertThat(office.get("SPRING_DATASOURCE_URL")).doesNotContain("//keys:");
        assertThat(compose.environment("keys")).containsEntry("TRUST_LEDGER_DATABASES", "keys");
        assertThat(list(compose.service("keys"), "volumes")).contains("keys:/var/lib/postgresql");
        assertThat(list(compose.service("postgres"), "volumes").toString()).doesNotContain("keys:");
    }

    @Test
    void itsReadmeMakesEverySecret() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("README.md")))
                .contains(part(compose.content(), "secrets").keySet().stream()
                        .map(secret -> secret.replace("seal_keystore", "secrets/seal.p12"))
                        .toList());
    }

    @Test
    void givesTheProviderAnAdministratorWhosePasswordIsAFile() {
        assertThat(compose.environment("identity"))
                .containsKey("KC_BOOTSTRAP_ADMIN_USERNAME")
                .doesNotContainKey("KC_BOOTSTRAP_ADMIN_PASSWORD");
        assertThat(String.valueOf(compose.service("identity").get("entrypoint")))
                .contains("KC_BOOTSTRAP_ADMIN_PASSWORD=$$(cat /run/secrets/identity_admin_password)");
        assertThat(compose.secrets("identity")).containsKey("identity_admin_password");
    }

    /** {@code localhost}, inside a container, is the container. */
    @ParameterizedTest
    @ValueSource(strings = {"office", "counter", "press"})
    void asksOnlyWhereSomebodyAnswersInside(String name) {
        var asked = compose.environment(name).entrySet().stream()
                .filter(variable -> variable.getValue().startsWith("http"))
                .filter(variable -> !TOLD_TO_READERS.contains(variable.getKey()))
                .map(variable -> URI.create(variable.getValue()).getHost());

        assertThat(asked).isNotEmpty().isSubsetOf(compose.namesInside());
    }

    @Test
    void saysInItsReadmeWhatWasRunAndWhatStoodIn() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("README.md")))
                .contains("Seen running", "stand-ins", "Not run at all");
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
