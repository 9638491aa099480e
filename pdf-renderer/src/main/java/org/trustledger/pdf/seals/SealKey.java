package org.trustledger.pdf.seals;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.time.Clock;
import java.time.ZoneOffset;

/** The key in a PKCS#12 file. Closing forgets it. */
public final class SealKey implements AutoCloseable {
    private final Pkcs12SignatureToken token;
    private final DSSPrivateKeyEntry entry;
    private final boolean demonstration;

    private SealKey(Pkcs12SignatureToken token, DSSPrivateKeyEntry entry, boolean demonstration) {
        this.token = token;
        this.entry = entry;
        this.demonstration = demonstration;
    }

    /**
     * Opens the key store; where demonstrations are wanted and there is none, makes it first.
     *
     * @throws UnusableSeal if there is no key, or not exactly one, or not one for now
     */
    public static SealKey open(Path keystore, String password, boolean demonstration, Clock clock) {
        if (Files.notExists(keystore)) {
            if (!demonstration) {
                throw new UnusableSeal(
                        "There is no key store at %s. Put the PKCS#12 file with the provider's sealing key there (trust-ledger.seal.keystore), or, only to try things out, set trust-ledger.seal.demonstration=true"
                                .formatted(keystore));
            }
            DemonstrationKey.makeAt(keystore, password, clock);
        }
        var token = tokenOf(keystore, password);
        try {
            var entry = onlyKeyOf(token, keystore);
            check(entry, keystore, demonstration, clock);
            return new SealKey(token, entry, demonstration);
        } catch (UnusableSeal e) {
            token.close();
            throw e;
        }
    }

    private static Pkcs12SignatureToken tokenOf(Path keystore, String password) {
        try {
            return new Pkcs12SignatureToken(
                    Files.readAllBytes(keystore), new PasswordProtection(password.toCharArray()));
        } catch (IOException e) {
            throw new UnusableSeal("The key store %s cannot be read: %s".formatted(keystore, e.getMessage()), e);
        } catch (DSSException e) {
            throw new UnusableSeal(
                    "The key store %s cannot be opened as PKCS#12 with the configured password (trust-ledger.seal.password)"
                            .formatted(keystore),
                    e);
        }
    }

    private static DSSPrivateKeyEntry onlyKeyOf(Pkcs12SignatureToken token, Path keystore) {
        var entries = token.getKeys();
        if (entries.size() != 1) {
            throw new UnusableSeal("The key store %s holds %d private keys; a seal needs exactly one"
                    .formatted(keystore, entries.size()));
        }
        return entries.getFirst();
    }

    private static void check(DSSPrivateKeyEntry entry, Path keystore, boolean demonstration, Clock clock) {
        var certificate = entry.getCertificate();
        if (!demonstration && DemonstrationKey.isSubjectOf(certificate.getCertificate())) {
            throw new UnusableSeal(
                    "The key store %s holds a demonstration key, which vouches for nobody. Put the provider's sealing key there, or set trust-ledger.seal.demonstration=true"
                            .formatted(keystore));
        }
        var now = clock.instant();
        var from = certificate.getNotBefore().toInstant();
        var to = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(to)) {
            throw new UnusableSeal("The sealing certificate in %s is valid from %s to %s, and today is %s: renew it"
                    .formatted(keystore, from, to, now.atOffset(ZoneOffset.UTC).toLocalDate()));
        }
    }

    Pkcs12SignatureToken token() {
        return token;
    }

    DSSPrivateKeyEntry entry() {
        return entry;
    }

    boolean demonstration() {
        return demonstration;
    }

    @Override
    public void close() {
        token.close();
    }
}
