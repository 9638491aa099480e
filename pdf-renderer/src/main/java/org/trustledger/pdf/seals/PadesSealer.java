package org.trustledger.pdf.seals;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.trustledger.events.Seal;
import org.trustledger.pdf.platform.Sha256;

/**
 * Seals as PAdES baseline B (ETSI EN 319 142-1): an invisible certification signature that permits no change.
 *
 * <p>Sealing takes three calls, so that the service which knows PDF never holds the key.
 */
public final class PadesSealer implements PdfSealer {
    private static final String LEVEL = "PAdES-B-B";

    private final SealKey key;
    private final Clock clock;
    private final PAdESService service = new PAdESService(new CommonCertificateVerifier());

    public PadesSealer(SealKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    @Override
    public SealedPdf seal(byte[] unsigned) {
        var document = new InMemoryDocument(unsigned);
        var parameters = parameters();
        var toSign = service.getDataToSign(document, parameters);
        var signature = key.token().sign(toSign, parameters.getDigestAlgorithm(), key.entry());
        if (!service.isValidSignatureValue(toSign, signature, key.entry().getCertificate())) {
            throw new UnusableSeal("The sealing key does not belong to its certificate %s"
                    .formatted(key.entry().getCertificate().getSubject().getPrincipal()));
        }
        return new SealedPdf(bytes(service.signDocument(document, parameters, signature)), description());
    }

    private PAdESSignatureParameters parameters() {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(key.entry().getCertificate());
        parameters.setCertificateChain(key.entry().getCertificateChain());
        parameters.setPermission(CertificationPermission.NO_CHANGE_PERMITTED);
        parameters.setAppName("Trust Ledger");
        parameters.bLevel().setSigningDate(Date.from(clock.instant()));
        return parameters;
    }

    private Seal description() {
        var certificate = key.entry().getCertificate();
        return new Seal(
                LEVEL,
                certificate.getCertificate().getSubjectX500Principal().getName(X500Principal.RFC2253),
                Sha256.hex(certificate.getEncoded()),
                key.demonstration());
    }

    private static byte[] bytes(DSSDocument document) {
        try (var stream = document.openStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The sealed pack cannot be read from memory", e);
        }
    }
}
