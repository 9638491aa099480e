package org.trustledger.command.webhooks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Decides which addresses a call may connect to. */
final class Guard {
    private static final int MOST_TRIED = 8;

    private final WebhookSettings settings;
    private final Names names;

    Guard(WebhookSettings settings, Names names) {
        this.settings = settings;
        this.names = names;
    }

    /**
     * Where an endpoint is now. A call connects to these and looks nothing up itself, or a name could lead elsewhere
     * once it has been looked at.
     *
     * @param account on which turns are taken
     * @throws NamesBusy if that was not found out, for others were looked up
     * @throws UnknownHostException if the name leads nowhere, or anywhere that is not on the public internet
     * @throws java.net.SocketTimeoutException if it takes too long to find out
     */
    List<InetSocketAddress> addresses(String account, Endpoint endpoint) throws IOException {
        var found = names.lookUp(account, endpoint.hostName());
        // A name that leads to several places, one of them inside, is no mistake.
        if (!settings.allows(endpoint.hostName(), endpoint.port())
                && !found.stream().allMatch(PublicInternet::has)) {
            throw new UnknownHostException();
        }
        return found.stream()
                .limit(MOST_TRIED)
                .map(address -> new InetSocketAddress(address, endpoint.port()))
                .toList();
    }
}
