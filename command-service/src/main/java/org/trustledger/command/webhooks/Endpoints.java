package org.trustledger.command.webhooks;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.trustledger.command.webhooks.EndpointUnusable.Why;

/**
 * Reads addresses of endpoints. Where a name leads is not looked at here: it may lead elsewhere by the time of a call,
 * so {@link Caller} looks at it then.
 */
@Component
public final class Endpoints {
    private static final int LONGEST = 2_000;
    private static final String HTTP = "http";
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    // Below are those of mail, logins and the like, to which the office has nothing to say.
    private static final int LOWEST_FREE_PORT = 1_024;
    private static final int HIGHEST_PORT = 65_535;

    private final WebhookSettings settings;

    Endpoints(WebhookSettings settings) {
        this.settings = settings;
    }

    /**
     * The endpoint at an address as somebody typed it, or as {@link Endpoint#address()} gave it.
     *
     * @throws EndpointUnusable if it is never called, also if it is not any more because the settings have changed
     */
    public Endpoint of(String typed) {
        var address = read(typed.strip());
        var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals(Endpoint.HTTPS) && !scheme.equals(HTTP)) {
            throw new EndpointUnusable(Why.NOT_HTTPS);
        } else if (address.getRawFragment() != null) {
            throw new EndpointUnusable(Why.WITH_FRAGMENT);
        }
        var authority = address.getRawAuthority();
        if (authority == null) {
            throw new EndpointUnusable(Why.NO_ADDRESS);
        } else if (authority.indexOf('@') >= 0) {
            throw new EndpointUnusable(Why.WITH_USER);
        } else if (address.getHost() == null) {
            throw new EndpointUnusable(Why.HOST);
        }
        var host = HostName.of(address.getHost()).orElseThrow(() -> new EndpointUnusable(Why.HOST));
        var usualPort = scheme.equals(HTTP) ? HTTP_PORT : HTTPS_PORT;
        var port = address.getPort() < 0 ? usualPort : address.getPort();
        requireCallable(scheme, host, port);
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var query = address.getRawQuery();
        return new Endpoint(
                scheme, host, port, port == usualPort, query == null ? path : "%s?%s".formatted(path, query));
    }

    private void requireCallable(String scheme, String host, int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new EndpointUnusable(Why.PORT);
        } else if (settings.allows(host, port)) {
            return;
        }
        if (!scheme.equals(Endpoint.HTTPS)) {
            throw new EndpointUnusable(Why.NOT_HTTPS);
        } else if (port != HTTPS_PORT && port < LOWEST_FREE_PORT) {
            throw new EndpointUnusable(Why.PORT);
        } else if (!HostName.literal(host).map(PublicInternet::has).orElse(true)) {
            throw new EndpointUnusable(Why.NOT_PUBLIC);
        }
    }

    private static URI read(String typed) {
        if (typed.length() > LONGEST) {
            throw new EndpointUnusable(Why.TOO_LONG);
        }
        try {
            var address = inAscii(new URI(typed));
            if (address.toString().length() > LONGEST) {
                throw new EndpointUnusable(Why.TOO_LONG);
            }
            return address;
        } catch (URISyntaxException _) {
            throw new EndpointUnusable(Why.NO_ADDRESS);
        }
    }

    /** As it is sent. A name in other letters is no host to Java before it is in ASCII. */
    private static URI inAscii(URI address) throws URISyntaxException {
        var authority = address.getRawAuthority();
        if (address.getHost() != null || authority == null || authority.indexOf('@') >= 0) {
            return new URI(address.toASCIIString());
        }
        var colon = authority.lastIndexOf(':');
        var name = colon < 0 ? authority : authority.substring(0, colon);
        var port = colon < 0 ? "" : authority.substring(colon);
        try {
            var ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES) + port;
            var rest = address.toString().split("//", 2)[1].substring(authority.length());
            return new URI(new URI("%s://%s%s".formatted(address.getScheme(), ascii, rest)).toASCIIString());
        } catch (IllegalArgumentException _) {
            throw new EndpointUnusable(Why.HOST);
        }
    }
}
