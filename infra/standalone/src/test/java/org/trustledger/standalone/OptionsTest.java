package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Path HOME = Path.of("/home/of/the/repository");

    @Test
    void keepsDataInTheRepositoryAndShowsTheSiteOn8080() {
        var options = Options.parse(HOME, List.of());

        assertThat(options.data()).isEqualTo(HOME.resolve("data"));
        assertThat(options.ports().siteAddress()).isEqualTo("http://localhost:8080");
        assertThat(options.ports().officeAddress()).isEqualTo("http://localhost:8081");
        assertThat(options.empty()).isFalse();
    }

    @Test
    void takesWhatItIsGiven() {
        var options = Options.parse(
                HOME,
                List.of(
                        "--port",
                        "9000",
                        "--empty",
                        "--data",
                        "/somewhere/else",
                        "--office",
                        "trust-ledger.notices.digest-at=08:30",
                        "--office",
                        "trust-ledger.webhooks.allowed-hosts[0]=localhost:9000"));

        assertThat(options)
                .isEqualTo(new Options(
                        Path.of("/somewhere/else"),
                        new Ports(9000),
                        true,
                        Map.of(
                                "trust-ledger.notices.digest-at", "08:30",
                                "trust-ledger.webhooks.allowed-hosts[0]", "localhost:9000"),
                        Optional.empty()));
    }

    @Test
    void namesAnOptionThatDoesNotExist() {
        assertThatThrownBy(() -> Options.parse(HOME, List.of("--prot", "9000")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("There is no option --prot; --help lists those there are.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust-ledger.notices.gather", "=1s", "trust-ledger.notices.gather=", "a b=c"})
    void refusesWhatIsNoSetting(String setting) {
        assertThatThrownBy(() -> Options.parse(HOME, List.of("--office", setting)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("'" + setting + "'");
    }

    @Test
    void namesAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> Options.parse(HOME, List.of("--data", "--empty")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("--data needs a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65525", "99999", "-1", "http", "8080.5"})
    void refusesAPortThatLeavesNoRoomForTwelve(String port) {
        assertThatThrownBy(() -> Options.parse(HOME, List.of("--port", port)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("from 1 to 65524")
                .hasMessageContaining("'" + port + "'");
    }
}
