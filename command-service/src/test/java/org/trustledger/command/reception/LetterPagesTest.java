package org.trustledger.command.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.mail.Bounce;
import org.trustledger.command.mail.TakesBounces;
import org.trustledger.command.notices.NoticeBoard;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.subscriptions.Subscribers;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** A reader looks at a letter again, acknowledges it, and proves it to somebody else; what came back is followed up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LetterPagesTest {
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String CONTENT = """
            tags: [{id: gdpr, label: GDPR, kind: framework}]
            categories: [{id: security, label: Security}]
            answers:
            - {id: backup, category: security, tags: [gdpr], question: Are there backups?, text: Every night.}
            - {id: exercise, category: security, question: What did the exercise show?, text: That it works.}
            """;
    private static final String HOURLY = CONTENT.replace("Every night.", "Every hour in the cellar.");

    private final MovableClock clock = new MovableClock("2026-11-23T11:00:00Z");
    private final Post post = new Post();
    private final RunningOffice office = RunningOffice.at(
            clock,
            Stream.of(
                            new StoreOfKeys()
                                    .and("trust-ledger.subscriptions.site=" + SITE, "trust-ledger.notices.gather=0s"),
                            post.settings())
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
    private final NoticeBoard board = office.bean(NoticeBoard.class);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @BeforeEach
    void begin() {
        trustCenter = RunningOffice.newTrustCenter();
        clock.move(Duration.ofSeconds(1));
        change(CONTENT);
    }

    @AfterAll
    void close() {
        office.close();
        post.close();
    }

    @Test
    void followingTheLinkNotesNothingAndAskingForTheWordsDoesOnce() {
        var reader = subscriber("anna");
        var letter = told(reader, HOURLY, 2);
        var page = proof(letter);

        var opened = get(page);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).contains("Show what it said").doesNotContain("cellar");
        assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
        office.exchange(office.request(office.reception(page), null).HEAD());
        assertThat(get(page + "/words.txt").statusCode()).isEqualTo(404);
        assertThat(counts().opened()).as("a scanner follows links").isZero();

        var at = clock.instant();
        assertThat(post(page, "do=show").statusCode()).isEqualTo(303);
        clock.move(Duration.ofMinutes(5));
        assertThat(post(page, "do=show").statusCode()).isEqualTo(303);

        assertThat(delivery().openedAt()).isEqualTo(at);
        assertThat(counts().opened()).isEqualTo(1);
        assertThat(counts().acknowledged()).isZero();
        var shown = Jsoup.parse(get(page).body());
        assertThat(text(shown, "h3")).isEqualTo(letter.subject());
        assertThat(Objects.requireNonNull(shown.selectFirst("pre.said")).wholeText())
                .isEqualTo(letter.text().replaceAll("https://\\S+/(subscriptions|unsubscribe)/\\S+", "(link)"));
    }

    @Test
    void whoAcknowledgesHasOpenedItAndSaysSoOnce() {
        var reader = subscriber("bo");
        var page = proof(told(reader, HOURLY, 2));
        var at = clock.instant();

        var noted = post(page, "do=acknowledge");
        assertThat(noted.statusCode()).isEqualTo(303);
        clock.move(Duration.ofHours(1));
        post(page, "do=acknowledge");

        assertThat(delivery().acknowledgedAt()).isEqualTo(at);
        assertThat(delivery().openedAt()).isEqualTo(at);
        assertThat(get(noted.headers().firstValue("Location").orElseThrow()).body())
                .contains("It is noted that you have read this letter.")
                .doesNotContain("value=\"acknowledge\"");
        assertThat(post(page, "do=forget").statusCode()).isEqualTo(422);
    }

    @Test
    void aThirdPartyProvesTheAddressAndTheWordsWithWhatThePageShows() throws Exception {
        var reader = subscriber("carl");
        var page = proof(told(reader, HOURLY, 2));
        post(page, "do=show");

        var shown = Jsoup.parse(get(page).body());
        var salt = text(shown, "#salt");
        var digest = text(shown, "#digest");
        assertThat(digest).isEqualTo(delivery().addressDigest());
        assertThat(sha256("%s\n%s\n%s"
                        .formatted(salt, text(shown, "#letter"), address("carl"))
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(digest);
        assertThat(run(text(shown, "#command").replace("ADDRESS", address("carl"))))
                .as("the very command")
                .startsWith(digest);
        assertThat(run(text(shown, "#command").replace("ADDRESS", address("other"))))
                .doesNotStartWith(digest);

        var words = get(page + "/words.txt");
        assertThat(words.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(sha256(words.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(delivery().textSha256());
        assertThat(shown.text()).contains(Objects.requireNonNull(delivery().textSha256()));
    }

    @Test
    void whatWasRestrictedSinceIsShownNoMoreNeitherItsSubject() {
        var reader = subscriber("dora");
        var letter = told(reader, HOURLY, 2);
        var page = proof(letter);
        post(page, "do=show");
        assertThat(get(page).body()).contains("cellar");
        assertThat(get(reader).body()).contains("Are there backups?");

        change(HOURLY.replace("{id: backup,", "{id: backup, access: internal,"));

        for (var hidden : List.of(get(page).body(), get(reader).body())) {
            assertThat(hidden).doesNotContain("cellar", "Are there backups?", "Every hour");
        }
        assertThat(get(page).body())
                .contains(
                        "not shown any more",
                        Objects.requireNonNull(delivery(letter).addressDigest()));
        assertThat(get(page + "/words.txt").statusCode()).isEqualTo(404);
        assertThat(post(page, "do=acknowledge").statusCode()).isEqualTo(303);
    }

    @Test
    void whatCannotBeShownIsNotNotedAsOpened() {
        var page = proof(told(subscriber("disa"), HOURLY, 2));
        change(HOURLY.replace("{id: backup,", "{id: backup, access: internal,"));

        assertThat(post(page, "do=show").statusCode()).isEqualTo(303);

        assertThat(get(page).body()).contains("not shown any more", "not yet").doesNotContain("cellar");
    }

    @Test
    void whatIsRestrictedElsewhereHidesNothing() {
        var reader = subscriber("eva", "answers:gdpr");
        var page = proof(told(reader, HOURLY, 2));
        post(page, "do=show");

        change(HOURLY.replace("{id: exercise,", "{id: exercise, access: internal,"));

        assertThat(get(page).body()).contains("cellar");
        assertThat(get(reader).body()).contains("Are there backups?");
    }

    @Test
    void aLetterIsItsReadersAloneAndGoneWithThem() {
        var frida = subscriber("frida");
        var gun = subscriber("gun");
        var page = proof(told(frida, HOURLY, 2));
        var id = page.substring(page.lastIndexOf('/') + 1);
        assertThat(get("%s/letters/%s".formatted(gun, id)).statusCode()).isEqualTo(404);
        assertThat(post("%s/letters/%s".formatted(gun, id), "do=acknowledge").statusCode())
                .isEqualTo(404);
        assertThat(counts().acknowledged()).isZero();

        post(frida, "do=leave");

        assertThat(get(page).statusCode()).isEqualTo(404);
        assertThat(get(page).body())
                .isEqualTo(get("%s/letters/%s".formatted(frida, id)).body())
                .contains("This link leads nowhere");
        assertThat(post(page, "do=acknowledge").statusCode()).isEqualTo(404);
    }

    @Test
    void theirLettersAreListedTheNewestFirstAPageAtATime() {
        var reader = subscriber("hilda");
        told(reader, HOURLY, 2);
        assertThat(rows(get(reader).body())).hasSize(1);
        office.jdbc().update("""
                        with made as (
                          insert into notice (id, trust_center, kind, after_position, through, subject, topics, made_at)
                          select lpad(to_hex(n), 32, '0') , trust_center, kind, after_position, through, subject, topics, made_at
                          from notice, generate_series(1, 24) as n where trust_center = ? returning id)
                        insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, letter,
                          text_sha256, address_digest, accepted_at, access_position)
                        select made.id, recipient, trust_center, audience, topics, after_position,
                          due_at - interval '1 day', made.id, text_sha256, address_digest, accepted_at, access_position
                        from delivery, made where trust_center = ?""", trustCenter.value(), trustCenter.value());
        var first = get(reader);
        assertThat(rows(first.body())).hasSize(20);
        var older = Objects.requireNonNull(Jsoup.parse(first.body()).selectFirst("a[rel=next]"))
                .attr("href");
        var second = get(older);
        assertThat(rows(second.body())).hasSize(5).doesNotContainAnyElementsOf(rows(first.body()));
        assertThat(second.body()).doesNotContain("rel=\"next\"");
    }

    @Test
    void afterTwoLettersInARowThatCameBackForGoodNothingIsSentUntilTheyAskForIt() {
        var reader = subscriber("ida");
        var first = letterId(told(reader, HOURLY, 2));
        bounced(first, Bounce.Kind.PERMANENT);
        bounced(first, Bounce.Kind.PERMANENT);
        assertThat(paused()).as("one letter is not two").isZero();
        var second = letterId(told(reader, CONTENT.replace("Every night.", "Every minute."), 3));
        bounced(second, Bounce.Kind.PERMANENT);
        assertThat(paused()).isEqualTo(1);

        told(CONTENT.replace("Every night.", "Every second."));
        await().untilAsserted(() -> {
            var newest = board.newest(trustCenter, null, 1).getFirst();
            assertThat(newest.counts().of(State.NOT_SENT)).isEqualTo(1);
            assertThat(board.deliveries(newest.notice(), null, "", 1).getFirst().notSentWhy())
                    .isEqualTo("paused");
        });
        assertThat(post.to(address("ida"))).hasSize(3);
        assertThat(get(reader).body()).contains("Two letters in a row to this address came back");

        var resumed = post(reader, "do=resume");
        assertThat(resumed.statusCode()).isEqualTo(303);
        assertThat(get(resumed.headers().firstValue("Location").orElseThrow()).body())
                .contains("Letters are sent to you again.")
                .doesNotContain("came back, so");
        assertThat(paused()).isZero();
        told(reader, CONTENT.replace("Every night.", "All the time."), 4);
    }

    @Test
    void whatPassesOrIsFollowedByOneThatArrivesPausesNobody() {
        var reader = subscriber("jan");
        bounced(letterId(told(reader, HOURLY, 2)), Bounce.Kind.PERMANENT);
        told(reader, CONTENT.replace("Every night.", "Every minute."), 3);
        bounced(letterId(told(reader, CONTENT.replace("Every night.", "Every second."), 4)), Bounce.Kind.PERMANENT);
        bounced(letterId(told(reader, CONTENT.replace("Every night.", "All the time."), 5)), Bounce.Kind.TRANSIENT);

        assertThat(paused()).isZero();
    }

    private void bounced(String letter, Bounce.Kind kind) {
        office.bean(TakesBounces.class)
                .on(new Bounce(letter, kind, kind == Bounce.Kind.PERMANENT ? "5.1.1" : "4.2.2", clock.instant()));
    }

    private int paused() {
        return office.bean(Subscribers.class).countPaused(trustCenter);
    }

    private NoticeBoard.Counts counts() {
        return board.newest(trustCenter, null, 1).getFirst().counts();
    }

    private NoticeBoard.Delivery delivery() {
        return board.deliveries(board.newest(trustCenter, null, 1).getFirst().notice(), null, "", 1)
                .getFirst();
    }

    private NoticeBoard.Delivery delivery(Post.Arrived letter) {
        var id = letterId(letter);
        return board.newest(trustCenter, null, 10).stream()
                .flatMap(told -> board.deliveries(told.notice(), null, "", 10).stream())
                .filter(each -> id.equals(each.letter()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rows(String page) {
        return Jsoup.parse(page).select(".letters a").eachAttr("href");
    }

    private static String text(Document page, String selector) {
        return Objects.requireNonNull(page.selectFirst(selector), selector).text();
    }

    private static String sha256(byte[] octets) {
        return HexFormat.of().formatHex(Sha256.fresh().digest(octets));
    }

    private static String run(String command) throws IOException {
        var process = new ProcessBuilder("sh", "-c", command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The path of the page of a letter, as the letter itself says. */
    private String proof(Post.Arrived letter) {
        return letter.text()
                .lines()
                .filter(line -> line.contains("/letters/"))
                .map(line -> line.replace(SITE, ""))
                .findFirst()
                .orElseThrow();
    }

    private String letterId(Post.Arrived letter) {
        return proof(letter).replaceFirst(".*/", "");
    }

    /** @return the path of the page of the subscription */
    private String subscriber(String name) {
        return subscriber(name, "answers");
    }

    private String subscriber(String name, String topic) {
        var wish = "topic=%s&language=en&cadence=immediate".formatted(topic);
        post(
                "/reception/%s/subscribe".formatted(trustCenter),
                "address=%s&%s".formatted(URLEncoder.encode(address(name), StandardCharsets.UTF_8), wish));
        var page = letter(name, 1)
                .lineThatBegins("%s/reception/%s/subscriptions/".formatted(SITE, trustCenter))
                .replace(SITE, "");
        assertThat(post(page, "do=confirm&" + wish).statusCode()).isEqualTo(303);
        clock.move(Duration.ofSeconds(1));
        return page;
    }

    private void told(String content) {
        change(content);
    }

    /** @return the letter that tells it, which is the so many-th */
    private Post.Arrived told(String reader, String content, int number) {
        told(content);
        var name = office.bean(SubscriptionDesk.class)
                .known(office.bean(SubscriptionDesk.class)
                        .find(trustCenter, reader.substring(reader.lastIndexOf('/') + 1)))
                .orElseThrow()
                .address()
                .replaceFirst("-.*", "");
        var letter = letter(name, number);
        await().until(() -> delivery(letter).state() == State.ACCEPTED);
        return letter;
    }

    private void change(String content) {
        clock.move(Duration.ofSeconds(2));
        var request = office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml");
        office.bean(Ledger.class)
                .head(trustCenter)
                .ifPresent(head -> request.header("If-Match", "\"%d\"".formatted(head.contentPosition())));
        var answer = office.send(request.PUT(BodyPublishers.ofString(Documents.BEGINNING + content)));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        await().untilAsserted(() -> assertThat(
                        office.jdbc().queryForObject("""
                                select coalesce((select position from notice_reach where trust_center = ?), 0) >= position
                                from ledger where trust_center = ?""", Boolean.class, trustCenter.value(), trustCenter.value()))
                .isTrue());
    }

    private Post.Arrived letter(String name, int number) {
        var letters = await().until(() -> post.to(address(name)), all -> all.size() >= number);
        assertThat(letters).hasSize(number);
        return letters.get(number - 1);
    }

    private String address(String name) {
        return "%s-%s@customer.example".formatted(name, trustCenter);
    }

    private HttpResponse<String> post(String path, String form) {
        return office.exchange(office.request(office.reception(path), null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path) {
        return office.exchange(office.request(office.reception(path.replaceFirst("#.*", "")), null)
                .header("Accept", "text/html")
                .GET());
    }
}
