package org.trustledger.command.workbench.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trustledger.command.staff.WorkbenchSettings;
import org.trustledger.events.TrustCenterId;

/** Where there is no site; one that answers is asked by the test of the whole house. */
class SiteReadingTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");

    @Test
    void asksNobodyWhereTheOfficeIsNotToldOfASite() {
        assertThat(reading(null).of(NORDHAMN)).isNull();
    }

    @Test
    void saysWhichAddressIsSilent() throws IOException {
        var free = new ServerSocket(0);
        var port = free.getLocalPort();
        free.close();

        var shown = reading(URI.create("http://127.0.0.1:%d".formatted(port))).of(NORDHAMN);

        assertThat(shown).isNotNull();
        assertThat(shown.silence())
                .isEqualTo("http://127.0.0.1:%d/api/v1/trust-centers/nordhamn/profile?limit=1 does not answer"
                        .formatted(port));
    }

    private static SiteReading reading(@Nullable URI site) {
        return new SiteReading(new WorkbenchSettings(
                null, false, "workbench", "", Duration.ofMinutes(30), Duration.ofHours(10), 100, null, site));
    }
}
