package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses can be those of endpoints. */
class EndpointsTest {
    private final Endpoints endpoints = new Endpoints(new WebhookSettings(List.of()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://hooks.fjordsky.example            | https://hooks.fjordsky.example/            | hooks.fjordsky.example
                    HTTPS://Hooks.Fjordsky.Example:443/In?a=B | https://hooks.fjordsky.example/In?a=B      | hooks.fjordsky.example
                    https://hooks.fjordsky.example:8443/in    | https://hooks.fjordsky.example:8443/in     | hooks.fjordsky.example:8443
                    https://hooks.fjordsky.example/a//b;c/..  | https://hooks.fjordsky.example/a//b;c/..   | hooks.fjordsky.example
                    https://hooks.fjordsky.example//x?y=%2F%20 | https://hooks.fjordsky.example//x?y=%2F%20 | hooks.fjordsky.example
                    https://hooks.fjordsky.example?a=1        | https://hooks.fjordsky.example/?a=1        | hooks.fjordsky.example
                    https://höra.fjällsky.example/å?ö=ä       | https://xn--hra-sna.xn--fjllsky-6wa.example/%C3%A5?%C3%B6=%C3%A4 | xn--hra-sna.xn--fjllsky-6wa.example
                    https://höra.example:8443                 | https://xn--hra-sna.example:8443/          | xn--hra-sna.example:8443
                    https://localhost/                        | https://localhost/                         | localhost
                    https://9.9.9.9/in                        | https://9.9.9.9/in                         | 9.9.9.9
                    https://[2620:fe::fe]/in                  | https://[2620:fe:0:0:0:0:0:fe]/in          | [2620:fe:0:0:0:0:0:fe]
                    https://3com.example/                     | https://3com.example/                      | 3com.example
                    """)
    void anAddressIsKeptAsItIsCalledAndShownByItsHost(String typed, String kept, String shown) {
        var endpoint = endpoints.of("  " + typed + "\n");

        assertThat(endpoint.address()).isEqualTo(kept);
        assertThat(endpoint.host()).isEqualTo(shown);
        assertThat(endpoints.of(kept)).isEqualTo(endpoint).hasSameHashCodeAs(endpoint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                     | NOT_HTTPS
                    hooks.fjordsky.example                 | NOT_HTTPS
                    http://hooks.fjordsky.example/         | NOT_HTTPS
                    ftp://hooks.fjordsky.example/          | NOT_HTTPS
                    file:///etc/passwd                     | NOT_HTTPS
                    jar:https://fjordsky.example/a!/b      | NOT_HTTPS
                    javascript:alert(1)                    | NOT_HTTPS
                    https:hooks.fjordsky.example           | NO_ADDRESS
                    https:/in                              | NO_ADDRESS
                    https://                               | NO_ADDRESS
                    https:///in                            | NO_ADDRESS
                    https://fjordsky.example/a b           | NO_ADDRESS
                    https://fjordsky.example\\@9.9.9.9/     | NO_ADDRESS
                    https://fjordsky.example/%zz           | NO_ADDRESS
                    https://user@fjordsky.example/         | WITH_USER
                    https://user:hidden@fjordsky.example/  | WITH_USER
                    https://@fjordsky.example/             | WITH_USER
                    https://fjordsky.example@127.0.0.1/    | WITH_USER
                    https://höra@fjällsky.example/         | WITH_USER
                    https://fjordsky.example/#part         | WITH_FRAGMENT
                    https://fjordsky.example/#             | WITH_FRAGMENT
                    https://fjordsky.example:0/            | PORT
                    https://fjordsky.example:22/           | PORT
                    https://fjordsky.example:80/           | PORT
                    https://fjordsky.example:1023/         | PORT
                    https://fjordsky.example:65536/        | PORT
                    https://fjordsky.example.:443/         | HOST
                    https://under_score.example/           | HOST
                    https://höra.example:$1/               | HOST
                    https://höra..example/                 | HOST
                    https://-fjordsky.example/             | HOST
                    https://fjord..example/                | HOST
                    https://127.1/                         | HOST
                    https://127.0.1/                       | HOST
                    https://2130706433/                    | HOST
                    https://017700000001/                  | HOST
                    https://0x7f000001/                    | HOST
                    https://0x7f.0.0.1/                    | HOST
                    https://127.0.0.0x1/                   | HOST
                    https://0177.0.0.1/                    | HOST
                    https://127.0.0.01/                    | HOST
                    https://010.0.0.1/                     | HOST
                    https://127.0.0.256/                   | HOST
                    https://127.0.0.1.5/                   | HOST
                    https://127.0.0.1./                    | HOST
                    https://fjordsky.123/                  | HOST
                    https://[::ffff:127.0.0.1]/            | HOST
                    https://[::ffff:7f00:1]/               | HOST
                    https://[fe80::1%25eth0]/              | HOST
                    https://１２７.０.０.１/                  | NOT_PUBLIC
                    https://①②⑦.1/                         | HOST
                    https://127。0。0。1/                     | NOT_PUBLIC
                    https://127.0.0.1/                     | NOT_PUBLIC
                    https://127.0.0.1:8443/                | NOT_PUBLIC
                    https://0.0.0.0/                       | NOT_PUBLIC
                    https://10.1.2.3/                      | NOT_PUBLIC
                    https://169.254.169.254/latest         | NOT_PUBLIC
                    https://[::1]/                         | NOT_PUBLIC
                    https://[::]/                          | NOT_PUBLIC
                    https://[0:0:0:0:0:0:0:1]/             | NOT_PUBLIC
                    https://[::127.0.0.1]/                 | NOT_PUBLIC
                    https://[64:ff9b::7f00:1]/             | NOT_PUBLIC
                    https://[2002:7f00:1::1]/              | NOT_PUBLIC
                    https://[fd00:ec2::254]/               | NOT_PUBLIC
                    https://[fe80::1]/                     | NOT_PUBLIC
                    """)
    void anAddressThatIsNeverCalledIsRefusedWithoutBeingRepeated(String typed, EndpointUnusable.Why why) {
        assertThatThrownBy(() -> endpoints.of(typed))
                .asInstanceOf(type(EndpointUnusable.class))
                .satisfies(refusal -> {
                    assertThat(refusal.why()).isEqualTo(why);
                    assertThat(refusal.problem().getDetail()).doesNotContain("fjordsky", "hidden", "127");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fjordsky.example/\r\nHost: elsewhere",
                "https://fjord\tsky.example/",
                "https://fjord\0sky.example/"
            })
    void aControlIsPartOfNoAddress(String typed) {
        assertThatThrownBy(() -> endpoints.of(typed))
                .asInstanceOf(type(EndpointUnusable.class))
                .extracting(EndpointUnusable::why)
                .isEqualTo(EndpointUnusable.Why.NO_ADDRESS);
    }

    @Test
    void anAddressIsOfTwoThousandCharactersAtMostAsItIsSent() {
        var begins = "https://hooks.fjordsky.example/";
        var longest = begins + "a".repeat(2_000 - begins.length());

        assertThat(endpoints.of(longest).address()).isEqualTo(longest);
        assertThatThrownBy(() -> endpoints.of(longest + "a"))
                .asInstanceOf(type(EndpointUnusable.class))
                .extracting(EndpointUnusable::why)
                .isEqualTo(EndpointUnusable.Why.TOO_LONG);
        assertThatThrownBy(() -> endpoints.of(begins + "å".repeat(400)))
                .asInstanceOf(type(EndpointUnusable.class))
                .extracting(EndpointUnusable::why)
                .isEqualTo(EndpointUnusable.Why.TOO_LONG);
    }

    @Test
    void whatTheOperatorAllowsIsCalledInsideAndWithoutTls() {
        var allowing = new Endpoints(new WebhookSettings(
                List.of("Hooks.Inside.example", "127.0.0.1:8080", "[::1]:9000", "höra.example:7000")));

        assertThat(List.of(
                        "http://hooks.inside.example/in",
                        "https://HOOKS.inside.example:25/in",
                        "http://127.0.0.1:8080/in",
                        "http://[0::1]:9000/in",
                        "http://höra.example:7000/in"))
                .allSatisfy(typed -> assertThat(allowing.of(typed).host()).isNotEmpty());
        assertThat(List.of(
                        "http://127.0.0.1:8081/in",
                        "http://127.0.0.1/in",
                        "http://[::1]:9001/in",
                        "http://höra.example/in",
                        "http://more.hooks.inside.example/in",
                        "http://inside.example/in"))
                .allSatisfy(
                        typed -> assertThatThrownBy(() -> allowing.of(typed)).isInstanceOf(EndpointUnusable.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://hooks.example.com",
                "*.example.com",
                "hooks.example.com:",
                "hooks.example.com:70000",
                "::1",
                "[::1",
                "0x7f.1"
            })
    void whatIsNoHostIsNotAllowed(String typed) {
        assertThatThrownBy(() -> new WebhookSettings(List.of(typed)))
                .hasMessage(
                        "trust-ledger.webhooks.allowed-hosts has '%s': write a host or host:port, such as hooks.example.com:8443",
                        typed);
    }
}
