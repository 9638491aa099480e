package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.cli.Asker;
import org.trustledger.cli.LedgerTool;
import org.trustledger.cli.Surroundings;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.TrustCenterId;

/** The command line as it is, against the whole office. */
class LedgerToolTest {
    private static final String ANSWERS = """
            answers:
              - {id: keys, category: data-protection, question: Who holds the keys?, text: You do.}
              - {id: exit, category: data-protection, question: How do we leave?, text: With your data.}
            """;

    private final RunningOffice office = RunningOffice.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final Path document;
    private String address = office.office("").toString();
    private String role = "editor";
    private Asker asker = Asker.NOBODY;

    LedgerToolTest(@TempDir Path directory) {
        document = directory.resolve("fjordsky.yaml");
    }

    /** What a command came to. */
    private record Outcome(int code, String out, String errors) {}

    @BeforeEach
    void write() throws IOException {
        Files.writeString(document, Documents.HEAD + ANSWERS);
    }

    @Test
    void aPlanTellsByItsExitCodeWhetherThereIsAnythingToChange() {
        role = "auditor";
        var before = ledger("plan", document.toString());
        role = "editor";
        ledger("apply", document.toString(), "--yes");
        var after = ledger("plan", document.toString());

        assertThat(before.code()).isEqualTo(2);
        assertThat(before.out()).contains("+ keys  \"Who holds the keys?\"").contains("Plan: 5 to add");
        assertThat(before.errors()).isEmpty();
        assertThat(after.code()).isZero();
        assertThat(after.out()).contains("Nothing to change");
        assertThat(facts()).isEqualTo(5);
    }

    @Test
    void aPlanShowsLongTextsWordByWord() throws IOException {
        var text = "We keep what you store with us encrypted with keys of your own. "
                .repeat(3)
                .strip();
        Files.writeString(document, Documents.HEAD + ANSWERS.replace("You do.", text));
        ledger("apply", document.toString(), "--yes");
        Files.writeString(
                document, Documents.HEAD + ANSWERS.replace("You do.", text.replaceFirst("encrypted", "sealed")));

        assertThat(ledger("plan", document.toString()).out())
                .contains("~ keys", "text/en", "with us [-encrypted-] {+sealed+} with keys of your own. We …")
                .contains("Plan: 0 to add, 1 to change, 0 to correct");
    }

    @Test
    void nothingIsAppliedThatNobodyAgreedTo() {
        var unasked = ledger("apply", document.toString());
        asker = question -> false;
        var refused = ledger("apply", document.toString());
        asker = question -> question.contains("Only yes");
        var agreed = ledger("apply", document.toString());

        assertThat(unasked.code()).isOne();
        assertThat(unasked.errors()).contains("--yes");
        assertThat(refused.code()).isOne();
        assertThat(agreed.code()).isZero();
        assertThat(agreed.out()).contains("Applied: 5 facts, content position 5");
    }

