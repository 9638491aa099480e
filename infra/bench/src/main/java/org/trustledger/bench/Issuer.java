package org.trustledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;

/** As much of an OpenID provider as the office needs to believe a token. */
final class Issuer implements AutoCloseable {
    private final HttpServer server;
    private final KeyPair key;
    private final Clock clock = Clock.systemUTC();

    private Issuer(HttpServer server, KeyPair key) {
        this.server = server;
        this.key = key;
    }

    static Issuer start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer = new Issuer(server, generator.generateKeyPair());
            issuer.answer();
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A token of a pipeline that may load every trust center. */
    String token() {
        return token("bench", "automation");
    }

    /** A token of somebody else, who may approve what the pipeline changes. */
    String approval() {
        return token("order", "approver");
    }

    private String token(String subject, String role) {
        var now = clock.instant().getEpochSecond();
        var unsigned = base64("""
                {"alg":"RS256","kid":"bench","typ":"JWT"}""".getBytes(UTF_8)) + "."
                + base64("""
                {"iss":"%s","aud":"trust-ledger","sub":"%s","exp":%d,"trust_ledger_roles":["*:%s"]}""".formatted(address(), subject, now + 3_600, role).getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(unsigned.getBytes(UTF_8));
            return unsigned + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer() {
        var publicKey = (RSAPublicKey) key.getPublic();
        answer("/.well-known/openid-configuration", """
                {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",
                 "token_endpoint":"%1$s/token","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(address()));
        answer("/jwks", """
                {"keys":[{"kty":"RSA","kid":"bench","alg":"RS256","use":"sig","n":"%s","e":"%s"}]}""".formatted(unsigned(publicKey.getModulus()), unsigned(publicKey.getPublicExponent())));
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

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
