package org.trustledger.pdf.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.trustledger.events.TrustCenterId;
import org.trustledger.pdf.platform.Sha256;

/** What every archive promises, whatever it is made of. */
abstract class PackArchiveContract {
    static final TrustCenterId HAFEN = new TrustCenterId("hafen");
    static final byte[] PACK = "a sealed pack".getBytes(StandardCharsets.UTF_8);
    static final String DIGEST = Sha256.hex(PACK);

    abstract PackArchive archive();

    abstract byte[] kept(TrustCenterId trustCenter, String digest) throws Exception;

    /** Something else comes to stand under the name, past the archive. */
    abstract void tamper(TrustCenterId trustCenter, String digest, byte[] other) throws Exception;

    @Test
    void keepsAPackUnderItsDigest() throws Exception {
        archive().keep(HAFEN, DIGEST, PACK);
        assertThat(kept(HAFEN, DIGEST)).isEqualTo(PACK);
    }

    @Test
    void theSameAgainIsHarmless() throws Exception {
        archive().keep(HAFEN, DIGEST, PACK);
        assertThatCode(() -> archive().keep(HAFEN, DIGEST, PACK)).doesNotThrowAnyException();
        assertThat(kept(HAFEN, DIGEST)).isEqualTo(PACK);
    }

    @Test
    void refusesAnotherPackUnderTheName() {
        var other = "another".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(ArchiveRefuses.class)
                .isThrownBy(() -> archive().keep(HAFEN, DIGEST, other))
                .withMessageContaining(DIGEST);
    }

    @Test
    void refusesToReplaceWhatStandsThere() throws Exception {
        var other = "not what the name says".getBytes(StandardCharsets.UTF_8);
        archive().keep(HAFEN, DIGEST, PACK);
        tamper(HAFEN, DIGEST, other);
        assertThatExceptionOfType(ArchiveRefuses.class)
                .isThrownBy(() -> archive().keep(HAFEN, DIGEST, PACK))
                .withMessageContaining("nothing was replaced");
        assertThat(kept(HAFEN, DIGEST)).isEqualTo(other);
    }
}
