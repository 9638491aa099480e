package org.trustledger.command.webhooks;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts as they are written in addresses, brought into the one form in which they are compared and called. */
final class HostName {
    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(%s\\.)*%s".formatted(LABEL, LABEL));
    // Whoever reads such a name may take it for an IP address, each in a way of its own.
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile("(%s\\.){3}%s".formatted(OCTET, OCTET));

    private HostName() {}

    /**
     * In lower case and ASCII, an IPv6 address in brackets; empty if it is no host, or an IP address in a notation that
     * not everybody reads alike.
     */
    static Optional<String> of(String typed) {
        if (typed.startsWith("[")) {
            return ipv6(typed).map("[%s]"::formatted);
        }
        try {
            // Only here, for it brings other digits and full stops into ASCII as well.
            var name = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return name.length() <= LONGEST
                            && NAME.matcher(name).matches()
                            && (IPV4.matcher(name).matches()
                                    || !ENDS_IN_NUMBER.matcher(name).matches())
                    ? Optional.of(name)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> ipv6(String typed) {
        try {
            return typed.endsWith("]")
                            && typed.indexOf('%') < 0
                            && InetAddress.ofLiteral(typed.substring(1, typed.length() - 1))
                                    instanceof Inet6Address address
                    ? Optional.of(address.getHostAddress())
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The address that a host in that form is itself, without looking anything up; empty for a name. */
    static Optional<InetAddress> literal(String host) {
        if (host.startsWith("[")) {
            return Optional.of(InetAddress.ofLiteral(host.substring(1, host.length() - 1)));
        }
        return IPV4.matcher(host).matches() ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
    }
}
