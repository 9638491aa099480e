package org.trustledger.command.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.trustledger.backing.FreePort;
import org.trustledger.backing.MailServer;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Owners are told by mail, once, that an answer is overdue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverdueMailTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            categories: [{id: security, label: Security}]
            answers:
            - {id: backup, category: security, question: {en: Are there backups?, sv: Finns säkerhetskopior?}, text: Every night.}
            - {id: exercise, category: security, question: {en: What did the exercise show?, sv: Vad visade övningen?}, text: That it works.}
            - {id: pump, category: security, question: {en: Where is the pump?, sv: Var är pumpen?}, text: In the cellar., access: internal}
            """;

    private final MovableClock clock = new MovableClock("2026-11-22T11:00:00Z");
    private final int port = FreePort.any();
    private final RunningOffice office = RunningOffice.at(
            clock,
            "trust-ledger.mail.host=127.0.0.1",
            "trust-ledger.mail.port=" + port,
            "trust-ledger.mail.start-tls=never",
            "trust-ledger.mail.from=trust@fjordsky.example",
            "trust-ledger.mail.office=https://office.fjordsky.example");
    private final CareDesk desk = office.bean(CareDesk.class);
    private final WhenAnswersAreOverdueTellTheirOwners policy = office.bean(WhenAnswersAreOverdueTellTheirOwners.class);
    private MailServer server = MailServer.start(port);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private String security = "";

    @BeforeEach
    void begin() {
        // Its rounds are this test's to begin.
        policy.stop();
        trustCenter = RunningOffice.newTrustCenter();
        clock.move(Duration.ofSeconds(1));
        var loaded = office.send(office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(DOCUMENT)));
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
        security = desk.addOwner(trustCenter, "Information security", address("security"), "en");
    }

    @AfterAll
    void close() {
        office.close();
        server.close();
    }

    @Test
    void anOwnerIsToldOnceAndNotAgainTheNextDay() throws MessagingException, IOException {
        change("backup", security, today().plusDays(1), null);
        policy.react();
        assertThat(received("security")).as("not due").isEmpty();

        clock.move(Duration.ofDays(1));
        policy.react();
        clock.move(Duration.ofDays(1));
        policy.react();

        var mails = received("security");
        assertThat(mails).hasSize(1);
        var mail = mails.getFirst();
        assertThat(mail.getSubject()).isEqualTo("Fjordsky: 1 answer to look at again");
        assertThat(mail.getFrom()[0]).hasToString("trust@fjordsky.example");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0).getContentType()).startsWith("text/plain");
        assertThat(part(mail, 1).getContentType()).startsWith("text/html");
        var link = "https://office.fjordsky.example/workbench/%s/care/answer/backup".formatted(trustCenter);
        for (var number : List.of(0, 1)) {
            assertThat((String) part(mail, number).getContent())
                    .contains("Information security", "Are there backups?", link, "looked at again by")
                    .doesNotContain("Every night");
        }
        assertThat(office.bean(Ledger.class).history(trustCenter, CareStep.KIND, "backup"))
                .last()
                .isEqualTo(new CareStep.Told(security, today().minusDays(1), null));
    }

    @Test
    void whenTheNextDayHasComeTheOwnerIsToldAgain() {
        change("backup", security, today().plusDays(1), null);
        clock.move(Duration.ofDays(1));
        policy.react();
        confirm("backup", today().plusDays(5));
        policy.react();
        assertThat(received("security")).hasSize(1);

        clock.move(Duration.ofDays(5));
        policy.react();

        assertThat(received("security")).hasSize(2);
    }

    @Test
    void whatFallsDueInOneRoundIsOneLetterInTheOwnersLanguage() throws MessagingException, IOException {
        desk.changeOwner(trustCenter, security, "Informationssäkerhet", address("sakerhet"), "sv");
        change("backup", security, today().plusDays(1), null);
        change("exercise", security, null, today());
        change("pump", security, today().plusDays(1), today());
        var operations = desk.addOwner(trustCenter, "Operations", address("ops"), "en");
        clock.move(Duration.ofDays(1));

        policy.react();

        var mails = received("sakerhet");
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().getSubject()).isEqualTo("Fjordsky: 3 svar att se över");
        assertThat(mails.getFirst().getHeader("Content-Language")).containsExactly("sv");
        var text = (String) part(mails.getFirst(), 0).getContent();
        assertThat(text)
                .contains("Finns säkerhetskopior?", "Vad visade övningen?", "Var är pumpen?", "den dagen har passerat")
                .as("the text of an internal answer stays")
                .doesNotContain("cellar");
        assertThat(received("ops")).isEmpty();

        change("exercise", operations, null, today().minusDays(1));
        policy.react();
        assertThat(received("ops")).as("another owner has not been told").hasSize(1);
        assertThat(received("sakerhet")).hasSize(1);
    }

    @Test
    void whatNobodyOwnsTellsNobodyAndIsOverdueAllTheSame() {
        change("backup", null, today().plusDays(1), null);
        clock.move(Duration.ofDays(1));

        policy.react();

        assertThat(received("security")).isEmpty();
        assertThat(desk.countOverdue(trustCenter)).isOne();
        change("backup", security, today(), null);
        policy.react();
        assertThat(received("security")).as("who gets it is told").hasSize(1);
    }

    @Test
    void twoOfficesAtOnceTellOnce() {
        change("backup", security, today().plusDays(1), null);
        change("pump", security, today().plusDays(1), null);
        clock.move(Duration.ofDays(1));

        var rounds = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.runAsync(policy::react, Thread::startVirtualThread))
                .toList();
        rounds.forEach(CompletableFuture::join);
        policy.react();

        assertThat(told()).isEqualTo(2);
        assertThat(received("security")).hasSizeBetween(1, 2);
    }

    @Test
    void aServerThatIsAwayIsTriedAgainAndTheOfficeGoesOn() {
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        var log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.addAppender(logged);
        server.close();
        try {
            change("backup", security, today().plusDays(1), null);
            clock.move(Duration.ofDays(1));
            policy.react();
            policy.react();
            assertThat(stuck().letters()).isOne();
            assertThat(desk.countOverdue(trustCenter)).isOne();
            log.detachAppender(logged);
            assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("of %s is not sent".formatted(trustCenter)))
                    .noneMatch(line -> line.contains(address("security")) || line.contains("Information security"));
            assertThat(logged.list)
                    .filteredOn(line -> line.getLoggerName().startsWith(CareDesk.class.getPackageName()))
                    .as("with what else a line may tell")
                    .noneMatch(line -> line.getThrowableProxy() != null);
        } finally {
            log.detachAppender(logged);
            server = MailServer.start(port);
        }
        policy.react();
        assertThat(received("security")).as("not before its time").isEmpty();

        clock.move(Duration.ofMinutes(2));
        await().untilAsserted(() -> {
            policy.react();
            assertThat(received("security")).hasSize(1);
        });
        assertThat(stuck().letters()).isZero();
    }

    @Test
    void whatWasLookedAtBeforeTheLetterLeftIsNotTold() {
        server.close();
        try {
            change("backup", security, today().plusDays(1), null);
            clock.move(Duration.ofDays(1));
            policy.react();
            confirm("backup", null);
        } finally {
            server = MailServer.start(port);
        }
        clock.move(Duration.ofMinutes(2));

        policy.react();

        assertThat(received("security")).isEmpty();
        assertThat(stuck().letters()).isZero();
    }

    @Test
    void whatTheLetterDidNotTellIsToldWhenItIsOverdueAgain() throws MessagingException, IOException {
        var due = today().plusDays(1);
        server.close();
        try {
            change("backup", security, due, null);
            change("pump", security, due, null);
            clock.move(Duration.ofDays(1));
            policy.react();
            assertThat(history("pump")).as("nobody is told yet").noneMatch(CareStep.Told.class::isInstance);
            change("backup", security, due.plusDays(7), null);
        } finally {
            server = MailServer.start(port);
        }
        clock.move(Duration.ofMinutes(2));
        policy.react();
        assertThat(received("security")).hasSize(1);
        assertThat((String) part(received("security").getFirst(), 0).getContent())
                .contains("Where is the pump?")
                .doesNotContain("backups");
        assertThat(history("pump")).last().isEqualTo(new CareStep.Told(security, due, null));
        assertThat(history("backup")).noneMatch(CareStep.Told.class::isInstance);

        change("backup", security, due, null);
        policy.react();

        assertThat(received("security"))
                .as("the same day, of which nobody was told")
                .hasSize(2);
        assertThat(history("backup")).last().isEqualTo(new CareStep.Told(security, due, null));
        policy.react();
        assertThat(received("security")).hasSize(2);
    }

    @Test
    void aLetterThatCannotBeSentKeepsNoOtherWaitingAndIsGivenUpInTheEnd() {
        // As an address that was taken before anybody asked whether it can be delivered to.
        office.jdbc().update("update answer_owner set mail = 'no..address@' where id = ?", security);
        change("backup", security, today().plusDays(1), null);
        clock.move(Duration.ofDays(1));
        policy.react();
        var operations = desk.addOwner(trustCenter, "Operations", address("ops"), "en");
        change("pump", operations, today(), null);
        clock.move(Duration.ofMinutes(2));

        policy.react();

        assertThat(received("ops")).hasSize(1);
        assertThat(stuck().letters()).isOne();
        for (var attempt = 0; attempt < 30; attempt++) {
            clock.move(Duration.ofHours(1));
            policy.react();
        }
        assertThat(stuck().letters()).isZero();
        assertThat(stuck().givenUp()).isOne();
        assertThat(stuck().since()).isNotNull();

        desk.changeOwner(trustCenter, security, "Information security", address("security"), "en");
        policy.react();
        assertThat(received("security")).as("written to elsewhere").hasSize(1);
        assertThat(stuck().givenUp()).isZero();
    }

    @Test
    void aServerThatIsAwayForDaysIsWaitedFor() {
        server.close();
        try {
            change("backup", security, today().plusDays(1), null);
            clock.move(Duration.ofDays(1));
            for (var attempt = 0; attempt < 40; attempt++) {
                policy.react();
                clock.move(Duration.ofHours(1));
            }
            assertThat(stuck().letters()).isOne();
        } finally {
            server = MailServer.start(port);
        }
        await().untilAsserted(() -> {
            policy.react();
            assertThat(received("security")).hasSize(1);
        });
    }

    @Test
    void aLetterNamesFiftyAnswersAndHowManyMoreThereAre() {
        var letters = office.bean(CareLetters.class);
        var profile = office.bean(StandingAnswers.class)
                .profile(trustCenter, clock.instant())
                .orElseThrow();
        change("backup", security, today(), null);
        var overdue = desk.overdue(trustCenter).getFirst();
        var owner = desk.owners(trustCenter).getFirst();

        var whole = letters.write("1", trustCenter, profile, owner, Collections.nCopies(50, overdue));
        var cut = letters.write("2", trustCenter, profile, owner, Collections.nCopies(53, overdue));

        assertThat(whole.text()).doesNotContain("more answers");
        var list = "/workbench/%s/care?when=overdue&owner=%s".formatted(trustCenter, security);
        assertThat(cut.subject()).contains("53 answers");
        assertThat(cut.text().split("Are there backups", -1)).hasSize(51);
        assertThat(cut.text()).contains("And 3 more answers.", list);
        assertThat(cut.html()).contains("And 3 more answers.", list.replace("&", "&amp;"));
    }

    private List<Object> history(String item) {
        return office.bean(Ledger.class).history(trustCenter, CareStep.KIND, item);
    }

    @Test
    void aLetterThatIsSentTwiceBearsOneId() throws MessagingException {
        change("backup", security, today().plusDays(1), null);
        clock.move(Duration.ofDays(1));
        policy.react();
        // As if the office had ended between the sending and its being noted.
        office.jdbc().update("update care_mail set sent_at = null where trust_center = ?", trustCenter.value());

        policy.react();

        var mails = received("security");
        assertThat(mails).hasSize(2);
        assertThat(mails.getFirst().getMessageID())
                .isEqualTo(mails.getLast().getMessageID())
                .endsWith("@fjordsky.example>");
    }

    @Test
    void whatIsRetiredTellsNobody() {
        change("backup", security, today().plusDays(1), null);
        clock.move(Duration.ofHours(1));
        var removed = office.send(office.request(
                        office.office("/api/v1/trust-centers/%s/content?remove=answers/backup".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml")
                .header(
                        "If-Match",
                        "\"%d\""
                                .formatted(office.bean(Ledger.class)
                                        .head(trustCenter)
                                        .orElseThrow()
                                        .contentPosition()))
                .PUT(BodyPublishers.ofString(DOCUMENT.replaceAll("(?m)^- [{]id: backup.*\n", ""))));
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        clock.move(Duration.ofDays(2));

        policy.react();

        assertThat(received("security")).isEmpty();
    }

    @Test
    void noEventHasTheAddress() {
        change("backup", security, today().plusDays(1), null);
        clock.move(Duration.ofDays(1));
        policy.react();

        assertThat(received("security")).hasSize(1);
        assertThat(office.jdbc().queryForList("select payload from domain_event", byte[].class))
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .noneMatch(text -> text.contains(address("security")));
        assertThat(new Owner("0123456789abcdef", "Security", address("security"), "en"))
                .asString()
                .doesNotContain("@", "Security");
    }

    private String address(String function) {
        return "%s-%s@fjordsky.example".formatted(function, trustCenter);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Stockholm"));
    }

    private void change(
            String item, @Nullable String owner, @Nullable LocalDate reviewBy, @Nullable LocalDate speaksUntil) {
        desk.change(
                trustCenter,
                item,
                new Care(owner, reviewBy, speaksUntil),
                desk.of(trustCenter, item).version(),
                "actor-0123456789abcdef",
                "correlation-1");
    }

    private void confirm(String item, @Nullable LocalDate reviewBy) {
        desk.confirm(
                trustCenter,
                item,
                desk.standing(trustCenter, item).orElseThrow().position(),
                new CareDesk.Next(reviewBy, null, desk.of(trustCenter, item).version(), true),
                "actor-0123456789abcdef",
                "correlation-1");
    }

    private CareDesk.Stuck stuck() {
        return desk.stuck(trustCenter);
    }

    private int told() {
        return Objects.requireNonNull(office.jdbc()
                .queryForObject(
                        "select count(*) from care_mail_answer a join care_mail m on m.id = a.mail where m.trust_center = ?",
                        Integer.class,
                        trustCenter.value()));
    }

    private List<MimeMessage> received(String function) {
        var found = new ArrayList<MimeMessage>();
        for (var mail : server.received()) {
            try {
                var to = mail.getRecipients(Message.RecipientType.TO)[0].toString();
                if (to.equals(address(function))) {
                    found.add(mail);
                }
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    private static BodyPart part(MimeMessage mail, int number) throws MessagingException, IOException {
        return ((MimeMultipart) mail.getContent()).getBodyPart(number);
    }
}
