package org.trustledger.command.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jwt.Jwt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The realm that the compose file imports, read as its provider would and believed as the office does. */
class RealmTest {
    private final JsonNode realm = read();
    // As it is when nothing but the issuer is set, which is what the compose file does.
    private final Identity identity = new Binder(new MapConfigurationPropertySource(
                    Map.of("trust-ledger.identity.issuer", "http://identity.localhost:8084/realms/trust-ledger")))
            .bind("trust-ledger.identity", Identity.class)
            .get();

    @ParameterizedTest
    @CsvSource({"trust-ledger-press, RENDERER", "trust-ledger-automation, AUTOMATION"})
    void letsEachProgramDoItsWorkEverywhereAndNoMore(String client, Role role) {
        var audience = mapper(client, "oidc-audience-mapper");
        var claim = mapper(client, "oidc-hardcoded-claim-mapper");
        var token = Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .subject(client)
                .claim(
                        claim.path("claim.name").asString(),
                        JsonMapper.shared().readValue(claim.path("claim.value").asString(), List.class))
                .build();

        var member = new TokenReader(identity, new Actors("0123456789abcdef0123456789abcdef"))
                .convert(token)
                .getPrincipal();

        assertThat(member.roles()).isEqualTo(Map.of(StaffMember.EVERYWHERE, Set.of(role)));
        assertThat(claim.path("jsonType.label").asString()).isEqualTo("JSON");
        assertThat(audience.path("included.custom.audience").asString()).isEqualTo(identity.audience());
        assertThat(List.of(audience, claim))
                .allSatisfy(mapper ->
                        assertThat(mapper.path("access.token.claim").asString()).isEqualTo("true"));
    }

    @Test
    void hasTheNameInTheIssuerAndNoSecretOfItsOwn() {
        assertThat(identity.issuer())
                .isEqualTo(URI.create("http://identity.localhost:8084/realms/"
                        + realm.path("realm").asString()));
        assertThat(realm.path("clients").valueStream().filter(client -> !isOfPeople(client)))
                .isNotEmpty()
                .allSatisfy(client -> {
                    assertThat(client.path("secret").asString()).matches("\\$\\{[A-Z_]+_CLIENT_SECRET}");
                    assertThat(client.path("serviceAccountsEnabled").asBoolean())
                            .isTrue();
                    assertThat(client.path("publicClient").asBoolean(true)).isFalse();
                    assertThat(client.path("standardFlowEnabled").asBoolean(true))
                            .isFalse();
                });
    }

    @Test
    void letsPeopleLogInToTheWorkbenchWithAProofKeyAndTheirRoles() {
        var workbench = realm.path("clients")
                .valueStream()
                .filter(RealmTest::isOfPeople)
                .findAny()
                .orElseThrow();
        var roles = mapper("workbench", "oidc-usermodel-realm-role-mapper");

        assertThat(workbench.path("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(workbench.at("/attributes/pkce.code.challenge.method").asString())
                .isEqualTo("S256");
        assertThat(workbench.path("redirectUris").valueStream().map(JsonNode::asString))
                .containsExactly("http://localhost:8081" + Lobby.ARRIVAL);
        assertThat(workbench.at("/attributes/post.logout.redirect.uris").asString())
                .isEqualTo("http://localhost:8081" + Lobby.LOGIN);
        assertThat(mapper("workbench", "oidc-audience-mapper")
                        .path("included.custom.audience")
                        .asString())
                .isEqualTo(identity.audience());
        assertThat(roles.path("claim.name").asString()).isEqualTo(identity.rolesClaim());
        assertThat(roles.path("multivalued").asString()).isEqualTo("true");
        assertThat(realm.at("/roles/realm")
                        .valueStream()
                        .map(role -> role.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(Role.PEOPLE.stream()
                        .map(role -> "nordhamn:" + role.claim())
                        .toList());
    }

    private static boolean isOfPeople(JsonNode client) {
        return client.path("publicClient").asBoolean();
    }

    private JsonNode mapper(String client, String kind) {
        return realm.path("clients")
                .valueStream()
                .filter(one -> one.path("clientId").asString().equals(client))
                .flatMap(one -> one.path("protocolMappers").valueStream())
                .filter(mapper -> mapper.path("protocolMapper").asString().equals(kind))
                .findAny()
                .orElseThrow()
                .path("config");
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("..", "infra", "compose", "realm.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
