package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a call may connect to, wherever names lead. */
class GuardTest {
    private static final String ADDRESS = "https://hooks.fjordsky.example:8443/in";

    @Test
    void aNameThatLeadsElsewhereTheSecondTimeIsRefusedThen() throws IOException {
        var answers = answers(List.of("9.9.9.9"), List.of("127.0.0.1"), List.of("9.9.9.9"));
        var guard = guard(answers);
        var endpoint = endpoint();

        assertThat(answers).as("no address is looked up for being typed").hasSize(3);
        assertThat(guard.addresses(endpoint)).containsExactly(new InetSocketAddress("9.9.9.9", 8443));
        assertThat(answers).as("it is looked up once for each call").hasSize(2);
        assertThatThrownBy(() -> guard.addresses(endpoint)).isInstanceOf(UnknownHostException.class);
        assertThat(guard.addresses(endpoint)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "9.9.9.9 10.0.0.1", "2620:fe::fe ::1", "9.9.9.9 fe80::1", "169.254.169.254 9.9.9.9"
            })
    void aNameThatAlsoLeadsInsideIsCalledNowhere(String addresses) {
        var guard = guard(answers(List.of(addresses.split(" "))));

        assertThatThrownBy(() -> guard.addresses(endpoint()))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage(null);
    }

    @Test
    void anAllowedNameIsCalledWhereverItLeads() throws IOException {
        var settings = new WebhookSettings(List.of("hooks.fjordsky.example:8443"));
        var guard = new Guard(settings, _ -> List.of(InetAddress.ofLiteral("10.0.0.1")));

        assertThat(guard.addresses(endpoint())).containsExactly(new InetSocketAddress("10.0.0.1", 8443));
        assertThatThrownBy(() -> guard.addresses(new Endpoints(settings).of("https://hooks.fjordsky.example:9443/in")))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void ofManyAddressesAFewAreTriedAndAllAreLookedAt() throws IOException {
        var many = Collections.nCopies(500, "9.9.9.9");
        var last = Stream.concat(many.stream(), Stream.of("10.0.0.1")).toList();
        var guard = guard(answers(many, last));

        assertThat(guard.addresses(endpoint())).hasSize(8);
        assertThatThrownBy(() -> guard.addresses(endpoint())).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theMachineLooksNamesUp() throws IOException {
        var names = new SystemNames();
        try {
            assertThat(names.lookUp("localhost"))
                    .allMatch(InetAddress::isLoopbackAddress)
                    .isNotEmpty();
            assertThat(names.lookUp("9.9.9.9")).containsExactly(InetAddress.ofLiteral("9.9.9.9"));
        } finally {
            names.destroy();
        }
    }

    private static Endpoint endpoint() {
        return new Endpoints(new WebhookSettings(List.of())).of(ADDRESS);
    }

    private static Guard guard(Queue<List<InetAddress>> answers) {
        return new Guard(new WebhookSettings(List.of()), _ -> answers.remove());
    }

    @SafeVarargs
    private static Queue<List<InetAddress>> answers(List<String>... answers) {
        return new ArrayDeque<>(Stream.of(answers)
                .map(each -> each.stream().map(InetAddress::ofLiteral).toList())
                .toList());
    }
}
