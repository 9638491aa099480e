package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;

/** Registering an endpoint and managing it in a real browser, and what the office sees of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookPagesTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId(Workbench.NORDHAMN);
    private static final Path SAMPLE = Path.of("..", "infra", "sample", "nordhamn.yaml");
    private static final String SITE = "https://trust.nordhamn.example";

    private final Workbench workbench = Workbench.told(new StoreOfKeys()
            .and(
                    "trust-ledger.subscriptions.site=" + SITE,
                    "trust-ledger.notices.gather=0s",
                    "trust-ledger.webhooks.allowed-hosts=127.0.0.1"));

    @AfterAll
    void close() {
        workbench.close();
    }

    @Test
    void somebodyRegistersAnEndpointProvesItManagesItAndEndsItAndTheOfficeSeesItsHost() throws IOException {
        try (var receiver = Receiver.start()) {
            receiver.answers(_ -> new Receiver.Said(200, Map.of(), "ok"));
            var owner = workbench.stranger("en").newPage();
            owner.navigate(reception("webhooks"));
            workbench.look(owner, "webhook-register");
            assertThat(owner.locator("form").textContent())
                    .contains("Nordhamn Cloud AB is the controller", "Privacy and security office", "trust@nordhamn");
            owner.getByLabel("All answers").check();
            owner.locator("#address").fill("http://hooks.example.com/in");
            press(owner.locator("button"));
            assertThat(owner.locator("#address-error").textContent()).contains("begins with https");
            workbench.look(owner, "webhook-register-refused");
            owner.locator("#address").fill("http://127.0.0.1:%d/in?token=mine".formatted(receiver.port()));
            press(owner.locator("button"));
            assertThat(owner.locator("h1").textContent()).isEqualTo("Keep these two");
            assertThat(owner.locator("#secret").textContent()).startsWith("whsec_");
            var link = owner.locator("#link").textContent();
            assertThat(link).startsWith(SITE);
            workbench.look(owner, "webhook-made");

            press(owner.locator("button[value=challenge]"));
            assertThat(owner.locator("main").textContent()).contains("did not answer with it");
            workbench.look(owner, "webhook-unproved");
            provesItself(receiver);
            press(owner.locator("button[value=challenge]"));
            assertThat(owner.locator("#state").textContent()).contains("Is called about changes");

            var sample = changed(Files.readString(SAMPLE));
            workbench.withoutReview(NORDHAMN);
            workbench.clock().move(Duration.ofSeconds(2));
            var head = workbench.office().bean(Ledger.class).head(NORDHAMN).orElseThrow();
            workbench.change(NORDHAMN, sample, head.contentPosition());
            workbench.clock().move(Duration.ofSeconds(2));
            await().untilAsserted(() -> {
                owner.navigate(
                        link.replace(SITE, workbench.office().reception("").toString()));
                assertThat(owner.locator("main").textContent()).contains("taken", "took it, with status 200");
            });
            press(owner.locator("button[value=test]"));
            assertThat(owner.locator("main").textContent()).contains("Tested");
            owner.locator("#after").fill("soon");
            press(owner.locator("button[value=replay]"));
            assertThat(owner.locator("#after-error").textContent()).contains("a number");
            workbench.look(owner, "webhook");
            press(owner.locator("button[value=pause]"));
            assertThat(owner.locator("[role=status]").textContent()).contains("paused");
            workbench.look(owner, "webhook-paused");

            var editor = workbench.logIn("en", "eva", "nordhamn:editor");
            editor.navigate(workbench.address("nordhamn/notices"));
            assertThat(editor.locator("main").textContent())
                    .contains("1 endpoint of a program", "1 of them paused.", "1 accepted");
            editor.locator("tbody a").first().click();
            assertThat(editor.locator("main").textContent())
                    .contains("Program at 127.0.0.1:%d".formatted(receiver.port()), "As data, for programs")
                    .doesNotContain("token=mine");
            editor.locator("summary").first().click();
            workbench.look(editor, "notice-to-webhook");

            // As if ten attempts had been in vain.
            var jdbc = workbench.office().jdbc();
            jdbc.update("update webhook_call set taken_at = null, given_up_at = made_at");
            jdbc.update("update delivery set accepted_at = null, given_up_at = due_at where call is not null");
            editor.navigate(workbench.address("nordhamn/notices"));
            workbench.look(editor, "notices-dead-call");
            press(editor.getByText("Try again", new Page.GetByTextOptions().setExact(true)));
            assertThat(editor.locator("main").textContent()).contains("The call is made again.", "1 waiting");
            owner.reload();
            assertThat(owner.locator("main").textContent()).contains("1 call waits.");

            press(owner.locator("button[value=secret]"));
            assertThat(owner.locator("h1").textContent()).isEqualTo("The new secret");
            workbench.look(owner, "webhook-secret");
            press(owner.getByText("Back to the endpoint"));
            press(owner.locator("button[value=end]"));
            assertThat(owner.locator("h1").textContent()).isEqualTo("You are told no more");
            owner.navigate(link.replace(SITE, workbench.office().reception("").toString()));
            assertThat(owner.locator("main").textContent()).contains("Ended");
            workbench.look(owner, "webhook-ended");
        }
    }

    /** From now on it answers a challenge with what that asks for. */
    private static void provesItself(Receiver receiver) {
        receiver.answers(got -> new Receiver.Said(
                200,
                Map.of(),
                FactCodec.mapper()
                        .readTree(got.body())
                        .path("data")
                        .path("challenge")
                        .asString()));
    }

    @Test
    void staffSeeHowAnEndpointStandsAndResumeOneThatFailedAndAnAdministratorEndsIt() throws IOException {
        try (var receiver = Receiver.start()) {
            provesItself(receiver);
            var owner = workbench.stranger("en").newPage();
            owner.navigate(reception("webhooks"));
            owner.locator("#address").fill("http://127.0.0.1:%d/in?token=theirs".formatted(receiver.port()));
            owner.getByLabel("All answers").check();
            press(owner.locator("button"));
            var link = owner.locator("#link").textContent();
            press(owner.locator("button[value=challenge]"));
            assertThat(owner.locator("#state").textContent()).contains("Is called about changes");
            var host = "127.0.0.1:%d".formatted(receiver.port());
            var mine = workbench
                    .office()
                    .bean(WebhookDesk.class)
                    .find(NORDHAMN, new LinkSecret(link.substring(link.lastIndexOf('/') + 1)))
                    .id();
            workbench
                    .office()
                    .jdbc()
                    .update(
                            "update webhook set paused_at = proved_at, paused_because = 'failing' where id = ?",
                            mine.value());

            var auditor = workbench.logIn("sv", "aud", "nordhamn:auditor");
            auditor.navigate(workbench.address("nordhamn/programs"));
            assertThat(auditor.locator("main").textContent())
                    .contains(host, "pausad: tog inget")
                    .doesNotContain("token=theirs");
            assertThat(auditor.locator("main form").count()).isZero();
            workbench.look(auditor, "programs-sv");

            var administrator = workbench.logIn("en", "ada", "nordhamn:administrator");
            administrator.navigate(workbench.address("nordhamn/programs"));
            var row = administrator.locator("tr", new Page.LocatorOptions().setHasText(host));
            workbench.look(administrator, "programs");
            press(row.locator("form[action$=resume] button"));
            assertThat(administrator.locator("main").textContent()).contains("The endpoint is called again.");
            row.locator("summary").click();
            workbench.look(administrator, "programs-end");
            press(row.locator("form[action$=end] button"));
            assertThat(administrator.locator("main").textContent())
                    .contains("The endpoint is ended and forgotten.")
                    .doesNotContain(host);
            owner.navigate(link.replace(SITE, workbench.office().reception("").toString()));
            assertThat(owner.locator("main").textContent()).contains("Ended by the provider");
            var actors = workbench
                    .office()
                    .jdbc()
                    .queryForList("""
                            select convert_from(meta_data, 'UTF8')::jsonb ->> 'actor' from domain_event
                            where aggregate_identifier = ? order by sequence_number""", String.class, "%s/webhooks/%s".formatted(NORDHAMN, mine));
            assertThat(actors).as("who resumed and ended it").hasSize(3).doesNotContainNull();
            assertThat(actors.getFirst()).isEqualTo("webhook");
            assertThat(actors.get(1)).isEqualTo(actors.get(2)).isNotEqualTo("webhook");
        }
    }

    @Test
    void inSwedishEverythingIsSwedish() {
        var owner = workbench.stranger("sv").newPage();
        owner.navigate(reception("webhooks"));
        assertThat(owner.locator("html").getAttribute("lang")).isEqualTo("sv");
        assertThat(owner.locator("h1").textContent()).isEqualTo("Meddela ett program om ändringar");
        assertThat(owner.locator("form").textContent())
                .contains("Nordhamn Cloud AB är personuppgiftsansvarig", "Enheten för dataskydd och säkerhet");
        register(owner);
        assertThat(owner.locator("h1").textContent()).isEqualTo("Spara dessa två");
        workbench.look(owner, "webhook-made-sv");
        press(owner.locator("button[value=challenge]"));
        assertThat(owner.locator("main").textContent()).contains("ingen adress på det öppna internet");
        workbench.look(owner, "webhook-sv");
    }

    private static void register(Page page) {
        page.locator("#address").fill("https://localhost:9443/in");
        page.locator("[name=topic]").first().check();
        press(page.locator("button"));
    }

    /** One of the answers says something else, and why. */
    private static String changed(String sample) {
        return sample.replaceFirst("a new one 30 days before", "a new one 60 days before")
                .replaceFirst("(?m)^    from: 2025-09-01$", "    from: 2026-11-15");
    }

    private String reception(String path) {
        return workbench
                .office()
                .reception("/reception/%s/%s".formatted(NORDHAMN, path))
                .toString();
    }
}
