package org.trustledger.command.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that takes every letter, except as a test tells it to: with other words, or not at all. */
public final class OwnMindedServer implements AutoCloseable {
    public static final String HANGS_UP = "hangs up";
    static final String SAYS_NOTHING = "";
    static final String READS_NO_MORE = "354 go on, but I do not listen";

    private static final String GO_ON = "354";

    private final ServerSocket socket;
    private final boolean atOnce;
    private final Mind mind;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it answers when it does not answer as any server would. */
    @FunctionalInterface
    public interface Mind {
        /**
         * @param connection the first is 1
         * @param command as it was sent; a single dot is the end of a letter, and nothing is the connection itself
         * @return null if it answers as any server would
         */
        @Nullable String answer(int connection, String command);
    }

    /** A letter that it has. */
    public record Taken(int connection, String from, String to, String mail) {}

    private OwnMindedServer(ServerSocket socket, boolean atOnce, Mind mind) {
        this.socket = socket;
        this.atOnce = atOnce;
        this.mind = mind;
    }

    /** @param atOnce whether it can be told several things before it has answered the first */
    public static OwnMindedServer that(boolean atOnce, Mind mind) throws IOException {
        return at(0, atOnce, mind);
    }

    static OwnMindedServer at(int port, boolean atOnce, Mind mind) throws IOException {
        var server = new OwnMindedServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), atOnce, mind);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /** One that answers a command, and all that begin as it does, always so. */
    static OwnMindedServer thatAnswers(boolean atOnce, String command, String answer) throws IOException {
        return that(atOnce, (_, said) -> said.startsWith(command) ? answer : null);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    public List<Taken> taken() {
        return taken;
    }

    /** All that it was told, in order, but for the letters. */
    List<String> commands() {
        return commands;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                var number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection, number));
            } catch (IOException _) {
                // The test is over.
                return;
            }
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket;
                var lines = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            if (!say(socket, answer(connection, "", "220 here"))) {
                return;
            }
            var from = "";
            var to = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                commands.add(line);
                var answer = answer(connection, line, usual(line, to));
                if (line.startsWith("MAIL")) {
                    from = line;
                    to = "";
                } else if (line.startsWith("RCPT") && !answer.startsWith("4") && !answer.startsWith("5")) {
                    to = line;
                }
                if (!say(socket, answer)) {
                    return;
                }
                if (answer.equals(READS_NO_MORE)) {
                    closed.await();
                    return;
                }
                if (answer.contains(GO_ON)
                        && !end(socket, connection, new Taken(connection, from, to, letter(lines)))) {
                    return;
                }
            }
        } catch (IOException _) {
            // The office has gone, or the test is over.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean end(Socket socket, int connection, Taken letter) throws IOException {
        var answer = answer(connection, ".", letter.to().isEmpty() ? "554 5.5.1 To nobody" : "250 taken");
        if (answer.startsWith("2")) {
            taken.add(letter);
        }
        return say(socket, answer);
    }

    private String usual(String line, String to) {
        if (line.startsWith("EHLO")) {
            return atOnce ? "250-here\r\n250 PIPELINING" : "250 here";
        }
        if (line.equals("DATA")) {
            return to.isEmpty() ? "554 5.5.1 No valid recipients" : "354 go on";
        }
        return "250 ok";
    }

    private static String letter(BufferedReader lines) throws IOException {
        var mail = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(".")) {
                return String.join("\r\n", mail) + "\r\n";
            }
            mail.add(line.startsWith(".") ? line.substring(1) : line);
        }
        throw new IOException("The letter has no end");
    }

    private String answer(int connection, String command, String usual) {
        var answer = mind.answer(connection, command);
        return answer == null ? usual : answer;
    }

    private static boolean say(Socket socket, String answer) throws IOException {
        if (answer.equals(HANGS_UP)) {
            return false;
        }
        if (!answer.equals(SAYS_NOTHING)) {
            socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
