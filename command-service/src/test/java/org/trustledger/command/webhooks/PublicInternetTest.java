package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicInternetTest {
    /** The first and last of each block that is closed, and what clouds tell their machines at. */
    private static final String CLOSED_IPV4 = """
            0.0.0.0 0.0.0.1 0.255.255.255
            10.0.0.0 10.0.0.1 10.255.255.255
            100.64.0.0 100.100.100.200 100.127.255.255
            127.0.0.0 127.0.0.1 127.1.2.3 127.255.255.255
            168.63.129.16
            169.254.0.0 169.254.169.254 169.254.170.2 169.254.0.23 169.254.255.255
            172.16.0.0 172.17.0.1 172.31.255.255
            192.0.0.0 192.0.0.8 192.0.0.170 192.0.0.192 192.0.0.255
            192.0.2.0 192.0.2.1 192.0.2.255
            192.88.99.0 192.88.99.1 192.88.99.255
            192.168.0.0 192.168.1.1 192.168.255.255
            198.18.0.0 198.19.255.255
            198.51.100.0 198.51.100.255
            203.0.113.0 203.0.113.255
            224.0.0.0 224.0.0.1 239.255.255.255
            240.0.0.0 254.254.254.254 255.255.255.254 255.255.255.255
            """;

    /** Just outside those blocks, and some that people know. */
    private static final String OPEN_IPV4 = """
            1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
            168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0
            191.255.255.255 192.0.1.0 192.0.1.255 192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0
            198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
            1.1.1.1 8.8.8.8 9.9.9.9 93.184.215.14
            """;

    static Stream<String> closedIpv4() {
        return Stream.of(CLOSED_IPV4.split("\\s+"));
    }

    static Stream<String> openIpv4() {
        return Stream.of(OPEN_IPV4.split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("closedIpv4")
    void whatIsInsideIsClosedHoweverItIsWritten(String ipv4) throws UnknownHostException {
        var hex = HexFormat.of().formatHex(InetAddress.ofLiteral(ipv4).getAddress());
        var high = hex.substring(0, 4);
        var low = hex.substring(4);

        assertThat(Stream.of(
                                ipv4,
                                "::ffff:" + ipv4, // mapped
                                "::" + ipv4, // compatible
                                "::ffff:0:" + ipv4, // translated by SIIT
                                "64:ff9b::" + ipv4, // translated by NAT64
                                "64:ff9b:1::" + ipv4, // translated for a network's own use
                                "2002:%s:%s::1".formatted(high, low), // 6to4
                                "2001:0:%s:%s::1".formatted(high, low), // Teredo, by a server there
                                "2001:0:4136:e378:8000:63bf:%s".formatted(inverted(hex))) // Teredo, to a client there
                        .filter(each -> PublicInternet.has(InetAddress.ofLiteral(each))))
                .isEmpty();
        assertThat(PublicInternet.has(
                        InetAddress.getByAddress(HexFormat.of().parseHex("00000000000000000000ffff" + hex))))
                .isFalse();
    }

    private static String inverted(String hex) {
        var bits = ~Integer.parseUnsignedInt(hex, 16);
        return "%x:%x".formatted(bits >>> 16, bits & 0xFFFF);
    }

    @ParameterizedTest
    @MethodSource("openIpv4")
    void whatIsBesideItIsOpenAlsoByTranslation(String ipv4) {
        assertThat(PublicInternet.has(InetAddress.ofLiteral(ipv4))).isTrue();
        assertThat(PublicInternet.has(InetAddress.ofLiteral("64:ff9b::" + ipv4)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::", // any
                "::1", // loopback
                "::2",
                "100::1", // to be thrown away
                "100:0:0:1::1",
                "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // given to nobody
                "2001::1", // Teredo
                "2001:1::1", // of protocols
                "2001:2::1", // benchmarking
                "2001:2:0:ffff:ffff:ffff:ffff:ffff",
                "2001:3::1",
                "2001:4:112::1",
                "2001:10::1", // ORCHID
                "2001:20::1",
                "2001:30::1",
                "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db8::1", // documentation
                "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "2002::1", // 6to4
                "2002:808:808::1",
                "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff::1", // documentation
                "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                "4000::1", // given to nobody
                "5f00::1", // segment routing
                "64:ff9b:0:1::808:808", // beside NAT64's block
                "64:ff9b:1::808:808",
                "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
                "fc00::1", // unique local
                "fd00:ec2::254", // Amazon's metadata
                "fd20:ce::254", // Google's metadata
                "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "fe00::1",
                "fe80::1", // link-local
                "fe80::a9fe:a9fe",
                "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "fec0::1", // site-local
                "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "ff00::1", // multicast
                "ff02::1",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void whatIsClosedOfIpv6(String ipv6) {
        assertThat(PublicInternet.has(InetAddress.ofLiteral(ipv6))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000::1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2001:67c:2e8:22::c100:68b",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2003::1",
                "2606:4700:4700::1111",
                "2a00:1450:400f:80d::200e",
                "3ffe::1",
                "3fff:1000::1"
            })
    void whatIsOpenOfIpv6(String ipv6) {
        assertThat(PublicInternet.has(InetAddress.ofLiteral(ipv6))).isTrue();
    }

    @Test
    void anAddressWithAZoneIsOnSomeLinkOnly() throws UnknownHostException {
        assertThat(PublicInternet.has(InetAddress.getByName("fe80::1%1"))).isFalse();
    }
}
