package org.trustledger.command.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.context.support.GenericApplicationContext;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** An office with a store of keys and a mail server, whose trust center somebody asks to be told of. */
public final class OfficeThatTells implements AutoCloseable {
    public static final String SITE = "https://trust.fjordsky.example";
    /** Without its beginning. */
    public static final String CONTENT = """
            tags: [{id: gdpr, label: GDPR, kind: framework}]
            categories: [{id: security, label: Security}]
            answers:
            - {id: backup, category: security, tags: [gdpr], question: Are there backups?, text: Every night.}
            - {id: exercise, category: security, question: What did the exercise show?, text: That it works.}
            """;

    /** The same after a change. */
    public static final String HOURLY = CONTENT.replace("Every night.", "Every hour in the cellar.");

    private final MovableClock clock = new MovableClock("2026-11-23T11:00:00Z");
    private final Post post = new Post();
    private final RunningOffice office;
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    /** @param gather how long it waits for further changes */
    public OfficeThatTells(String gather) {
        this(gather, _ -> {});
    }

    /**
     * The same with beans besides its own.
     *
     * @param more settings besides its own, or in place of them
     */
    public OfficeThatTells(String gather, Consumer<GenericApplicationContext> beans, String... more) {
        office = RunningOffice.at(
                clock,
                beans,
                Stream.of(
                                new StoreOfKeys()
                                        .and(
                                                "trust-ledger.subscriptions.site=" + SITE,
                                                "trust-ledger.notices.gather=" + gather),
                                post.settings(),
                                more)
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
    }

    public MovableClock clock() {
        return clock;
    }

    public Post post() {
        return post;
    }

    public RunningOffice office() {
        return office;
    }

    /** Goes on with another trust center, of which nothing is recorded yet. */
    public TrustCenterId begin() {
        trustCenter = RunningOffice.newTrustCenter();
        clock.move(Duration.ofSeconds(1));
        return trustCenter;
    }

    /**
     * Somebody asks to be told, and confirms it as their letter says.
     *
     * @return the secret of the link
     */
    public String subscriber(String name, String wish) {
        send("/subscribe", "address=%s&%s".formatted(URLEncoder.encode(address(name), StandardCharsets.UTF_8), wish));
        var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
        var secret = letter(name, 1).lineThatBegins(link).substring(link.length());
        assertThat(send("/subscriptions/" + secret, "do=confirm&" + wish).statusCode())
                .isEqualTo(303);
        return secret;
    }

    /** @param document the whole of it */
    public HttpResponse<String> change(String document) {
        var request = office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml");
        office.bean(Ledger.class)
                .head(trustCenter)
                .ifPresent(head -> request.header("If-Match", "\"%d\"".formatted(head.contentPosition())));
        var answer = office.send(request.PUT(BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return answer;
    }

    /** @return the so many-th letter to somebody, once it is there: the last */
    public Post.Arrived letter(String name, int number) {
        var letters = await().until(() -> post.to(address(name)), all -> all.size() >= number);
        assertThat(letters).hasSize(number);
        return letters.get(number - 1);
    }

    public String address(String name) {
        return "%s-%s@customer.example".formatted(name, trustCenter);
    }

    /** @param path below the trust center's own at the reception */
    public HttpResponse<String> send(String path, String form) {
        return post("/reception/%s%s".formatted(trustCenter, path), form);
    }

    /** @param path at the reception, as pages and letters have it */
    public HttpResponse<String> post(String path, String form) {
        return office.exchange(office.form(office.reception(path), form));
    }

    /** @param path at the reception, as pages and letters have it */
    public HttpResponse<String> get(String path) {
        return office.exchange(office.page(office.reception(path.replaceFirst("#.*", ""))));
    }

    /** The path of the page of a letter, as the letter itself says. */
    public static String proof(Post.Arrived letter) {
        return letter.text()
                .lines()
                .filter(line -> line.contains("/letters/"))
                .map(line -> line.replace(SITE, ""))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        office.close();
        post.close();
    }
}
