package org.trustledger.command.notices;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Evidence;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.Trigger;

/** What a fictional provider tells: one thing of each kind. */
final class Notices {
    static final Profile PROFILE = new Profile(
            "Nordhamn Cloud",
            "Nordhamn Cloud AB",
            new ContactFunction(Story.text("Trust office", "Förtroendekansliet"), "trust@nordhamn.example"),
            List.of("en", "sv"),
            ZoneId.of("Europe/Stockholm"),
            Period.ofDays(30),
            null);

    static final Map<String, Content> NAMES = Map.of(
            "tags/gdpr", new Tag(1_000, Story.text("GDPR", "GDPR"), TagKind.FRAMEWORK, null),
            "tags/sovereignty",
                    new Tag(2_000, Story.text("Digital autonomy", "Digital suveränitet"), TagKind.THEME, null),
            "subprocessors/brevbud", Story.subprocessor("Brevbud AB", "Post", "SE"),
            "agreements/dpa",
                    new AgreementRevision(
                            1_000,
                            Story.text("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                            Trigger.COMMERCIAL,
                            null,
                            List.of(),
                            List.of()));

    private Notices() {}

    static Told told(ToldChange... changes) {
        return told(Arrays.asList(changes));
    }

    static Told told(List<? extends ToldChange> changes) {
        var all = new ArrayList<ToldChange>(changes);
        all.sort(Comparator.comparing(ToldChange::kind));
        return new Told(
                Story.NORDHAMN,
                PROFILE,
                all.stream().mapToLong(ToldChange::position).max().orElseThrow(),
                all.stream()
                        .map(ToldChange::recordedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                all,
                NAMES);
    }

    static Answer answer(LocalizedText text, String... tags) {
        return answer(Story.text("How are backups kept?", "Hur förvaras säkerhetskopior?"), text, tags);
    }

    static Answer answer(LocalizedText question, LocalizedText text, String... tags) {
        return new Answer(
                1_000, "operations", List.of(tags), question, text, null, List.of(Evidence.agreement("dpa", null)));
    }

    static ToldItem changedAnswer() {
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-01-10")
                .states(
                        answer(
                                Story.text(
                                        "Backups are **encrypted** and kept for 30 days in [two places](https://nordhamn.example/sites).",
                                        "Kopior är **krypterade** och sparas i 30 dagar på [två platser](https://nordhamn.example/sites)."),
                                "gdpr"),
                        "2026-01-01");
        story.on("2026-03-11")
                .because("Customers asked for longer storage.", "Kunder bad om längre lagring.")
                .states(answer(
                        Story.text(
                                "Backups are **encrypted** and kept for 90 days in [three places](https://nordhamn.example/sites).",
                                "Kopior är **krypterade** och sparas i 90 dagar på [tre platser](https://nordhamn.example/sites)."),
                        "gdpr",
                        "sovereignty"));
        return story.toldSince(1).getFirst();
    }

    static ToldItem addedAnswer() {
        var story = new Story(ToldKind.ANSWER, "restore");
        story.on("2026-03-11")
                .because("Asked by several reviewers.", "Flera granskare har frågat.")
                .states(answer(
                        Story.text("How is a restore tested?", "Hur provas en återläsning?"),
                        Story.text(
                                "# Every quarter\n\n- from *tape*\n- from `disk`\n\n| what | how often |\n|---|---|\n| files | weekly |\n\n<script>alert(1)</script>\n\nSee ![a plan](https://evil.example/x.png).",
                                "# Varje kvartal\n\n- från *band*\n- från `disk`\n\n| vad | hur ofta |\n|---|---|\n| filer | varje vecka |"),
                        "gdpr"));
        return story.toldSince(0).getFirst();
    }

    static Subprocessor postbud(String name, String processing, String parent, String... countries) {
        var content = Story.subprocessor(name, processing, countries);
        return new Subprocessor(
                content.order(),
                content.legalName(),
                content.address(),
                content.registrationNumber(),
                null,
                content.contact(),
                Story.text(processing, "Trycker och postar fakturor."),
                content.services(),
                content.dataCategories(),
                content.storageCountries(),
                content.processingCountries(),
                Arrays.asList(countries).contains("GB")
                        ? Story.text("Adequacy decision", "Beslut om adekvat skyddsnivå")
                        : null,
                true,
                parent.isEmpty() ? null : parent,
                null);
    }

    static ToldItem announcedSubprocessor() {
        var story = new Story(ToldKind.SUBPROCESSOR, "postbud");
        story.on("2026-01-10").states(postbud("Postbud AB", "Prints and posts invoices.", "", "SE"), "2026-01-01");
        story.on("2026-03-11")
                .because("Printing moves to Leeds.", "Tryckningen flyttar till Leeds.")
                .states(
                        postbud("Postbud AB", "Prints and posts invoices.", "brevbud", "SE", "GB"),
                        Instant.parse("2026-05-31T22:00:00Z"),
                        null,
                        null);
        return story.toldSince(1).getFirst();
    }

    static ToldItem addedSubprocessor() {
        var story = new Story(ToldKind.SUBPROCESSOR, "postbud");
        story.on("2026-03-11")
                .because("Invoices on paper.", "Fakturor på papper.")
                .states(postbud("Postbud AB", "Prints and posts invoices.", "", "SE"));
        return story.toldSince(0).getFirst();
    }

    static DataCenter sundsvall(String operator, String... certifications) {
        return new DataCenter(
                1_000,
                Story.text("Sundsvall 1", "Sundsvall 1"),
                operator,
                Story.text("Sundsvall", "Sundsvall"),
                "SE",
                Story.text("Backups", "Säkerhetskopior"),
                List.of(Story.text("Storage", "Lagring")),
                List.of(certifications));
    }

    static ToldItem changedDataCenter() {
        var story = new Story(ToldKind.DATA_CENTER, "sundsvall-1");
        story.on("2026-01-10").states(sundsvall("Norrhall AB"), "2026-01-01");
        story.on("2026-03-11")
                .because("Sold, and certified.", "Såld och certifierad.")
                .states(sundsvall("Söderhall AB", "ISO/IEC 27001"));
        return story.toldSince(1).getFirst();
    }

    private static Clause clause(String id, String number, String heading, String rubrik, String text, String svensk) {
        return new Clause(id, number, Story.text(heading, rubrik), Story.text(text, svensk));
    }

    static AgreementRevision dpa(Trigger trigger, List<Clause> clauses, ClauseReason... reasons) {
        return new AgreementRevision(
                1_000,
                Story.text("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                trigger,
                Story.text("Regulation (EU) 2022/2554, Article 30", "Förordning (EU) 2022/2554, artikel 30"),
                clauses,
                List.of(reasons));
    }

    static ToldItem announcedRevision() {
        var story = new Story(ToldKind.AGREEMENT, "dpa");
        var scope = clause("scope", "1", "Scope", "Omfattning", "All services.", "Alla tjänster.");
        var fax = clause("fax", "2", "Telefax", "Telefax", "By **fax**.", "Via **fax**.");
        story.on("2026-01-10")
                .states(
                        dpa(
                                Trigger.COMMERCIAL,
                                List.of(
                                        scope,
                                        fax,
                                        clause(
                                                "breach",
                                                "3",
                                                "Breaches",
                                                "Incidenter",
                                                "We tell you **within 48 hours** of any breach.",
                                                "Vi underrättar er **inom 48 timmar** om varje incident."))),
                        "2026-01-01");
        story.on("2026-03-11")
                .because("DORA asks for shorter times.", "DORA kräver kortare tider.")
                .states(
                        dpa(
                                Trigger.NEW_REGULATORY_REQUIREMENT,
                                List.of(
                                        scope,
                                        clause(
                                                "breach",
                                                "2",
                                                "Breaches",
                                                "Incidenter",
                                                "We tell you **within 24 hours** of any breach.",
                                                "Vi underrättar er **inom 24 timmar** om varje incident."),
                                        clause(
                                                "exit",
                                                "3",
                                                "Exit",
                                                "Avslut",
                                                "A plan of ninety days.",
                                                "En plan på nittio dagar.")),
                                new ClauseReason(
                                        "breach",
                                        Trigger.CHANGED_LEGISLATION,
                                        Story.text("NIS2, Article 23", "NIS2, artikel 23"),
                                        Story.text("The directive sets a day.", "Direktivet anger ett dygn."))),
                        Instant.parse("2026-08-31T22:00:00Z"),
                        null,
                        null);
        return story.toldSince(1).getFirst();
    }

    static ToldPack pack() {
        var at = Instant.parse("2026-03-10T23:00:00Z");
        return new ToldPack(
                List.of(
                        new ToldPack.Edition("1".repeat(32), "en", at, 48, 612_345, "ab".repeat(32)),
                        new ToldPack.Edition("2".repeat(32), "sv", at, 47, 598_765, "cd".repeat(32))),
                188,
                Story.day("2026-03-11"));
    }

    /** The change of an item that reads "nightly" since the New Year and for which "hourly" is announced for June. */
    static ToldItem after(ToldKind kind, Story story) {
        return ItemChanges.between(kind, "backup", story.facts(), 2, story.position(), story.now())
                .getFirst();
    }

    static Story announced(ToldKind kind) {
        var story = new Story(kind, "backup");
        story.on("2026-01-10").reads("nightly", "2026-01-01");
        return story.on("2026-02-01")
                .reads("hourly", "2026-06-01")
                .because("The plan has changed.", "Planen har ändrats.")
                .on("2026-03-11");
    }
}
