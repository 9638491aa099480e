package org.trustledger.standalone.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gets an access token the way a program does that has no browser: a client by its secret, a person by the
 * authorization code flow with proof key, filling in the login form.
 */
public final class TokenRequest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String issuer;

    /** @param issuer address of the provider, as {@code http://localhost:8084} */
    public TokenRequest(String issuer) {
        this.issuer = issuer;
    }

    /**
     * A client's own token.
     *
     * @throws IOException if the provider does not answer or refuses; the message says which
     */
    public String of(Client client, String secret) throws IOException, InterruptedException {
        try (var http = client()) {
            var basic =
                    Base64.getEncoder().encodeToString((client.id() + ":" + secret).getBytes(StandardCharsets.UTF_8));
            return token(http.send(
                    form("/oauth2/token", Map.of("grant_type", "client_credentials"))
                            .header("Authorization", "Basic " + basic)
                            .build(),
                    BodyHandlers.ofString()));
        }
    }

    /**
     * A person's token.
     *
     * @throws IOException if the provider does not answer or refuses; the message says which
     */
    public String of(Person person, String password) throws IOException, InterruptedException {
        var verifier = random();
        var state = random();
        var question = "/oauth2/authorize?"
                + encoded(ordered(
                        "response_type",
                        "code",
                        "client_id",
                        IdentityConfiguration.TERMINAL,
                        "redirect_uri",
                        IdentityConfiguration.TERMINAL_REDIRECT,
                        "scope",
                        "openid",
                        "state",
                        state,
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256"));
        try (var http = client()) {
            http.send(page(question), BodyHandlers.discarding());
            var loginForm = http.send(page("/login"), BodyHandlers.ofString());
            var csrf = CSRF.matcher(loginForm.body());
            if (!csrf.find()) {
                throw new IOException("The provider showed no login form: status " + loginForm.statusCode());
            }
            http.send(
                    form("/login", Map.of("username", person.login(), "password", password, "_csrf", csrf.group(1)))
                            .build(),
                    BodyHandlers.discarding());
            var redirect = http.send(page(question), BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElse("");
            if (!redirect.startsWith(IdentityConfiguration.TERMINAL_REDIRECT)
                    || !parameter(redirect, "state").filter(state::equals).isPresent()) {
                throw new IOException("The provider did not accept the password of " + person.login());
            }
            var code = parameter(redirect, "code")
                    .orElseThrow(() -> new IOException("The provider gave no code for " + person.login()));
            return token(http.send(
                    form(
                                    "/oauth2/token",
                                    Map.of(
                                            "grant_type",
                                            "authorization_code",
                                            "client_id",
                                            IdentityConfiguration.TERMINAL,
                                            "redirect_uri",
                                            IdentityConfiguration.TERMINAL_REDIRECT,
                                            "code",
                                            code,
                                            "code_verifier",
                                            verifier))
                            .build(),
                    BodyHandlers.ofString()));
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private HttpRequest page(String path) {
        return HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Accept", "text/html")
                .timeout(PATIENCE)
                .build();
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(encoded(fields)));
    }

    private static String token(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("The provider refused a token: status " + answer.statusCode());
        }
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    private static Optional<String> parameter(String address, String name) {
        var query = Optional.ofNullable(URI.create(address).getRawQuery()).orElse("");
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
