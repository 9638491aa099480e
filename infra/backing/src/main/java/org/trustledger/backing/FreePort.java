package org.trustledger.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port that nobody listened on a moment ago. */
public final class FreePort {
    // Below those that the kernel gives to outgoing connections, one of which would sooner or later sit on it.
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 19_999;
    private static final int ATTEMPTS = 1_000;

    private FreePort() {}

    /** One on loopback, for whoever must name it before listening on it. */
    public static int any() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException _) {
                continue;
            }
        }
        throw new DidNotStart("No port from %d to %d is free.".formatted(LOWEST, HIGHEST));
    }

    /** The wished port, or a free one for 0. */
    static int orElseAny(int wished) {
        return wished == 0 ? any() : wished;
    }
}
