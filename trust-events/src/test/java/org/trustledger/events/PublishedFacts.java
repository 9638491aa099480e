package org.trustledger.events;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values that the stored samples must read as, for ever. A new version gets a new sample; none is edited. */
final class PublishedFacts {
    private static final Instant JUNE = Instant.parse("2025-06-13T22:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-11T23:00:00Z");

    private PublishedFacts() {}

    /** What the sample of a version reads as today: an older version tells what it told, and nothing more. */
    static PublicFact sampleOf(FactType type, int version) {
        if (type == FactType.AGREEMENT_REVISION_PUBLISHED && version == 1) {
            return published(new AgreementRevisionPublished(statement("dpa"), revision(null, List.of())));
        }
        if (type == FactType.ANSWER_PUBLISHED && version < 3) {
            return published(new AnswerPublished(corrected("data-location"), answer(List.of())));
        }
        return published(type == FactType.PACK_ISSUED && version == 1 ? pack(0) : factOf(type));
    }

    private static PublicFact published(Fact fact) {
        return new PublicFact(
                new TrustCenterId("soderhamn"),
                184,
                187,
                Instant.parse("2026-11-21T14:02:11.123456Z"),
                "actor-0f1e2d3c4b5a6978",
                null,
                "7d1f6c1e",
                fact);
    }

    private static Fact factOf(FactType type) {
        return switch (type) {
            case PROFILE_PUBLISHED ->
                new ProfilePublished(
                        statement("profile"),
                        new Profile(
                                "Söderhamn Moln",
                                "Söderhamn Moln AB",
                                new ContactFunction(
                                        text("Trust office", "Förtroendekansli"), "trust@soderhamn.example"),
                                List.of("en", "sv"),
                                ZoneId.of("Europe/Stockholm"),
                                Period.ofDays(30),
                                text("What we promise.", "Vad vi lovar.")));
            case PILLAR_PUBLISHED ->
                new PillarPublished(
                        statement("jurisdiction"),
                        new Pillar(1000, text("One law", "En lag"), text("Ours.", "Vår egen.")));
            case CATEGORY_PUBLISHED ->
                new CategoryPublished(statement("operations"), new Category(2000, text("Operations", "Drift")));
            case TAG_PUBLISHED ->
                new TagPublished(
                        statement("gdpr"),
                        new Tag(
                                1000,
                                text("GDPR", "GDPR"),
                                TagKind.FRAMEWORK,
                                text("Regulation (EU) 2016/679", "Förordning (EU) 2016/679")));
            case ANSWER_PUBLISHED ->
                new AnswerPublished(
                        corrected("data-location"),
                        answer(List.of(
                                Evidence.document(
                                        text("Map of the sites", "Karta över platserna"),
                                        "https://soderhamn.example/sites.pdf"),
                                Evidence.agreement("dpa", "location"))));
            case AGREEMENT_REVISION_PUBLISHED ->
                new AgreementRevisionPublished(
                        statement("dpa"),
                        revision(
                                text("Regulation (EU) 2022/2554, Article 30", "Förordning (EU) 2022/2554, artikel 30"),
                                List.of(
                                        new ClauseReason(
                                                "breach-notice",
                                                Trigger.CHANGED_LEGISLATION,
                                                text("NIS2, Article 23", "NIS2, artikel 23"),
                                                text("Shorter times for reports", "Kortare tider för rapporter")),
                                        new ClauseReason(
                                                "fax",
                                                Trigger.COMMERCIAL,
                                                null,
                                                text("Nobody sends faxes", "Ingen faxar")))));
            case SUBPROCESSOR_PUBLISHED ->
                new SubprocessorPublished(
                        statement("postbud"),
                        new Subprocessor(
                                1000,
                                "Postbud AB",
                                "Storgatan 1, 826 30 Söderhamn, Sweden",
                                "556677-8899",
                                null,
                                new ContactFunction(text("Privacy desk", "Dataskydd"), "privacy@postbud.example"),
                                text("Prints and posts invoices.", "Trycker och postar fakturor."),
                                List.of(text("Invoicing", "Fakturering")),
                                List.of(text("Payers' names", "Betalares namn")),
                                List.of("SE"),
                                List.of("SE", "GB"),
                                text("Adequacy decision", "Beslut om adekvat skyddsnivå"),
                                true,
                                null,
                                text("Only if invoiced on paper", "Bara vid pappersfaktura")));
            case DATA_CENTER_PUBLISHED ->
                new DataCenterPublished(
                        statement("sundsvall-1"),
                        new DataCenter(
                                1000,
                                text("Sundsvall 1", "Sundsvall 1"),
                                "Norrhall AB",
                                text("Sundsvall", "Sundsvall"),
                                "SE",
                                text("Production", "Produktion"),
                                List.of(text("Compute", "Beräkning")),
                                List.of("ISO/IEC 27001")));
            case PILLAR_REMOVED -> new PillarRemoved(statement("jurisdiction"));
            case CATEGORY_REMOVED -> new CategoryRemoved(statement("operations"));
            case TAG_REMOVED -> new TagRemoved(statement("gdpr"));
            case ANSWER_RETIRED -> new AnswerRetired(corrected("data-location"));
            case AGREEMENT_WITHDRAWN -> new AgreementWithdrawn(statement("dpa"));
            case SUBPROCESSOR_REMOVED -> new SubprocessorRemoved(statement("postbud"));
            case DATA_CENTER_REMOVED -> new DataCenterRemoved(statement("sundsvall-1"));
            case ANSWER_WITHHELD -> new AnswerWithheld(corrected("data-location"), "d".repeat(64));
            case ANSWER_ACCESS_CHANGED ->
                new AnswerAccessChanged(
                        "data-location",
                        Access.ON_REQUEST,
                        List.of("gdpr", "sovereignty"),
                        onRequest(),
                        "e".repeat(64));
            case ANSWER_VERSION_OPENED ->
                new AnswerVersionOpened(
                        "data-location",
                        96,
                        onRequest(),
                        new Answer(
                                3000,
                                "operations",
                                List.of("gdpr", "sovereignty"),
                                text("Where is data kept?", "Var finns data?"),
                                null,
                                "d".repeat(64),
                                List.of()));
            case ANSWER_CONFIRMED -> new AnswerConfirmed("data-location", 96);
            case PACK_ISSUED -> pack(171);
            case REVIEW_CHANGED -> new ReviewChanged(false, text("There is one of us.", "Vi är en enda."));
        };
    }

