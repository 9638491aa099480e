package org.trustledger.command.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.trustledger.command.IdentityProvider;

class TokensTest {
    private static final String ROLES = "trust_ledger_roles";

    @Test
    void aProviderThatIsAwayIsNotTheCallersFault() {
        var tokens = new Tokens(new Identity(URI.create("http://127.0.0.1:1"), IdentityProvider.AUDIENCE, ROLES));

        assertThatThrownBy(() -> tokens.decode("a.b.c")).isInstanceOf(IdentityProviderSilent.class);
    }

    @Test
    void aProviderThatComesUpLaterIsAskedAgain() throws IOException, JOSEException {
        var port = freePort();
        var issuer = URI.create("http://localhost:%d/test".formatted(port));
        var tokens = new Tokens(new Identity(issuer, IdentityProvider.AUDIENCE, ROLES));
        assertThatThrownBy(() -> tokens.decode("a.b.c")).isInstanceOf(IdentityProviderSilent.class);

        try (var provider = new IdentityProvider(port).start()) {
            assertThat(tokens.decode(provider.token("astrid")).getSubject()).isEqualTo("astrid");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void settingsThatCannotWorkAreNamedWithWhatToDo() {
        assertThatThrownBy(() -> new Identity(null, IdentityProvider.AUDIENCE, ROLES))
                .hasMessageContaining("trust-ledger.identity.issuer")
                .hasMessageContaining("set it to");
        assertThatThrownBy(() -> new Actors("short"))
                .hasMessageContaining("trust-ledger.actors.secret is too short")
                .hasMessageContaining("32");
        assertThat(new Actors("0123456789abcdef0123456789abcdef").toString()).doesNotContain("0123");
    }
}