    @Test
    void whatChangesBetweenPlanAndYesIsNotOverwritten() throws IOException {
        ledger("apply", document.toString(), "--yes");
        Files.writeString(document, Documents.HEAD + ANSWERS.replace("You do.", "We do."));
        asker = _ -> {
            var token = office.identity().token("birger", "%s:editor".formatted(trustCenter));
            office.send(office.request(office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)), token)
                    .header("Content-Type", "application/yaml")
                    .header("If-Match", "\"5\"")
                    .PUT(BodyPublishers.ofString(Documents.HEAD + ANSWERS.replace("You do.", "They do."))));
            return true;
        };

        var late = ledger("apply", document.toString());

        assertThat(late.code()).isOne();
        assertThat(late.errors()).contains("changed since: answers/keys at position 6");
        assertThat(facts()).isEqualTo(6);
    }

    @Test
    void whatSomebodyElseHasToApproveIsSentForReviewAndSaysSo() throws IOException {
        ledger("apply", document.toString(), "--yes");
        Files.writeString(document, Documents.HEAD + ANSWERS.replace("You do.", "We do."));

        var waits = ledger("apply", document.toString(), "--yes");

        assertThat(waits.code()).isEqualTo(3);
        assertThat(waits.out())
                .containsPattern("Sent for review: change set [0-9a-f]{32}, 1 fact[.]")
                .contains("Nothing is recorded until somebody else approves it");
        assertThat(facts()).isEqualTo(5);
    }

    /** What waits is approved by somebody else. */
    private void approveAll() {
        var reviews = office.bean(ReviewDesk.class);
        for (var sent : reviews.waiting(trustCenter)) {
            office.bean(ContentDesk.class)
                    .approve(
                            sent,
                            "actor-greta",
                            Objects.requireNonNull(sent.review()).since(),
                            "correlation-1");
        }
    }

    @Test
    void problemsAreToldByFileLineAndColumn() throws IOException {
        Files.writeString(document, Documents.HEAD + "answers:\n  - {id: A, category: no, question: Why?}\n");

        var outcome = ledger("plan", document.toString());

        assertThat(outcome.code()).isOne();
        assertThat(outcome.errors())
                .contains(document + ":13:10: id must be 1 to 64")
                .contains(document + ":13:23: There is no category 'no' in the document. [/answers/0/category]")
                .contains("The document has 2 problems");
    }

    @Test
    void whatIsLeftOutIsRemovedWhenItIsNamed() throws IOException {
        ledger("apply", document.toString(), "--yes");
        Files.writeString(document, Documents.HEAD);

        var plan = ledger("plan", document.toString());
        var named = ledger("apply", document.toString(), "--remove", "answers/keys", "--yes");
        approveAll();
        var all = ledger("apply", document.toString(), "--remove", "left-out", "--yes");
        approveAll();

        assertThat(plan.code()).isZero();
        assertThat(plan.out()).contains("answers/keys  \"Who holds the keys?\"");
        assertThat(named.out()).contains("- keys", "1 to remove").contains("Sent for review", "1 fact.");
        assertThat(all.out()).contains("- exit");
        assertThat(facts()).isEqualTo(7);
    }

    @Test
    void anExportPlansToNothing(@TempDir Path directory) {
        ledger("apply", document.toString(), "--yes");
        var yaml = directory.resolve("export.yaml");
        var json = directory.resolve("export.json");

        ledger("export", "--output", yaml.toString());
        ledger("export", "--json", "--output", json.toString());

        assertThat(ledger("plan", yaml.toString()).code()).isZero();
        assertThat(ledger("plan", json.toString()).code()).isZero();
        assertThat(ledger("export").out()).startsWith("trustLedger: 1\nbasedOn: 5\n");
    }

    @Test
    void aConnectionThatBreaksAfterTheOfficeHasRecordedIsTriedAgainAndRecordsOnce() throws IOException {
        var attempts = new AtomicInteger();
        var between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", exchange -> forward(exchange, attempts));
        between.start();
        try {
            address = "http://127.0.0.1:" + between.getAddress().getPort();

            var outcome = ledger("apply", document.toString(), "--yes");

            assertThat(outcome.code()).as(outcome.errors()).isZero();
            assertThat(outcome.out()).contains("Applied: 5 facts");
            assertThat(outcome.errors()).contains("trying again");
            assertThat(attempts).hasValue(2);
            assertThat(facts()).isEqualTo(5);
        } finally {
            between.stop(0);
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(run(Map.of(), "plan", document.toString()).errors()).contains("--office");
        assertThat(run(Map.of("TRUST_LEDGER_OFFICE", address), "plan", document.toString())
                        .errors())
                .contains("--trust-center");
        assertThat(run(Map.of("TRUST_LEDGER_OFFICE", address), "plan", document.toString(), "--trust-center", "a")
                        .errors())
                .contains("TRUST_LEDGER_TOKEN");
        assertThat(run(Map.of(), "plan").code()).isOne();
        assertThat(run(Map.of()).errors()).contains("plan, apply or export");
        assertThat(ledger("plan", "not-there.yaml").errors()).contains("not-there.yaml cannot be read");
    }

    @Test
    void aTokenCanStandInAFile(@TempDir Path directory) throws IOException {
        var file = directory.resolve("token");
        Files.writeString(file, token() + "\n");

        assertThat(run(
                                Map.of(
                                        "TRUST_LEDGER_OFFICE",
                                        address,
                                        "TRUST_LEDGER_TRUST_CENTER",
                                        trustCenter.value()),
                                "plan",
                                document.toString(),
                                "--token-file",
                                file.toString())
                        .code())
                .isEqualTo(2);
    }

    /** Hands on, but breaks off instead of answering the first time something is applied. */
    private void forward(HttpExchange exchange, AtomicInteger attempts) throws IOException {
        try (exchange) {
            var request = office.request(office.office(exchange.getRequestURI().toString()), null);
            for (var header : List.of(
                    "Authorization", "Content-Type", "Accept", "If-Match", "Idempotency-Key", "X-Correlation-Id")) {
                var value = exchange.getRequestHeaders().getFirst(header);
                if (value != null) {
                    request.header(header, value);
                }
            }
            var body = exchange.getRequestBody().readAllBytes();
            var answer = office.send(request.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body)));
            var isApplied = exchange.getRequestURI().toString().contains("plan=false");
            if (isApplied && attempts.incrementAndGet() == 1) {
                return;
            }
            for (var header : List.of("ETag", "Plan-Facts", "Content-Type")) {
                answer.headers()
                        .firstValue(header)
                        .ifPresent(value -> exchange.getResponseHeaders().add(header, value));
            }
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.statusCode(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Outcome ledger(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--office", address, "--trust-center", trustCenter.value()));
        return run(Map.of("TRUST_LEDGER_TOKEN", token()), all.toArray(String[]::new));
    }

    private Outcome run(Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var errors = new StringWriter();
        var code = LedgerTool.run(
                new Surroundings(environment, new PrintWriter(out, true), new PrintWriter(errors, true), asker),
                arguments);
        return new Outcome(code, out.toString(), errors.toString());
    }

    private String token() {
        return office.identity().token("astrid", "%s:%s".formatted(trustCenter, role));
    }

    private int facts() {
        return office.bean(Ledger.class).contentFacts(trustCenter).size();
    }
}
