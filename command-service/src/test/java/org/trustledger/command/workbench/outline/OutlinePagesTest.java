package org.trustledger.command.workbench.outline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.CategoryRemoved;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TagRemoved;
import org.trustledger.events.TrustCenterId;

/** The profile, the pillars, the categories and the tags, written in a real browser up to the fact. */
class OutlinePagesTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            categories:
              - {id: incidents, label: {en: Incidents, sv: Incidenter}}
              - {id: keys, label: {en: Keys, sv: Nycklar}}
              - {id: empty, label: {en: Nothing yet, sv: Inget ännu}}
            tags:
              - {id: gdpr, label: GDPR, kind: framework, legalReference: Regulation (EU) 2016/679}
              - {id: nis2, label: NIS2, kind: framework}
              - {id: nis-two, label: NIS 2, kind: theme}
            pillars:
              - {id: law, title: {en: One law, sv: En lag}, text: {en: Ours., sv: Vår egen.}}
              - {id: people, title: {en: Known people, sv: Kända människor}, text: {en: Few., sv: Få.}}
            answers:
              - id: notice
                category: incidents
                tags: [gdpr, nis-two]
                question: {en: When are we told?, sv: När får vi veta?}
                text: {en: At once., sv: Genast.}
              - {id: contact, category: incidents, tags: [nis2, nis-two], question: Whom do we call?, text: The desk.}
              - {id: holder, category: keys, question: Who holds them?, text: You do.}
            """;

    private final Workbench workbench = Workbench.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final List<BrowserContext> open = new ArrayList<>();

    @BeforeEach
    void load() {
        workbench.load(trustCenter.value(), DOCUMENT);
        workbench.withoutReview(trustCenter);
        workbench.clock().move(Duration.ofSeconds(1));
    }

    @AfterEach
    void leave() {
        open.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void aTagIsRenamedAndThePastKeepsItsName(String language) {
        var page = logIn(language, "astrid");
        go(page, "outline");
        assertThat(page.locator("#tags li").allTextContents()).hasSize(3);
        assertThat(page.locator("#tags li").last().textContent()).contains("2 ");
        workbench.look(page, "outline-list-" + language);
        press(page.locator("#tags li a").first());
        assertThat(page.locator("#value-label-en").inputValue()).isEqualTo("GDPR");
        assertThat(page.locator("#value-kind").inputValue()).isEqualTo("framework");
        page.locator("#value-label-en").fill("GDPR, as amended");
        page.locator("#value-label-sv").fill("Ändrad GDPR");
        page.locator("#reason-en").fill("It was amended");
        workbench.look(page, "outline-edit-" + language);

        record(page);

        var fact = facts().getLast();
        assertThat(fact.fact()).isInstanceOfSatisfying(TagPublished.class, tag -> {
            assertThat(tag.content().label().byLanguage())
                    .containsEntry("en", "GDPR, as amended")
                    .containsEntry("sv", "Ändrad GDPR");
            assertThat(tag.statement().corrects()).isNull();
            assertThat(tag.statement().validFrom()).isEqualTo(fact.recordedAt());
            assertThat(requireNonNull(tag.content().legalReference()).byLanguage())
                    .containsEntry("en", "Regulation (EU) 2016/679");
        });
        assertThat(fact.commitPosition()).as("alone").isEqualTo(fact.position());
    }

    @Test
    void twoTagsBecomeOneAndTheirAnswersFollow() {
        var page = logIn("en", "astrid");
        go(page, "outline/edit/tags/nis-two");
        page.locator("#into").selectOption("nis2");
        page.locator("#merge-reason-en").fill("They were the same");
        press(page.locator("section[aria-labelledby=merge-title] button"));
        assertThat(page.locator("#removed .planned").count()).isOne();
        assertThat(page.locator("#changed .planned").count()).isEqualTo(2);
        workbench.look(page, "outline-merge-plan");

        apply(page);

        var commit = commit();
        assertThat(commit).filteredOn(TagRemoved.class::isInstance).hasSize(1);
        assertThat(commit)
                .filteredOn(AnswerPublished.class::isInstance)
                .extracting(fact -> ((AnswerPublished) fact).content().tags())
                .containsExactlyInAnyOrder(List.of("gdpr", "nis2"), List.of("nis2"));
        assertThat(commit).filteredOn(AnswerPublished.class::isInstance).allSatisfy(fact -> {
            var statement = ((AnswerPublished) fact).statement();
            assertThat(statement.validFrom())
                    .as("the past keeps the tags it had")
                    .isEqualTo(facts().getLast().recordedAt());
            assertThat(statement.corrects()).isNull();
        });
        go(page, "outline");
        assertThat(page.locator("#tags li").count()).isEqualTo(2);
    }

    @Test
    void aCategoryIsMergedIntoAnother() {
        var page = logIn("en", "astrid");
        go(page, "outline/edit/categories/keys");
        page.locator("#into").selectOption("incidents");
        page.locator("#merge-reason-en").fill("One will do");
        press(page.locator("section[aria-labelledby=merge-title] button"));

        apply(page);

        assertThat(commit())
                .hasAtLeastOneElementOfType(CategoryRemoved.class)
                .filteredOn(AnswerPublished.class::isInstance)
                .extracting(fact -> ((AnswerPublished) fact).content().category())
                .containsExactly("incidents");
    }

    @Test
    void itIsSaidWhyNothingCanBeMerged() {
        var page = logIn("en", "astrid");
        go(page, "outline/edit/tags/nis-two");
        press(page.locator("section[aria-labelledby=merge-title] button"));

        assertThat(page.locator("#into-error").textContent()).isEqualTo("Choose another one to merge it into.");
        assertThat(page.locator("#merge-reason-en-error").textContent()).contains("Say why");
        assertThat(facts()).hasSameSizeAs(loaded());
    }

    @Test
    void whatNobodyUsesIsRemovedAndWhatIsUsedIsNot() {
        var page = logIn("en", "astrid");
        go(page, "outline/edit/categories/incidents");
        assertThat(page.locator("[aria-labelledby=remove-title]").count()).isZero();
        go(page, "outline/edit/categories/empty");
        page.locator("#remove-reason-en").fill("Never used");
        press(page.locator("section[aria-labelledby=remove-title] button"));

        apply(page);

        assertThat(facts().getLast().fact()).isInstanceOf(CategoryRemoved.class);
    }

    @Test
    void aNewCategoryGetsAnIdOfItsName() {
        var page = logIn("en", "astrid");
        go(page, "outline/new/categories");
        press(page.locator("form.write > .buttons button").first());
        assertThat(page.locator("#value-label-en-error").count()).isOne();
        page.locator("#value-label-en").fill("Access & sign-in");
        page.locator("#reason-en").fill("Often asked");

        record(page);

        assertThat(facts().getLast().item()).isEqualTo("categories/access-sign-in");
        go(page, "outline/new/categories");
        page.locator("#value-label-en").fill("Another");
        page.locator("#item").fill("keys");
        page.locator("#reason-en").fill("So");
        press(page.locator("form.write > .buttons button").first());
        assertThat(page.locator("#item-error").textContent()).contains("'keys'");
    }

    @Test
    void pillarsAndAnswersAreReordered() {
        var page = logIn("en", "astrid");
        go(page, "outline/order/pillars");
        page.locator("[name=place-people]").fill("1");
        page.locator("[name=place-law]").fill("2");
        page.locator("#reason-en").fill("People first");
        workbench.look(page, "outline-order");
        record(page);
        assertThat(commit()).hasOnlyElementsOfType(PillarPublished.class).allSatisfy(fact -> {
            var statement = ((PillarPublished) fact).statement();
            assertThat(statement.corrects()).as("it stood there until now").isNull();
            assertThat(statement.validFrom()).isEqualTo(facts().getLast().recordedAt());
            assertThat(statement.reason().byLanguage()).containsEntry("en", "People first");
        });
        go(page, "outline");
        assertThat(page.locator("#pillars li a").first().textContent()).isEqualTo("Known people");

        go(page, "outline/order/categories?category=incidents");
        page.locator("[name=place-contact]").fill("1");
        page.locator("[name=place-notice]").fill("2");
        page.locator("#reason-en").fill("The desk first");
        record(page);
        assertThat(commit())
                .hasOnlyElementsOfType(AnswerPublished.class)
                .allSatisfy(
                        fact -> assertThat(((AnswerPublished) fact).statement().corrects())
                                .isNull());
        go(page, "answers");
        assertThat(page.locator("#incidents li .mono").first().textContent()).isEqualTo("contact");
    }

    @Test
    void whoNumbersAnOrderThatIsNoneAnyMoreSeesTheOneThereIs() {
        var first = logIn("en", "astrid");
        var second = logIn("en", "bertil");
        go(first, "outline/order/pillars");
        go(second, "outline/order/pillars");
        first.locator("[name=place-law]").fill("3");
        first.locator("#reason-en").fill("People first");
        record(first);

        second.locator("[name=place-law]").fill("3");
        second.locator("#reason-en").fill("Me too");
        press(second.locator("form.write > .buttons button").first());

        assertThat(second.locator(".warning").textContent()).contains("This is the order now");
        assertThat(second.locator(".places li").first().textContent()).contains("Known people");
        assertThat(second.locator("#reason-en").inputValue()).isEqualTo("Me too");
    }

    @Test
    void whatWasTypedStaysWhereSomethingIsWrong() {
        var page = logIn("en", "astrid");
        go(page, "outline/order/pillars");
        page.locator("[name=place-law]").fill("7");
        press(page.locator("form.write > .buttons button").first());

        assertThat(page.locator("#reason-en-error").count()).isOne();
        assertThat(page.locator("[name=place-law]").inputValue()).isEqualTo("7");
    }

    @Test
    void withoutAnyTagsCategoriesAreMergedAndAnswersReordered() {
        var bare = RunningOffice.newTrustCenter();
        workbench.load(bare.value(), Documents.BEGINNING + """
                categories:
                  - {id: incidents, label: {en: Incidents, sv: Incidenter}}
                  - {id: keys, label: {en: Keys, sv: Nycklar}}
                answers:
                  - {id: notice, category: incidents, question: When are we told?, text: At once.}
                  - {id: contact, category: incidents, question: Whom do we call?, text: The desk.}
                  - {id: holder, category: keys, question: Who holds them?, text: You do.}
                """);
        var page = workbench.logIn("en", "astrid-" + bare, bare + ":editor");
        open.add(page.context());
        page.navigate(workbench.address(bare + "/outline/order/categories?category=incidents"));
        page.locator("[name=place-notice]").fill("9");
        page.locator("#reason-en").fill("The desk first");
        workbench.clock().move(Duration.ofSeconds(1));
        press(page.locator("form.write > .buttons button").first());
        assertThat(page.locator(".planned").count()).isPositive();
        page.navigate(workbench.address(bare + "/outline/edit/categories/keys"));
        page.locator("#into").selectOption("incidents");
        page.locator("#merge-reason-en").fill("One will do");
        workbench.clock().move(Duration.ofSeconds(1));
        press(page.locator("section[aria-labelledby=merge-title] button"));
        assertThat(page.locator("#removed .planned").count()).isOne();
    }

    @Test
    void anotherTimeZoneAndAnotherFirstLanguageLeaveThePastAsItWas() {
        var page = logIn("en", "astrid");
        go(page, "outline/edit/profile/profile");
        page.locator("#value-timeZone").fill("Europe/Helsinki");
        page.locator("#value-languages").fill("sv, en");
        page.locator("#value-contact\\.function-sv").fill("Förtroendekansliet");
        page.locator("#reason-en").fill("We moved");
        page.locator("#reason-sv").fill("Vi flyttade");
        record(page);

        assertThat(commit()).singleElement().isInstanceOfSatisfying(ProfilePublished.class, profile -> {
            assertThat(profile.statement().corrects()).isNull();
            assertThat(profile.content().contact().function().byLanguage())
                    .containsEntry("en", "Trust office")
                    .containsEntry("sv", "Förtroendekansliet");
            assertThat(profile.content().timeZone().getId()).isEqualTo("Europe/Helsinki");
        });
        go(page, "outline/edit/profile/profile");
        page.locator("#value-languages").fill("sv");
        page.locator("[name=timing][value=correction]").check();
        page.locator("#reason-sv").fill("Nej");
        press(page.locator("form.write > .buttons button").first());
        assertThat(page.locator("#value-languages-error").textContent()).contains("cannot be unsaid");
    }

    @Test
    void theProfileIsChangedAnnouncedAndCorrected() {
        var page = logIn("en", "astrid");
        go(page, "outline/edit/profile/profile");
        assertThat(page.locator("#value-languages").inputValue()).isEqualTo("en, sv");
        page.locator("#value-timeZone").fill("Europe/Stockhlm");
        page.locator("#reason-en").fill("We moved");
        press(page.locator("form.write > .buttons button").first());
        assertThat(page.locator("#value-timeZone-error").textContent()).contains("Europe/Stockholm");

        page.locator("#value-timeZone").fill("Europe/Stockholm");
        page.locator("#value-legalName").fill("Fjordsky Group AB");
        page.locator("[name=timing][value=correction]").check();
        record(page);

        assertThat(facts().getLast().fact()).isInstanceOfSatisfying(ProfilePublished.class, profile -> {
            assertThat(profile.content().legalName()).isEqualTo("Fjordsky Group AB");
            assertThat(profile.statement().corrects()).isNotNull();
        });
    }

    @Test
    void whoIsSecondSeesWhatTheFirstHasChanged() {
        var first = logIn("en", "astrid");
        var second = logIn("en", "bertil");
        go(first, "outline/edit/pillars/law");
        go(second, "outline/edit/pillars/law");
        first.locator("#value-text-en").fill("Swedish.");
        first.locator("#reason-en").fill("Plainer");
        record(first);

        second.locator("#value-title-en").fill("One law only");
        second.locator("#reason-en").fill("Stronger");
        press(second.locator("form.write > .buttons button").first());

        assertThat(second.locator(".theirs tbody tr").count()).isOne();
        assertThat(second.locator(".theirs").textContent()).contains("Swedish.", "Taken over");
        assertThat(second.locator("#value-title-en").inputValue()).isEqualTo("One law only");
        assertThat(second.locator("#value-text-en").inputValue()).isEqualTo("Swedish.");
        workbench.look(second, "outline-conflict");
        record(second);
        assertThat(facts().getLast().fact()).isInstanceOfSatisfying(PillarPublished.class, pillar -> {
            assertThat(pillar.content().title().byLanguage()).containsEntry("en", "One law only");
            assertThat(pillar.content().text().byLanguage()).containsEntry("en", "Swedish.");
        });
    }

    @Test
    void fromALaterDayItIsAnnounced() {
        var page = logIn("en", "astrid");
        go(page, "outline/edit/categories/keys");
        page.locator("#value-label-en").fill("Keys and locks");
        page.locator("[name=timing][value=later]").check();
        page.locator("#from").fill("2099-03-01");
        page.locator("#reason-en").fill("Locks come");
        record(page);

        assertThat(facts().getLast().fact())
                .isInstanceOfSatisfying(
                        CategoryPublished.class,
                        category -> assertThat(category.statement().validFrom()).isEqualTo("2099-02-28T23:00:00Z"));
        go(page, "outline");
        assertThat(page.locator("#categories .state-wait").count()).isOne();
        go(page, "outline/edit/categories/keys");
        page.locator("#reason-en").fill("Again");
        press(page.locator("form.write > .buttons button").first());
        assertThat(page.locator("#timing-error").textContent()).contains("announced");
    }

    @Test
    void whatIsNotThereIsNotFoundAndAuditorsWriteNothing() {
        var page = logIn("en", "astrid");
        assertThat(go(page, "outline/edit/tags/nowhere").status()).isEqualTo(404);
        assertThat(go(page, "outline/edit/answers/notice").status()).isEqualTo(404);
        assertThat(go(page, "outline/new/profile").status()).isEqualTo(404);
        assertThat(go(page, "outline/order/profile").status()).isEqualTo(404);
        var auditor = workbench.logIn("en", "alva-" + trustCenter, trustCenter + ":auditor");
        open.add(auditor.context());
        assertThat(go(auditor, "outline").status()).isEqualTo(403);
    }

    /** Plans what the first form of the page says, and applies it. */
    private void record(Page page) {
        workbench.clock().move(Duration.ofSeconds(1));
        press(page.locator("form.write > .buttons button").first());
        apply(page);
    }

    private void apply(Page page) {
        workbench.clock().move(Duration.ofSeconds(1));
        press(page.locator(".decide button"));
        page.locator(".result").waitFor();
        workbench.clock().move(Duration.ofSeconds(1));
    }

    private Page logIn(String language, String subject) {
        var page = workbench.logIn(language, "%s-%s".formatted(subject, trustCenter), trustCenter + ":editor");
        open.add(page.context());
        return page;
    }

    private Response go(Page page, String path) {
        return requireNonNull(page.navigate(workbench.address("%s/%s".formatted(trustCenter, path))));
    }

    private List<PublicFact> facts() {
        return workbench.office().bean(Ledger.class).contentFacts(trustCenter);
    }

    private List<Object> loaded() {
        return facts().stream()
                .filter(fact -> fact.commitPosition() == facts().getFirst().commitPosition())
                .map(fact -> (Object) fact.fact())
                .toList();
    }

    /** What was recorded last. */
    private List<Object> commit() {
        var last = facts().getLast().commitPosition();
        return facts().stream()
                .filter(fact -> fact.commitPosition() == last)
                .map(fact -> (Object) fact.fact())
                .toList();
    }
}
