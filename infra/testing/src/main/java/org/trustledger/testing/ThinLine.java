package org.trustledger.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The way to a server that hands bytes on as they come, and, once thinned, few at a time: a browser's own throttling
 * holds a page back as a whole, and so never paints a part of it. It can be cut, and mended again.
 */
public final class ThinLine implements AutoCloseable {
    private static final int PIECE = 300;
    /** A little more than what a browser takes to paint. */
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(25);

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> through = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile boolean thin;
    private volatile boolean isCut;

    private ThinLine(int port) throws IOException {
        this.port = port;
        carriers.execute(this::open);
    }

    /** To a port of this machine. */
    public static ThinLine to(int port) throws IOException {
        return new ThinLine(port);
    }

    /** Its address, for a browser. */
    public String asProxy() {
        return "http://" + address();
    }

    /** Its host and port. */
    public String address() {
        return "%s:%d".formatted(door.getInetAddress().getHostAddress(), door.getLocalPort());
    }

    /** From now on nobody gets through, and whoever was is cut off. */
    public void cut() throws IOException {
        isCut = true;
        for (var socket : through) {
            socket.close();
        }
    }

    /** From now on whoever tries gets through again. */
    public void mend() {
        isCut = false;
    }

    /** From now on bytes come few at a time. */
    public void thin() {
        thin = true;
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket near) throws IOException {
        through.add(near);
        if (isCut) {
            near.close();
            through.remove(near);
            return;
        }
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), port);
            near.setTcpNoDelay(true);
            carriers.execute(() -> carry(near, far, false));
            carriers.execute(() -> carry(far, near, true));
        } catch (IOException nobodyThere) {
            near.close();
        }
    }

    private void carry(Socket from, Socket to, boolean towardsTheReader) {
        try (from;
                to) {
            carry(from.getInputStream(), to.getOutputStream(), towardsTheReader);
        } catch (IOException gone) {
            // Either side may leave at any time; both sockets are closed then.
        } finally {
            through.remove(from);
            through.remove(to);
        }
    }

    private void carry(InputStream from, OutputStream to, boolean towardsTheReader) throws IOException {
        var bytes = new byte[PIECE];
        for (var read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            to.write(bytes, 0, read);
            if (thin && towardsTheReader) {
                LockSupport.parkNanos(BETWEEN_PIECES.toNanos());
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        carriers.shutdownNow();
    }
}
