package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
        assertThat(guard.addresses("nordhamn", endpoint)).containsExactly(new InetSocketAddress("9.9.9.9", 8443));
        assertThat(answers).as("it is looked up once for each call").hasSize(2);
        assertThatThrownBy(() -> guard.addresses("nordhamn", endpoint)).isInstanceOf(UnknownHostException.class);
        assertThat(guard.addresses("nordhamn", endpoint)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "9.9.9.9 10.0.0.1", "2620:fe::fe ::1", "9.9.9.9 fe80::1", "169.254.169.254 9.9.9.9"
            })
    void aNameThatAlsoLeadsInsideIsCalledNowhere(String addresses) {
        var guard = guard(answers(List.of(addresses.split(" "))));

        assertThatThrownBy(() -> guard.addresses("nordhamn", endpoint()))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage(null);
    }

    @Test
    void anAllowedNameIsCalledWhereverItLeads() throws IOException {
        var settings = new WebhookSettings(List.of("hooks.fjordsky.example:8443"));
        var guard = new Guard(settings, (_, _) -> List.of(InetAddress.ofLiteral("10.0.0.1")));

        assertThat(guard.addresses("nordhamn", endpoint())).containsExactly(new InetSocketAddress("10.0.0.1", 8443));
        assertThatThrownBy(() -> guard.addresses(
                        "nordhamn", new Endpoints(settings).of("https://hooks.fjordsky.example:9443/in")))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void ofManyAddressesAFewAreTriedAndAllAreLookedAt() throws IOException {
        var many = Collections.nCopies(500, "9.9.9.9");
        var last = Stream.concat(many.stream(), Stream.of("10.0.0.1")).toList();
        var guard = guard(answers(many, last));

        assertThat(guard.addresses("nordhamn", endpoint())).hasSize(8);
        assertThatThrownBy(() -> guard.addresses("nordhamn", endpoint())).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theMachineLooksNamesUp() throws IOException {
        var names = new SystemNames();
        try {
            assertThat(names.lookUp("nordhamn", "localhost"))
                    .allMatch(InetAddress::isLoopbackAddress)
                    .isNotEmpty();
            assertThat(names.lookUp("nordhamn", "9.9.9.9")).containsExactly(InetAddress.ofLiteral("9.9.9.9"));
        } finally {
            names.destroy();
        }
    }

    @Test
    void slowNamesOfOneAccountLeaveThoseOfAnotherTheirTurn() throws Exception {
        var released = new CountDownLatch(1);
        var begun = new CountDownLatch(8);
        var names = new SystemNames(
                host -> {
                    if (host.startsWith("slow")) {
                        begun.countDown();
                        hold(released);
                    }
                    return new InetAddress[] {InetAddress.ofLiteral("9.9.9.9")};
                },
                Duration.ofMillis(50),
                Duration.ofSeconds(20));
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                var host = "slow%d.example".formatted(i / 2);
                waiting.submit(() -> names.lookUp("nordhamn", host));
            }
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> names.lookUp("nordhamn", "quick.example")).isInstanceOf(NamesBusy.class);
            assertThat(names.lookUp("fjordsky", "quick.example")).hasSize(1);
            waiting.submit(() -> names.lookUp("fjordsky", "slow.example"));
            released.countDown();
        } finally {
            names.destroy();
        }
        var quick = new SystemNames(
                _ -> new InetAddress[] {InetAddress.ofLiteral("9.9.9.9")}, Duration.ZERO, Duration.ofSeconds(20));
        for (int i = 0; i < 20; i++) {
            assertThat(quick.lookUp("nordhamn", "quick.example"))
                    .as("its turn has ended")
                    .hasSize(1);
        }
        quick.destroy();
    }

    @Test
    void ofOneSlowNameNoThirdLookUpIsBegunEvenIfNobodyWaitsForTheFirstTwo() {
        var released = new CountDownLatch(1);
        var names = new SystemNames(
                _ -> {
                    hold(released);
                    return new InetAddress[0];
                },
                Duration.ofMillis(20),
                Duration.ofMillis(20));
        try {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> names.lookUp("nordhamn", "slow.example"))
                        .isInstanceOf(SocketTimeoutException.class);
            }
            assertThatThrownBy(() -> names.lookUp("nordhamn", "slow.example")).isInstanceOf(NamesBusy.class);
        } finally {
            released.countDown();
            names.destroy();
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Endpoint endpoint() {
        return new Endpoints(new WebhookSettings(List.of())).of(ADDRESS);
    }

    private static Guard guard(Queue<List<InetAddress>> answers) {
        return new Guard(new WebhookSettings(List.of()), (_, _) -> answers.remove());
    }

    @SafeVarargs
    private static Queue<List<InetAddress>> answers(List<String>... answers) {
        return new ArrayDeque<>(Stream.of(answers)
                .map(each -> each.stream().map(InetAddress::ofLiteral).toList())
                .toList());
    }
}
