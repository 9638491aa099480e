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
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID provider: real keys, real signatures, a real address to fetch them from, and the authorisation code
 * flow with proof key for whoever stands before it.
 */
public final class IdentityProvider implements AutoCloseable {
    public static final String AUDIENCE = "trust-ledger";

    private final RSAKey key;
    private final HttpServer server;
    private final String issuer;
    private final Map<String, Given> codes = new ConcurrentHashMap<>();
    private final Map<String, Given> refreshTokens = new ConcurrentHashMap<>();
    private volatile @Nullable Visitor visitor;
    private volatile Clock officeClock = Clock.systemUTC();

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
                 "token_endpoint":"%1$s/token","end_session_endpoint":"%1$s/logout","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer));
        answer("/test/jwks", new JWKSet(key.toPublicJWK()).toString());
        answer("/test/logout", "{}");
        server.createContext("/test/authorize", this::authorize);
        server.createContext("/test/token", this::giveTokens);
    }

    /** A person before the provider, and what it does with them. */
    private record Visitor(String subject, List<String> roles, Duration tokenLife, boolean renewable) {}

    /** A code that was given out, and what it was asked with. */
    private record Given(Visitor visitor, String challenge, String nonce) {}

    /** From now on this person stands before the provider, and is let in. */
    public void letsIn(String subject, String... roles) {
        visitor = new Visitor(subject, List.of(roles), Duration.ofDays(1), false);
    }

    /** The same with access tokens of a short life. */
    public void letsInBriefly(Duration tokenLife, boolean renewable, String subject, String... roles) {
        visitor = new Visitor(subject, List.of(roles), tokenLife, renewable);
    }

    /** From now on nobody is let in. */
    public void letsNobodyIn() {
        visitor = null;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = parameters(exchange.getRequestURI().getRawQuery());
            var somebody = visitor;
            var outcome = "error=access_denied";
            if (!"S256".equals(asked.get("code_challenge_method")) || !asked.containsKey("nonce")) {
                outcome = "error=invalid_request";
            } else if (somebody != null) {
                var code = UUID.randomUUID().toString();
                codes.put(
                        code,
                        new Given(somebody, asked.getOrDefault("code_challenge", ""), asked.getOrDefault("nonce", "")));
                outcome = "code=" + code;
            }
            exchange.getResponseHeaders()
                    .add(
                            "Location",
                            "%s?%s&state=%s"
                                    .formatted(
                                            asked.get("redirect_uri"),
                                            outcome,
                                            URLEncoder.encode(asked.get("state"), UTF_8)));
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private void giveTokens(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var given = "refresh_token".equals(asked.get("grant_type"))
                    ? refreshTokens.remove(asked.get("refresh_token"))
                    : codes.remove(asked.getOrDefault("code", ""));
            var proven = given != null
                    && ("refresh_token".equals(asked.get("grant_type"))
                            || given.challenge().equals(challenge(asked.getOrDefault("code_verifier", ""))));
            var body = proven && given != null ? tokens(given) : "{\"error\":\"invalid_grant\"}";
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(proven ? 200 : 400, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    private String tokens(Given given) {
        var somebody = given.visitor();
        var end = Date.from(Instant.now().plus(Duration.ofDays(1)));
        var access = token(
                somebody.subject(),
                claims -> claims.expirationTime(end),
                somebody.roles().toArray(String[]::new));
        var id = sign(
                key,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("workbench")
                        .subject(somebody.subject())
                        .issueTime(new Date())
                        .expirationTime(end)
                        .claim("nonce", given.nonce())
                        .claim("name", "Astrid Example")
                        .build());
        var refresh = UUID.randomUUID().toString();
        refreshTokens.put(refresh, given);
        return """
                {"token_type":"Bearer","access_token":"%s","id_token":"%s","expires_in":%d%s}""".formatted(
                        access,
                        id,
                        Duration.between(Instant.now(), officeClock.instant().plus(somebody.tokenLife()))
                                .toSeconds(),
                        somebody.renewable() ? ",\"refresh_token\":\"%s\"".formatted(refresh) : "");
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    /** What the office's clock says: its tokens last for as long as they should by that one. */
    void knowsTheTimeOf(Clock clock) {
        officeClock = clock;
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
