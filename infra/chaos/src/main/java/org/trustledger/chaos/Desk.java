package org.trustledger.chaos;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.trustledger.standalone.Parts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to office and counter as a program of a customer would, and keeps what they said. */
final class Desk implements AutoCloseable {
    private static final Pattern CHANGING = Pattern.compile("[0-9a-f-]{36}|[0-9a-f]{32}|tc-[a-z0-9-]+|\\d+");

    private final Parts parts;
    private final String token;
    private final String approval;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Integer> sentences = new TreeMap<>();

    /** @param patience how long to wait for an answer before it counts as lost */
    Desk(Parts parts, Clock clock, Duration patience) {
        this.parts = parts;
        this.patience = patience;
        this.token = token(parts, clock, "chaos", "automation");
        this.approval = token(parts, clock, "order", "approver");
    }

    // Made here and not asked for: valid for the whole run, and without a beginning, so that a clock may jump back.
    private static String token(Parts parts, Clock clock, String subject, String role) {
        try {
            var key = RSAKey.parse(parts.signingKey());
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(parts.issuer())
                            .subject(subject)
                            .audience("trust-ledger")
                            .expirationTime(Date.from(clock.instant().plus(Duration.ofDays(2))))
                            .claim("trust_ledger_roles", List.of("*:" + role))
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a content document, and approves it as somebody else where that is asked for. */
    Outcome apply(String trustCenter, byte[] document, long basedOn, String idempotencyKey) {
        var sent = send(trustCenter, document, basedOn, idempotencyKey);
        return sent instanceof Outcome.Done(var body) && body.has("state")
                ? approve(trustCenter, body, idempotencyKey)
                : sent;
    }

    private Outcome approve(String trustCenter, JsonNode changeSet, String idempotencyKey) {
        return send(HttpRequest.newBuilder(URI.create("%s/api/v1/trust-centers/%s/change-sets/%s/approve"
                        .formatted(
                                parts.office(),
                                trustCenter,
                                changeSet.path("id").asString())))
                .header("Authorization", "Bearer " + approval)
                .header("Idempotency-Key", idempotencyKey)
                .header("If-Match", "\"%s\"".formatted(changeSet.path("since").asString()))
                .POST(BodyPublishers.noBody()));
    }

    private Outcome send(String trustCenter, byte[] document, long basedOn, String idempotencyKey) {
        var request = HttpRequest.newBuilder(
                        URI.create("%s/api/v1/trust-centers/%s/content".formatted(parts.office(), trustCenter)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .PUT(BodyPublishers.ofByteArray(document));
        if (basedOn > 0) {
            request.header("If-Match", "\"%d\"".formatted(basedOn));
        }
        return send(request);
    }

    /** Asks for the pack of a moment at the office, or for today's as the public does through the counter. */
    Outcome requestPack(String trustCenter, String validAt, boolean publicly) {
        var base = publicly ? parts.site() : parts.office();
        var request = HttpRequest.newBuilder(
                        URI.create("%s/api/v1/trust-centers/%s/packs".formatted(base, trustCenter)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared()
                        .writeValueAsString(
                                publicly ? Map.of("language", "en") : Map.of("language", "en", "validAt", validAt))));
        if (!publicly) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    /** The counter's answer, which must be 200. */
    byte[] read(String path) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(parts.site() + path))
                        .timeout(patience)
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("%s answers %d".formatted(path, answer.statusCode()));
        }
        return answer.body();
    }

    private Outcome send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(patience).build(), BodyHandlers.ofString());
            var body = json(answer);
            if (answer.statusCode() < 300) {
                return new Outcome.Done(body);
            }
            var sentence =
                    "%d: %s".formatted(answer.statusCode(), body.path("detail").asString("(without a sentence)"));
            keep(sentence);
            return answer.statusCode() < 500
                    ? new Outcome.Refused(answer.statusCode(), sentence)
                    : new Outcome.Open(sentence);
        } catch (IOException lost) {
            var sentence = "no answer: " + lost.getClass().getSimpleName();
            keep(sentence);
            return new Outcome.Open(sentence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Open("interrupted");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private void keep(String sentence) {
        var kind = CHANGING.matcher(sentence.substring(4)).replaceAll("…");
        synchronized (sentences) {
            sentences.merge(sentence.substring(0, 4) + kind, 1, Integer::sum);
        }
    }

    /** What was said besides yes, and how often. */
    Map<String, Integer> sentences() {
        synchronized (sentences) {
            return new TreeMap<>(sentences);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
