package org.trustledger.command.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one call connects by: the addresses that it may connect to, and every socket that it opens. Once cut, whatever
 * the call waits for fails, and it opens no further one: a limit on the time of each step alone would let somebody who
 * sends a byte now and then hold the line for ever.
 */
final class Line implements DnsResolver, DetachedSocketFactory {
    private final List<InetSocketAddress> addresses;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean cut;

    Line(List<InetSocketAddress> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) {
        return addresses;
    }

    @Override
    public InetAddress[] resolve(String host) {
        return addresses.stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /**
     * Without a proxy, whatever the machine's settings say: behind one, the address connected to would be its choice.
     */
    @Override
    public synchronized Socket create(@Nullable Proxy ignored) throws IOException {
        if (cut) {
            throw new SocketException("The line is cut");
        }
        var socket = new Socket(Proxy.NO_PROXY);
        sockets.add(socket);
        return socket;
    }

    synchronized boolean isCut() {
        return cut;
    }

    synchronized void cut() {
        cut = true;
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException _) {
                // Nobody can use it any more, closed or not.
                continue;
            }
        }
    }
}
