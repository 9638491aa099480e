package org.trustledger.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityProviderTest {
    private final String signingKey = IdentityProvider.newSigningKey();
    private int port;
    private IdentityProvider provider;

    @BeforeAll
    void start() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var passwords = new EnumMap<Person, String>(Person.class);
        Arrays.stream(Person.values()).forEach(person -> passwords.put(person, "password of " + person.login()));
        var secrets = new EnumMap<Client, String>(Client.class);
        Arrays.stream(Client.values()).forEach(client -> secrets.put(client, "secret of " + client.id()));
        provider = IdentityProvider.start(port, "http://localhost:1", new Credentials(passwords, secrets), signingKey);
    }

    @AfterAll
    void stop() {
        provider.close();
    }

    @Test
    void tellsTheOfficeWhoAPersonIsAndWithWhichRoles() throws Exception {
        var token = SignedJWT.parse(request().of(Person.EDITOR, "password of editor"));

        assertThat(token.verify(new RSASSAVerifier(SigningKey.read(signingKey))))
                .isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:" + port);
        assertThat(claims.getSubject()).isEqualTo("editor");
        assertThat(claims.getAudience()).containsExactly("trust-ledger");
        assertThat(claims.getStringListClaim("trust_ledger_roles")).containsExactly("nordhamn:editor");
    }

    @Test
    void givesTheNeighbourNoRoleHere() throws Exception {
        var claims = SignedJWT.parse(request().of(Person.NEIGHBOUR, "password of neighbour"))
                .getJWTClaimsSet();

        assertThat(claims.getStringListClaim("trust_ledger_roles")).containsExactly("soderhamn:editor");
    }

    @Test
    void letsProgramsInByTheirSecret() throws Exception {
        var claims = SignedJWT.parse(request().of(Client.RENDERER, "secret of renderer"))
                .getJWTClaimsSet();

        assertThat(claims.getAudience()).containsExactly("trust-ledger");
        assertThat(claims.getStringListClaim("trust_ledger_roles")).isEqualTo(List.of("*:renderer"));
    }

    @Test
    void refusesAWrongPasswordAndAWrongSecret() {
        assertThatThrownBy(() -> request().of(Person.EDITOR, "guessed"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("password of editor");
        assertThatThrownBy(() -> request().of(Client.RENDERER, "guessed"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401");
    }

    @ParameterizedTest
    @CsvSource({"/login?lang=sv, sv", "/login, en", "/login?error, en", "/login?logout&lang=sv, sv"})
    void asksInTheLanguageOfThePerson(String address, String language) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var form = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(form.body()).contains("<html lang=\"%s\">".formatted(language), "name=\"password\"");
        }
    }

    @Test
    void givesNoCodeWithoutAProofKey() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                    + "/oauth2/authorize?response_type=code&client_id=workbench&scope=openid&state=s"
                                    + "&redirect_uri=http://localhost:1/workbench/_/arrival/workbench"))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.discarding());

            assertThat(answer.headers().firstValue("Location").orElse("")).contains("error=invalid_request");
        }
    }

    private TokenRequest request() {
        return new TokenRequest("http://localhost:" + port);
    }
}