    private static PackIssued pack(long accessPosition) {
        return new PackIssued(
                "0123456789abcdef0123456789abcdef",
                new PackIdentity(
                        new PackScope.Everything(),
                        "sv",
                        MARCH,
                        Instant.parse("2026-11-21T14:02:10Z"),
                        183,
                        accessPosition,
                        "1"),
                "a".repeat(64),
                "b".repeat(64),
                48,
                612_345,
                new Seal("PAdES-B-B", "CN=Demonstration seal", "c".repeat(64), true));
    }

    private static Answer answer(List<Evidence> evidence) {
        return new Answer(
                3000,
                "operations",
                List.of("gdpr", "sovereignty"),
                text("Where is data kept?", "Var finns data?"),
                text("In **Sweden** only.", "Bara i **Sverige**."),
                null,
                evidence);
    }

    private static LocalizedText onRequest() {
        return text("Told on request.", "Lämnas ut på begäran.");
    }

    private static AgreementRevision revision(@Nullable LocalizedText legalSource, List<ClauseReason> reasons) {
        return new AgreementRevision(
                1000,
                text("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                Trigger.NEW_REGULATORY_REQUIREMENT,
                legalSource,
                List.of(new Clause(
                        "breach-notice",
                        "6.2",
                        text("Notice of breaches", "Underrättelse om incidenter"),
                        text("Within 24 hours.", "Inom 24 timmar."))),
                reasons);
    }

    private static Statement statement(String item) {
        return new Statement(item, 2, MARCH, null, text("First publication", "Första publiceringen"), null);
    }

    private static Statement corrected(String item) {
        return new Statement(item, 4, JUNE, MARCH, text("A town was wrong", "En ort var fel"), 96L);
    }

    private static LocalizedText text(String english, String swedish) {
        return new LocalizedText(new TreeMap<>(Map.of("en", english, "sv", swedish)));
    }
}
