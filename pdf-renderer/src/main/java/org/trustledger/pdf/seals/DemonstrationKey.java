package org.trustledger.pdf.seals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trustledger.pdf.platform.WriteOnce;

/** A self-signed key for trying things out. Its certificate says so to whoever looks at a seal. */
final class DemonstrationKey {
    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationKey.class);
    private static final String COMMON_NAME = "Trust Ledger demonstration seal";
    private static final Duration LIFETIME = Duration.ofDays(3650);
    /** Readers that know no elliptic curves are still about; 3072 bits match AES-128 (NIST SP 800-57). */
    private static final int RSA_BITS = 3072;

    private DemonstrationKey() {}

    /** Makes the key store, readable by its owner only. If another process was faster, its key stays. */
    static void makeAt(Path keystore, String password, Clock clock) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "seal", pair.getPrivate(), password.toCharArray(), new Certificate[] {selfSigned(pair, clock)});
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password.toCharArray());
            WriteOnce.write(keystore, bytes.toByteArray(), "rw-------");
            LOG.warn("Made a demonstration sealing key at {}: its seals vouch for nobody", keystore);
        } catch (FileAlreadyExistsException e) {
            LOG.info("Another press has just made the demonstration sealing key at {}", keystore);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new UnusableSeal(
                    "The demonstration sealing key could not be made at %s: %s".formatted(keystore, e.getMessage()), e);
        }
    }

    static boolean isSubjectOf(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().contains("CN=" + COMMON_NAME);
    }

    private static X509Certificate selfSigned(KeyPair pair, Clock clock)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var name = new X500Name("CN=" + COMMON_NAME);
        var now = clock.instant();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(LIFETIME)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
