package org.trustledger.command.mail;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.trustledger.backing.FreePort;

/** A real mail server on loopback that keeps every mail as it came, to the octet. */
final class ReceivingServer implements AutoCloseable {
    private final List<byte[]> mails = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private ReceivingServer(UnaryOperator<SMTPServer.Builder> kind) {
        server = kind.apply(SMTPServer.port(FreePort.any())
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .hostName("mail.nordhamn.example")
                        .insertReceivedHeaders(false)
                        .messageHandler((_, _, _, mail) -> mails.add(mail)))
                .build();
        server.start();
    }

    static ReceivingServer plain() {
        return of(kind -> kind);
    }

    static ReceivingServer of(UnaryOperator<SMTPServer.Builder> kind) {
        return new ReceivingServer(kind);
    }

    /** One that speaks to nobody who has not logged in, and hears no password but in an encrypted connection. */
    static ReceivingServer knowing(String office, String secret, Certificate certificate)
            throws GeneralSecurityException {
        var shown = certificate.shown();
        return of(kind -> kind.enableTLS()
                .requireTLS()
                .startTlsSocketFactory(shown)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, _) -> {
                    if (!user.equals(office) || !password.equals(secret)) {
                        throw new LoginFailedException();
                    }
                })));
    }

    int port() {
        return server.getPortAllocated();
    }

    List<byte[]> mails() {
        return mails;
    }

    @Override
    public void close() {
        server.stop();
    }
}
