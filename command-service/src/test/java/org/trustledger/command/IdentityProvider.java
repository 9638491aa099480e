package org.trustledger.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** A small OpenID provider: real keys, real signatures, a real address to fetch them from. */
public final class IdentityProvider implements AutoCloseable {
    public static final String AUDIENCE = "trust-ledger";

    private final RSAKey key;
    private final HttpServer server;
    private final String issuer;

    /** Listens, but is silent until {@link #start}. */
    public IdentityProvider() throws IOException, JOSEException {
        this(0);
    }

    public IdentityProvider(int port) throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("test").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        issuer = "http://localhost:%d/test".formatted(server.getAddress().getPort());
        answer("/test/.well-known/openid-configuration", """
                {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",
                 "token_endpoint":"%1$s/token","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer));
        answer("/test/jwks", new JWKSet(key.toPublicJWK()).toString());
    }

    public IdentityProvider start() {
        server.start();
        return this;
    }

    public String issuer() {
        return issuer;
    }

    /** A token that the office should believe. */
    public String token(String subject, String... roles) {
        return token(subject, claims -> claims, roles);
    }

    /** A token with something wrong about it. */
    public String token(String subject, UnaryOperator<JWTClaimsSet.Builder> spoil, String... roles) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .claim("name", "Astrid Example")
                .claim("trust_ledger_roles", List.of(roles));
        return sign(key, spoil.apply(claims).build());
    }

    /** A token whose signature is somebody else's. */
    public String forgedToken(String subject, String... roles) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .claim("trust_ledger_roles", List.of(roles));
        return sign(new RSAKeyGenerator(2048).keyID("test").generate(), claims.build());
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(String path, String json) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, json.getBytes(UTF_8).length);
                exchange.getResponseBody().write(json.getBytes(UTF_8));
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
