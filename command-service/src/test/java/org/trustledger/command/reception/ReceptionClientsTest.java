package org.trustledger.command.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a client is, as those before the reception say. */
class ReceptionClientsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "0 | -                                      | 10.0.0.9",
                "0 | 203.0.113.7                            | 203.0.113.7",
                "0 | 198.51.100.1, 203.0.113.7              | 203.0.113.7",
                "1 | 198.51.100.1, 203.0.113.7, 10.0.0.2    | 203.0.113.7",
                "1 | 203.0.113.7                            | 203.0.113.7",
                "0 | 2001:db8:1:2:3:4:5:6                   | 20010db800010002",
                "0 | 2001:db8:1:2:ffff::1                   | 20010db800010002",
                "0 | no address                             | no address",
            })
    void isWhoConnectsToTheFirstThatIsTrusted(int proxies, @Nullable String passed, String client) {
        var clients = new ReceptionClients(new ReceptionSettings(8082, null, proxies));

        assertThat(clients.of("10.0.0.9", passed == null ? List.of() : List.of(passed)))
                .isEqualTo(client);
    }
}
