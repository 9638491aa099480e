package org.trustledger.command.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are somewhere on the public internet, by IANA's registries of special-purpose addresses. Everything
 * else may be the office's own network, or the machine that it runs on.
 */
final class PublicInternet {
    private static final List<Block> CLOSED_IPV4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by a provider's customers; Alibaba's metadata
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // what Azure's machines are run by
            "169.254.0.0/16", // link-local; most clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // of protocols; Oracle's metadata
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved; broadcast

    // Nothing else of IPv6 is given out: not loopback, link-local, site-local, unique local nor multicast, and not what
    // only stands for an IPv4 address.
    private static final Block GIVEN_OUT = Block.of("2000::/3");
    private static final List<Block> CLOSED_IPV6 = blocks(
            "2001::/23", // of protocols, such as Teredo, benchmarking and ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: an IPv4 address, by way of a relay
            "3fff::/20"); // documentation

    // A network without IPv4 reaches it so. The other such block, 64:ff9b:1::/48, is for a network's own use.
    private static final Block IPV4_TRANSLATED = Block.of("64:ff9b::/96");
    private static final int IPV4_FROM = 12;

    private PublicInternet() {}

    static boolean has(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return hasIpv4(bytes);
        } else if (IPV4_TRANSLATED.contains(bytes)) {
            return hasIpv4(Arrays.copyOfRange(bytes, IPV4_FROM, bytes.length));
        }
        return GIVEN_OUT.contains(bytes) && CLOSED_IPV6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static boolean hasIpv4(byte[] bytes) {
        return CLOSED_IPV4.stream().noneMatch(block -> block.contains(bytes));
    }

    private static List<Block> blocks(String... blocks) {
        return Stream.of(blocks).map(Block::of).toList();
    }

    /** @param bits how many bits of the address are those of the block */
    private record Block(InetAddress address, int bits) {
        static Block of(String written) {
            var slash = written.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(written.substring(0, slash)), Integer.parseInt(written.substring(slash + 1)));
        }

        boolean contains(byte[] other) {
            var mine = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            var whole = bits / Byte.SIZE;
            var rest = Byte.SIZE - bits % Byte.SIZE;
            return Arrays.equals(mine, 0, whole, other, 0, whole)
                    && (rest == Byte.SIZE || (mine[whole] & 0xFF) >> rest == (other[whole] & 0xFF) >> rest);
        }
    }
}
