package org.trustledger.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A mail server that takes everything, or refuses some recipients, and only counts. */
final class MailSink implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final ServerSocket door;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean refuses;
    private volatile long last;

    private MailSink(ServerSocket door) {
        this.door = door;
    }

    static MailSink open() throws IOException {
        var sink = new MailSink(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("mail-sink").start(sink::listen);
        return sink;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Counts from nothing. */
    void reset(boolean refuses) {
        this.refuses = refuses;
        taken.set(0);
        refused.set(0);
    }

    /**
     * Waits until so many letters were taken or refused.
     *
     * @return when the last of those that were taken was, by {@link System#nanoTime}
     */
    long await(int letters) {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(30);
        while (taken.get() + refused.get() < letters) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%d letters came in half an hour, not %d".formatted(taken.get(), letters));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return last;
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                Thread.ofPlatform().daemon().name("mail-sink-line").start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            var out = new BufferedOutputStream(socket.getOutputStream());
            say(out, "220 sink.example");
            var hasRecipient = false;
            out.flush();
            for (var command = line(in); !command.startsWith("QUIT"); command = line(in)) {
                hasRecipient = answer(command, hasRecipient, in, out);
                if (in.available() == 0) {
                    // What was asked at once is answered at once (RFC 2920).
                    out.flush();
                }
            }
            say(out, "221 bye");
            out.flush();
        } catch (IOException _) {
            // Whoever is done hangs up.
        }
    }

    /** @return whether there is a recipient by now */
    private boolean answer(String command, boolean hasRecipient, InputStream in, OutputStream out) throws IOException {
        if (command.startsWith("EHLO")) {
            say(out, "250-sink.example\r\n250-PIPELINING\r\n250 8BITMIME");
        } else if (command.startsWith("RCPT")) {
            if (refuses && command.contains(".refused.example")) {
                refused.incrementAndGet();
                say(out, "550 5.1.1 Nobody");
                return false;
            }
            say(out, "250 ok");
            return true;
        } else if (command.startsWith("DATA") && !hasRecipient) {
            say(out, "503 5.5.1 To nobody");
        } else if (command.startsWith("DATA")) {
            say(out, "354 go on");
            out.flush();
            drop(in);
            last = System.nanoTime();
            taken.incrementAndGet();
            say(out, "250 taken");
        } else {
            say(out, "250 ok");
        }
        return false;
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(US_ASCII));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    /** Reads a mail up to the line with a dot alone. */
    private static void drop(InputStream in) throws IOException {
        // How much of CR LF . CR LF was seen, the first CR LF at the beginning too.
        var seen = 2;
        while (seen < 5) {
            var octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            seen = switch (octet) {
                case '\r' -> seen == 3 ? 4 : 1;
                case '\n' -> seen == 1 ? 2 : seen == 4 ? 5 : 0;
                case '.' -> seen == 2 ? 3 : 0;
                default -> 0;
            };
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
