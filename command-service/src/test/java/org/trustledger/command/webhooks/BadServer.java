package org.trustledger.command.webhooks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does not keep to what servers do. */
final class BadServer implements AutoCloseable {
    private static final int HEAD_AND_BODY = 4_096;

    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it does with each connection, which is closed after it. */
    interface Behaviour {
        void meet(Socket connection, OutputStream out, BadServer server) throws IOException, InterruptedException;
    }

    private BadServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static BadServer that(Behaviour behaviour) throws IOException {
        return new BadServer(behaviour);
    }

    /** One that reads the request and then says this. */
    static BadServer saying(String words) throws IOException {
        return that((connection, out, _) -> {
            hear(connection);
            say(out, words);
        });
    }

    /** One that reads the request, says the first, and then the second again and again. */
    static BadServer repeating(String first, String second, int pauseMillis) throws IOException {
        return that((connection, out, server) -> {
            hear(connection);
            say(out, first);
            while (!server.pause(pauseMillis)) {
                say(out, second);
            }
        });
    }

    static void hear(Socket connection) throws IOException {
        var heard = connection.getInputStream().read(new byte[HEAD_AND_BODY]);
        if (heard < 0) {
            throw new IOException("Nothing was asked");
        }
    }

    static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Whether the server was closed meanwhile. */
    boolean pause(int millis) throws InterruptedException {
        return closed.await(millis, TimeUnit.MILLISECONDS);
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> meet(connection));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private void meet(Socket connection) {
        try (connection) {
            behaviour.meet(connection, connection.getOutputStream(), this);
        } catch (IOException | InterruptedException _) {
            // The office has gone, or the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
