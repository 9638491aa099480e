package org.trustledger.command.webhooks;

/** Where somebody receives calls. Made by {@link Endpoints} only, so that each has passed what can be seen of it. */
public final class Endpoint {
    static final String HTTPS = "https";

    private final String scheme;
    private final String hostName;
    private final int port;
    private final boolean usualPort;
    private final String target;

    Endpoint(String scheme, String hostName, int port, boolean usualPort, String target) {
        this.scheme = scheme;
        this.hostName = hostName;
        this.port = port;
        this.usualPort = usualPort;
        this.target = target;
    }

    /** The whole address, as it is kept. Often whoever knows it may call it: never to be logged or shown to others. */
    public String address() {
        return "%s://%s%s".formatted(scheme, host(), target);
    }

    /** The host, with the port unless it is the usual one: what may be shown and logged. */
    public String host() {
        return usualPort ? hostName : "%s:%d".formatted(hostName, port);
    }

    String scheme() {
        return scheme;
    }

    /** As {@link HostName} has it. */
    String hostName() {
        return hostName;
    }

    int port() {
        return port;
    }

    boolean isUsualPort() {
        return usualPort;
    }

    /** Path and query. */
    String target() {
        return target;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Endpoint endpoint && endpoint.address().equals(address());
    }

    @Override
    public int hashCode() {
        return address().hashCode();
    }

    /** Only the host. */
    @Override
    public String toString() {
        return "Endpoint[%s]".formatted(host());
    }
}
