package org.trustledger.command.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that a server has signed itself, made by the JDK's own tool. */
final class Certificate {
    static final String PASSWORD = "changeit";

    private final Path file;
    private final KeyStore keys;

    private Certificate(Path file, KeyStore keys) {
        this.file = file;
        this.keys = keys;
    }

    /** @param name that it is for, such as {@code ip:127.0.0.1} */
    static Certificate of(String name, Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("%s.p12".formatted(name.replaceAll("\\W", "-")));
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mail",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!tool.waitFor(1, TimeUnit.MINUTES) || tool.exitValue() != 0) {
            throw new AssertionError(Files.readString(folder.resolve("keytool.log")));
        }
        return new Certificate(file, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    }

    /** Where it is, with its key. */
    Path file() {
        return file;
    }

    String pem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("server").getEncoded()));
    }

    /** What a server needs to show it. */
    SSLContext shown() throws GeneralSecurityException {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        return tls;
    }
}
