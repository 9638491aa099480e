package org.trustledger.command.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates as settings have them. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final int LEAST_BITS = 2048;

    private Pem() {}

    /**
     * A key that signs.
     *
     * @param setting that has it, for the message if it is none; the key itself is in no message
     */
    static PrivateKey rsaKey(String setting, String pem) {
        var found = KEY.matcher(pem);
        if (found.matches()) {
            try {
                var bytes = Base64.getMimeDecoder().decode(found.group(1));
                if (KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes))
                                instanceof RSAPrivateKey key
                        && key.getModulus().bitLength() >= LEAST_BITS) {
                    return key;
                }
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                // Said below, without what it is instead.
            }
        }
        throw new IllegalArgumentException(
                "%s is no such key: set it to an RSA key of at least %d bits in PEM (PKCS #8, -----BEGIN PRIVATE KEY-----), from a file"
                        .formatted(setting, LEAST_BITS));
    }

    /** What makes connections to servers that show one of these certificates, or one that they issued. */
    static SSLSocketFactory trusting(String setting, String pem) {
        try {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
            }
            var judges = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            judges.init(trusted);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, judges.getTrustManagers(), null);
            if (trusted.size() > 0) {
                return tls.getSocketFactory();
            }
        } catch (GeneralSecurityException | IOException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "%s has no certificates: set it to some in PEM, each from -----BEGIN CERTIFICATE----- to its end, from a file"
                        .formatted(setting));
    }
}
