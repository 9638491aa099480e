package org.trustledger.command.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells clients apart, as far as the counter and the proxies before it say who they are. */
@Component
class ReceptionClients {
    /** The counter adds whoever connects to it, as each proxy does. */
    static final String HEADER = "X-Forwarded-For";

    // Of the addresses of version 6 a household has as many as it likes that begin alike.
    private static final int BEGINNING = 8;

    private final int proxies;

    ReceptionClients(ReceptionSettings settings) {
        proxies = settings.proxies();
    }

    /** By which requests of the same client are known: not to be kept, nor to be logged. */
    String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
    }

    /** @param passed what the counter, and those before it, say who connected to them */
    String of(String connected, List<String> passed) {
        var each = passed.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        return beginning(each.isEmpty() ? connected : trusted(each));
    }

    /** What stands further to the front was claimed by the client itself. */
    private String trusted(List<String> passed) {
        return passed.get(Math.max(0, passed.size() - 1 - proxies));
    }

    private static String beginning(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, BEGINNING)
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
