package org.trustledger.command.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the socket of a connection, and what encrypts it, and knows them afterwards.
 *
 * <p>What is sent leaves at once: otherwise the end of a letter would be kept back until its beginning is confirmed,
 * which the server's system is in no hurry to do, 40 ms for each letter.
 */
final class PromptSockets extends SocketFactory {
    private final SSLSocketFactory tls;
    private volatile @Nullable Socket plain;
    private volatile @Nullable Socket encrypted;

    /** @param tls that trusts whom it should; null if that is whom Java trusts */
    PromptSockets(@Nullable SSLSocketFactory tls) {
        this.tls = tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls;
    }

    /** The last that was made, to speak over. */
    Socket made() {
        var made = encrypted == null ? plain : encrypted;
        if (made == null) {
            throw new IllegalStateException("There is no connection yet");
        }
        return made;
    }

    /** Cuts what carries it: whoever speaks over it is done, whatever it waits for. */
    void cut() throws IOException {
        var wire = plain;
        if (wire != null) {
            wire.close();
        }
    }

    SSLSocketFactory encrypting() {
        return new Encrypting();
    }

    private Socket prompt(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        plain = socket;
        encrypted = null;
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return prompt(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return prompt(new Socket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return prompt(new Socket(host, port, local, localPort));
    }

    private final class Encrypting extends SSLSocketFactory {
        @Override
        public Socket createSocket(Socket over, String host, int port, boolean closes) throws IOException {
            var socket = tls.createSocket(prompt(over), host, port, closes);
            encrypted = socket;
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(PromptSockets.this.createSocket(host, port), host, port, true);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(PromptSockets.this.createSocket(host, port, local, localPort), host, port, true);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(PromptSockets.this.createSocket(host, port), host.getHostName(), port, true);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(
                    PromptSockets.this.createSocket(host, port, local, localPort), host.getHostName(), port, true);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }
    }
}
