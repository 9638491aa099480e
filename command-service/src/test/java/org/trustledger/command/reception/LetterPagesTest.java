package org.trustledger.command.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.subscriptions.OfficeThatTells.CONTENT;
import static org.trustledger.command.subscriptions.OfficeThatTells.HOURLY;
import static org.trustledger.command.subscriptions.OfficeThatTells.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.letters.Post;
import org.trustledger.command.mail.Bounce;
import org.trustledger.command.mail.TakesBounces;
import org.trustledger.command.notices.NoticeBoard;
import org.trustledger.command.notices.NoticeBoard.State;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.subscriptions.OfficeThatTells;
import org.trustledger.command.subscriptions.Subscribers;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** A reader looks at a letter again, acknowledges it, and proves it to somebody else; what came back is followed up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LetterPagesTest {
    private static final String ANSWERS_TOLD = """
            select text_sha256, answer, whole from notice_text_answer
            where text_sha256 in (select text_sha256 from delivery where trust_center = ?)""";

    private final OfficeThatTells house = new OfficeThatTells("0s");
    private final MovableClock clock = house.clock();
    private final Post post = house.post();
    private final RunningOffice office = house.office();
    private final NoticeBoard board = office.bean(NoticeBoard.class);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @BeforeEach
    void begin() {
        trustCenter = house.begin();
        change(CONTENT);
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void pagesBehindTheLinksOfALetterAreInItsLanguage() {
        var secret = house.subscriber("alva", "topic=answers&language=sv&cadence=immediate");
        change(HOURLY);
        var letter = house.letter("alva", 2);
        var leave = letter.text()
                .lines()
                .filter(line -> line.contains("/unsubscribe/"))
                .map(line -> line.replaceFirst(".*(/reception/)", "$1"))
                .findFirst()
                .orElseThrow();

        for (var path :
                List.of(proof(letter), leave, "/reception/%s/subscriptions/%s".formatted(trustCenter, secret))) {
            assertThat(Jsoup.parse(house.get(path).body()).select("html").attr("lang"))
                    .as(path)
                    .isEqualTo("sv");
            assertThat(Jsoup.parse(house.get(path + "?lang=en").body())
                            .select("html")
                            .attr("lang"))
                    .isEqualTo("en");
        }
    }

    @Test
    void followingTheLinkNotesNothingAndAskingForTheWordsDoesOnce() {
        var reader = subscriber("anna");
        var letter = told(reader, HOURLY, 2);
        var page = proof(letter);

        var opened = house.get(page);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).contains("Show what it said").doesNotContain("cellar");
        assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
        office.exchange(office.request(office.reception(page), null).HEAD());
        assertThat(house.get(page + "/words.txt").statusCode()).isEqualTo(404);
        assertThat(counts().opened()).as("a scanner follows links").isZero();

        var at = clock.instant();
        assertThat(house.post(page, "do=show").statusCode()).isEqualTo(303);
        clock.move(Duration.ofMinutes(5));
        assertThat(house.post(page, "do=show").statusCode()).isEqualTo(303);

        assertThat(delivery().openedAt()).isEqualTo(at);
        assertThat(counts().opened()).isEqualTo(1);
        assertThat(counts().acknowledged()).isZero();
        var shown = Jsoup.parse(house.get(page).body());
        assertThat(text(shown, "h3")).isEqualTo(letter.subject());
        assertThat(Objects.requireNonNull(shown.selectFirst("pre.said")).wholeText())
                .isEqualTo(letter.text().replaceAll("https://\\S+/(subscriptions|unsubscribe)/\\S+", "(link)"));
    }

    @Test
    void whoAcknowledgesHasOpenedItAndSaysSoOnce() {
        var reader = subscriber("bo");
        var page = proof(told(reader, HOURLY, 2));
        var at = clock.instant();

        var noted = house.post(page, "do=acknowledge");
        assertThat(noted.statusCode()).isEqualTo(303);
        clock.move(Duration.ofHours(1));
        house.post(page, "do=acknowledge");

        assertThat(delivery().acknowledgedAt()).isEqualTo(at);
        assertThat(delivery().openedAt()).isEqualTo(at);
        assertThat(house.get(noted.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("It is noted that you have read this letter.")
                .doesNotContain("value=\"acknowledge\"");
        assertThat(house.post(page, "do=forget").statusCode()).isEqualTo(422);
    }

    @Test
    void aThirdPartyProvesTheAddressAndTheWordsWithWhatThePageShows() throws Exception {
        var reader = subscriber("carl");
        var page = proof(told(reader, HOURLY, 2));
        house.post(page, "do=show");

        var shown = Jsoup.parse(house.get(page).body());
        var salt = text(shown, "#salt");
        var digest = text(shown, "#digest");
        assertThat(digest).isEqualTo(delivery().addressDigest());
        assertThat(sha256("%s\n%s\n%s"
                        .formatted(salt, text(shown, "#letter"), house.address("carl"))
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(digest);
        assertThat(run(text(shown, "#command").replace("ADDRESS", house.address("carl"))))
                .as("the very command")
                .startsWith(digest);
        assertThat(run(text(shown, "#command").replace("ADDRESS", house.address("other"))))
                .doesNotStartWith(digest);

        var words = house.get(page + "/words.txt");
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
        house.post(page, "do=show");
        assertThat(house.get(page).body()).contains("cellar");
        assertThat(house.get(reader).body()).contains("Are there backups?");

        change(HOURLY.replace("{id: backup,", "{id: backup, access: internal,"));

        for (var hidden : List.of(house.get(page).body(), house.get(reader).body())) {
            assertThat(hidden).doesNotContain("cellar", "Are there backups?", "Every hour");
        }
        assertThat(house.get(page).body())
                .contains(
                        "not shown any more",
                        Objects.requireNonNull(delivery(letter).addressDigest()));
        assertThat(house.get(page + "/words.txt")).satisfies(words -> {
            assertThat(words.statusCode()).isEqualTo(404);
            assertThat(words.body())
                    .contains("words of this letter are not shown")
                    .doesNotContain("Subscribe again");
        });
        assertThat(house.post(page, "do=acknowledge").statusCode()).isEqualTo(303);
    }

    @Test
    void whatCannotBeShownIsNotNotedAsOpened() {
        var page = proof(told(subscriber("disa"), HOURLY, 2));
        change(HOURLY.replace("{id: backup,", "{id: backup, access: internal,"));

        assertThat(house.post(page, "do=show").statusCode()).isEqualTo(303);

        assertThat(house.get(page).body())
                .contains("not shown any more", "not yet")
                .doesNotContain("cellar");
    }

    @Test
    void whatIsRestrictedElsewhereHidesNothing() {
        var reader = subscriber("eva", "answers:gdpr");
        var page = proof(told(reader, HOURLY, 2));
        house.post(page, "do=show");

        change(HOURLY.replace("{id: exercise,", "{id: exercise, access: internal,"));

        assertThat(house.get(reader).body())
                .as("before anybody has looked at the letter")
                .contains("Are there backups?")
                .doesNotContain("not shown any more");
        assertThat(house.get(page).body()).contains("cellar");
    }

    @Test
    void whatIsForEverybodyAgainIsShownAgain() {
        var reader = subscriber("edit");
        var page = proof(told(reader, HOURLY, 2));
        house.post(page, "do=show");
        change(HOURLY.replace("{id: backup,", "{id: backup, access: on-request,"));
        assertThat(house.get(page).body()).doesNotContain("cellar");

        change(HOURLY.replace("{id: backup,", "{id: backup, access: public,"));

        assertThat(house.get(page).body()).contains("cellar");
    }

    @Test
    void theWordsThatWereSentAreShownThoughThisSoftwareWouldSetThemOtherwiseByNow() {
        var reader = subscriber("egil", "answers:gdpr");
        var letter = told(reader, HOURLY, 2);
        var page = proof(letter);
        house.post(page, "do=show");
        var sha256 = asSetByAnEarlierVersion(letter);

        change(HOURLY.replace("{id: exercise,", "{id: exercise, access: internal,"));

        assertThat(house.get(reader).body()).contains("Formerly: backups");
        assertThat(house.get(page).body()).contains("The cellar, as we used to put it.", sha256);
        assertThat(sha256(house.get(page + "/words.txt").body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sha256);

        change(HOURLY.replace("{id: backup,", "{id: backup, access: internal,"));

        assertThat(house.get(page).body()).doesNotContain("The cellar").contains("not shown any more", sha256);
        assertThat(house.get(reader).body()).doesNotContain("Formerly: backups");
    }

    @Test
    void whatOlderLettersTellIsFoundInTheLedger() throws Exception {
        var reader = subscriber("emil");
        var page = proof(told(reader, HOURLY, 2));
        house.post(page, "do=show");
        var owner = office.database().owner();
        var jdbc = new JdbcTemplate(new DriverManagerDataSource(owner.jdbcUrl(), owner.user(), owner.password()));
        var found = jdbc.queryForList(ANSWERS_TOLD, trustCenter.value());
        assertThat(found).isNotEmpty();
        jdbc.update("delete from notice_text_answer");

        jdbc.update(statement("insert into notice_text_answer"));

        assertThat(jdbc.queryForList(ANSWERS_TOLD, trustCenter.value())).containsAll(found);
        change(HOURLY.replace("{id: exercise,", "{id: exercise, access: internal,"));
        assertThat(house.get(page).body()).contains("cellar");
        change(HOURLY.replace("{id: backup,", "{id: backup, access: internal,"));
        assertThat(house.get(page).body()).doesNotContain("cellar");
    }

    /** The statement of the migration that begins so. */
    private static String statement(String beginning) throws IOException {
        try (var migration = Objects.requireNonNull(
                LetterPagesTest.class.getResourceAsStream("/db/migration/V26__told_answers.sql"))) {
            var all = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
            var from = all.indexOf(beginning);
            return all.substring(from, all.indexOf(';', from));
        }
    }

    /** @return the digest of the words that the letter has then */
    private String asSetByAnEarlierVersion(Post.Arrived letter) {
        var text = "The cellar, as we used to put it.";
        var sha256 = sha256(
                "en\nFormerly: backups\n\n%s\n<p>%s".formatted(text, text).getBytes(StandardCharsets.UTF_8));
        var before = Objects.requireNonNull(delivery(letter).textSha256());
        office.jdbc().update("""
                        with text as (
                          insert into notice_text (sha256, language, subject, text, html)
                          values (?, 'en', 'Formerly: backups', ?, '<p>' || ?)),
                        answers as (
                          insert into notice_text_answer (text_sha256, answer, whole)
                          select ?, answer, whole from notice_text_answer where text_sha256 = ?)
                        update delivery set text_sha256 = ? where letter = ?""", sha256, text, text, sha256, before, sha256, letterId(letter));
        return sha256;
    }

    @Test
    void aLetterIsItsReadersAloneAndGoneWithThem() {
        var frida = subscriber("frida");
        var gun = subscriber("gun");
        var page = proof(told(frida, HOURLY, 2));
        var id = page.substring(page.lastIndexOf('/') + 1);
        assertThat(house.get("%s/letters/%s".formatted(gun, id)).statusCode()).isEqualTo(404);
        assertThat(house.post("%s/letters/%s".formatted(gun, id), "do=acknowledge")
                        .statusCode())
                .isEqualTo(404);
        assertThat(counts().acknowledged()).isZero();

        house.post(frida, "do=leave");

        assertThat(house.get(page).statusCode()).isEqualTo(404);
        assertThat(house.get(page).body())
                .isEqualTo(house.get("%s/letters/%s".formatted(frida, id)).body())
                .contains("This link leads nowhere");
        assertThat(house.post(page, "do=acknowledge").statusCode()).isEqualTo(404);
    }

    @Test
    void theirLettersAreListedTheNewestFirstAPageAtATime() {
        var reader = subscriber("hilda");
        told(reader, HOURLY, 2);
        assertThat(rows(house.get(reader).body())).hasSize(1);
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
        var first = house.get(reader);
        assertThat(rows(first.body())).hasSize(20);
        var older = Objects.requireNonNull(Jsoup.parse(first.body()).selectFirst("a[rel=next]"))
                .attr("href");
        var second = house.get(older);
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
        assertThat(post.to(house.address("ida"))).hasSize(3);
        assertThat(house.get(reader).body()).contains("Two letters in a row to this address came back");

        var resumed = house.post(reader, "do=resume");
        assertThat(resumed.statusCode()).isEqualTo(303);
        assertThat(house.get(resumed.headers().firstValue("Location").orElseThrow())
                        .body())
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

    private String letterId(Post.Arrived letter) {
        return proof(letter).replaceFirst(".*/", "");
    }

    /** @return the path of the page of the subscription */
    private String subscriber(String name) {
        return subscriber(name, "answers");
    }

    private String subscriber(String name, String topic) {
        var secret = house.subscriber(name, "topic=%s&language=en&cadence=immediate".formatted(topic));
        clock.move(Duration.ofSeconds(1));
        return "/reception/%s/subscriptions/%s".formatted(trustCenter, secret);
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
        var letter = house.letter(name, number);
        await().until(() -> delivery(letter).state() == State.ACCEPTED);
        return letter;
    }

    private void change(String content) {
        clock.move(Duration.ofSeconds(2));
        house.change(Documents.BEGINNING + content);
        await().untilAsserted(() -> assertThat(
                        office.jdbc().queryForObject("""
                                select coalesce((select position from notice_reach where trust_center = ?), 0) >= position
                                from ledger where trust_center = ?""", Boolean.class, trustCenter.value(), trustCenter.value()))
                .isTrue());
    }
}
