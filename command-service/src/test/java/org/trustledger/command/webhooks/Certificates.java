package org.trustledger.command.webhooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of a test's own, and what it certifies. */
final class Certificates {
    private static final String PASSWORD = "for-tests";
    private static final String AUTHORITY = "authority";

    private final Path file;

    private Certificates(Path file) {
        this.file = file;
    }

    static Certificates in(Path directory) throws IOException, InterruptedException {
        var certificates = new Certificates(directory.resolve("certificates.p12"));
        certificates.make(AUTHORITY, List.of("-ext", "bc:c"));
        return certificates;
    }

    /** What a server shows that is called so, certified by the authority. */
    Certificates certify(String alias, String name, String... more) throws IOException, InterruptedException {
        make(
                alias,
                Stream.concat(Stream.of("-signer", AUTHORITY, "-ext", "san=dns:" + name), Stream.of(more))
                        .toList());
        return this;
    }

    /** The same, vouched for by nobody. */
    Certificates selfSign(String alias, String name) throws IOException, InterruptedException {
        make(alias, List.of("-ext", "san=dns:" + name));
        return this;
    }

    private void make(String alias, List<String> more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(more);
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** For a server. */
    SSLContext identity(String alias) throws GeneralSecurityException, IOException {
        var all = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                alias,
                all.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(alias));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** For who trusts the authority and nobody else. */
    SSLContext trust() throws GeneralSecurityException, IOException {
        var all = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(authority);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }
}
