package org.trustledger.pdf.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.pdf.Samples;
import org.trustledger.pdf.Tool;
import org.trustledger.pdf.VeraPdf;
import org.trustledger.pdf.typesetting.Typesetter;
import org.trustledger.pdf.views.Copy;
import org.verapdf.pdfa.flavours.PDFAFlavour;

class SealTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "hafen, en, all",
        "hafen, sv, all",
        "begun, en, all",
        "hafen, sv, tag:gdpr",
        "hafen, en, agreement:dpa",
        "hafen, sv, subprocessors",
        "begun, en, subprocessors"
    })
    void aSealedPackIsWholeForEverybodyWhoChecks(String name, String language, String scope) throws Exception {
        var unsigned = unsigned(name, language, scope);
        var sealed = seal(unsigned);
        var file = Files.write(folder.resolve("pack.pdf"), sealed.pdf());

        assertThat(Arrays.copyOf(sealed.pdf(), unsigned.length)).isEqualTo(unsigned);

        var verdict = Tool.run("pdfsig", file.toString());
        assertThat(verdict.exit()).isZero();
        assertThat(verdict.output())
                .contains("Signature is Valid", "Total document signed", "CN=Trust Ledger demonstration seal")
                .contains("ETSI.CAdES.detached")
                .doesNotContain("Signature #2");
        var form = Tool.run("qpdf", "--check", file.toString());
        assertThat(form.exit()).as(form.output()).isZero();
        assertThat(VeraPdf.complaints(sealed.pdf(), PDFAFlavour.PDFA_3_A)).isEmpty();
        assertThat(VeraPdf.complaints(sealed.pdf(), PDFAFlavour.PDFUA_1)).isEmpty();

        assertThat(sealed.seal().level()).isEqualTo("PAdES-B-B");
        assertThat(sealed.seal().signer()).isEqualTo("CN=Trust Ledger demonstration seal");
        assertThat(sealed.seal().demonstration()).isTrue();
        assertThat(sealed.seal().certificateSha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void oneFlippedBitBreaksTheSeal() throws Exception {
        var sealed = seal(unsigned("begun", "en")).pdf();
        sealed[sealed.length / 3] ^= 1;
        var file = Files.write(folder.resolve("altered.pdf"), sealed);
        assertThat(Tool.run("pdfsig", file.toString()).output()).doesNotContain("Signature is Valid");
    }

    @Test
    void whatIsAppendedIsNotCovered() throws Exception {
        var sealed = seal(unsigned("begun", "en")).pdf();
        var longer = Arrays.copyOf(sealed, sealed.length + 7);
        System.arraycopy("%append".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, longer, sealed.length, 7);
        var file = Files.write(folder.resolve("longer.pdf"), longer);
        assertThat(Tool.run("pdfsig", file.toString()).output()).doesNotContain("Total document signed");
    }

    @Test
    void theDemonstrationKeyIsMadeOnceAndForItsOwnerOnly() throws Exception {
        var keystore = folder.resolve("seal/demo.p12");
        var first = certificateOf(keystore);
        assertThat(certificateOf(keystore)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keystore)))
                .isEqualTo("rw-------");
        try (var files = Files.list(keystore.getParent())) {
            assertThat(files).containsExactly(keystore);
        }
    }

    @Test
    void withoutAKeyNothingStarts() {
        var keystore = folder.resolve("none.p12");
        assertThatExceptionOfType(UnusableSeal.class)
                .isThrownBy(() -> SealKey.open(keystore, "secret", false, CLOCK))
                .withMessageContaining("There is no key store at " + keystore)
                .withMessageContaining("trust-ledger.seal.demonstration=true");
        assertThat(keystore).doesNotExist();
    }

    @Test
    void aDemonstrationKeyIsNotPassedOffAsAReal() {
        var keystore = folder.resolve("demo.p12");
        certificateOf(keystore);
        assertThatExceptionOfType(UnusableSeal.class)
                .isThrownBy(() -> SealKey.open(keystore, "secret", false, CLOCK))
                .withMessageContaining("holds a demonstration key, which vouches for nobody");
    }

    @Test
    void aWrongPasswordAnEmptyFileAndAnExpiredCertificateAreNamed() throws Exception {
        var keystore = folder.resolve("demo.p12");
        certificateOf(keystore);
        assertThatExceptionOfType(UnusableSeal.class)
                .isThrownBy(() -> SealKey.open(keystore, "wrong", true, CLOCK))
                .withMessageContaining("trust-ledger.seal.password");
        var inTwentyYears = Clock.fixed(NOW.plusSeconds(20L * 365 * 86_400), ZoneOffset.UTC);
        assertThatExceptionOfType(UnusableSeal.class)
                .isThrownBy(() -> SealKey.open(keystore, "secret", true, inTwentyYears))
                .withMessageContaining("renew it");
        var empty = Files.createFile(folder.resolve("empty.p12"));
        assertThatExceptionOfType(UnusableSeal.class)
                .isThrownBy(() -> SealKey.open(empty, "secret", true, CLOCK))
                .withMessageContaining(empty.toString());
    }

    private String certificateOf(Path keystore) {
        try (var key = SealKey.open(keystore, "secret", true, CLOCK)) {
            return key.entry().getCertificate().getDSSIdAsString();
        }
    }

    private SealedPdf seal(byte[] unsigned) {
        try (var key = SealKey.open(folder.resolve("demo.p12"), "secret", true, CLOCK)) {
            return new PadesSealer(key, CLOCK).seal(unsigned);
        }
    }

    private static byte[] unsigned(String name, String language) {
        return unsigned(name, language, "all");
    }

    private static byte[] unsigned(String name, String language, String scope) {
        var view = Samples.view(name);
        return new Typesetter(Samples.IMPRINT)
                .set(Samples.order(view, language, scope), Copy.of(view))
                .pdf();
    }
}
