package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.command.ledger.WithheldParts;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Evidence;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Seal;
import org.trustledger.events.Statement;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.SubprocessorRemoved;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Reading from a ledger on a real PostgreSQL what is told of a part of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIsToldTest {
    private static final String SECRET = "The pump in cellar seven";

    private final MovableClock clock = new MovableClock("2026-03-11T10:00:00Z");
    private final LedgerOnPostgres postgres = new LedgerOnPostgres(clock);
    private final WhatIsTold whatIsTold = new WhatIsTold(postgres.ledger(), postgres.jdbc());
    private TrustCenterId nordhamn = RunningOffice.newTrustCenter();
    private long loaded;

    @BeforeEach
    void load() {
        nordhamn = RunningOffice.newTrustCenter();
        clock.move(Duration.ofMinutes(1));
        loaded = record(
                new ProfilePublished(
                        statement(Profile.ITEM, null),
                        new Profile(
                                "Nordhamn Cloud",
                                "Nordhamn Cloud AB",
                                new ContactFunction(text("Trust office"), "trust@nordhamn.example"),
                                List.of("en", "sv"),
                                ZoneId.of("Europe/Stockholm"),
                                Period.ofDays(30),
                                null)),
                new CategoryPublished(statement("operations", null), new Category(1_000, text("Operations"))),
                new TagPublished(statement("gdpr", null), new Tag(1_000, text("GDPR"), TagKind.FRAMEWORK, null)),
                answer("backup", "Every night."),
                subprocessor("postbud", null));
        clock.move(Duration.ofMinutes(1));
    }

    @AfterAll
    void close() {
        postgres.close();
    }

    private static LocalizedText text(String english) {
        return LocalizedText.of("en", english);
    }

    private Statement statement(String item, @Nullable Instant from) {
        return new Statement(item, 1, from == null ? clock.instant() : from, null, text("Because"), null);
    }

    private AnswerPublished answer(String id, String words, String... tags) {
        return new AnswerPublished(
                statement(id, null),
                new Answer(1_000, "operations", List.of(tags), text("What of " + id + "?"), text(words)));
    }

    private SubprocessorPublished subprocessor(String id, @Nullable String parent) {
        var content = Story.subprocessor(id + " AB", "Posts letters", "SE");
        return new SubprocessorPublished(
                statement(id, null),
                new Subprocessor(
                        content.order(),
                        content.legalName(),
                        content.address(),
                        content.registrationNumber(),
                        content.lei(),
                        content.contact(),
                        content.processing(),
                        content.services(),
                        content.dataCategories(),
                        content.storageCountries(),
                        content.processingCountries(),
                        null,
                        true,
                        parent,
                        null));
    }

    private long record(Fact... facts) {
        return postgres.ledger()
                .record(nordhamn, "actor", "cause", _ -> List.of(facts))
                .position();
    }

    private List<String> told(long after, long through) {
        return whatIsTold.between(nordhamn, after, through).map(Told::changes).orElse(List.of()).stream()
                .map(change -> "%s %s/%s"
                        .formatted(change.happened().text(), change.kind().kindName(), change.item()))
                .toList();
    }

    @Test
    void aWindowOverSeveralCommitsIsToldInTheOrderOfInterest() {
        record(answer("backup", "Every hour."), answer("restore", "Each month."));
        clock.move(Duration.ofMinutes(1));
        record(answer("backup", "Every minute."), new SubprocessorRemoved(statement("postbud", null)));
        var through = record(subprocessor("brevbud", null));

        assertThat(told(loaded, through))
                .containsExactly(
                        "removed subprocessors/postbud",
                        "added subprocessors/brevbud",
                        "changed answers/backup",
                        "added answers/restore");
        var told = whatIsTold.between(nordhamn, loaded, through).orElseThrow();
        assertThat(told.profile().name()).isEqualTo("Nordhamn Cloud");
        assertThat(told.through()).isEqualTo(through);
        assertThat(told.at()).isEqualTo(told.changes().get(1).recordedAt());
        assertThat(told.topics()).containsExactly("answers", "subprocessors");
        assertThat(told.about(Set.of("answers")).orElseThrow().changes()).hasSize(2);
        assertThat(told.about(Set.of("packs"))).isEmpty();
    }

    @Test
    void whereNothingIsToldThereIsNothing() {
        var renamed = record(
                new CategoryPublished(statement("operations", null), new Category(1_000, text("Operation"))),
                new TagPublished(statement("gdpr", null), new Tag(1_000, text("Privacy"), TagKind.FRAMEWORK, null)));

        assertThat(told(loaded, renamed)).isEmpty();
        assertThat(told(renamed, renamed)).isEmpty();
        assertThat(whatIsTold.between(new TrustCenterId("nobody"), 0, 1)).isEmpty();
    }

    @Test
    void anotherTrustCenterIsNotRead() {
        var other = nordhamn;
        var changed = record(answer("backup", "Every hour."));
        nordhamn = RunningOffice.newTrustCenter();

        assertThat(told(0, changed)).isEmpty();
        nordhamn = other;
        assertThat(told(loaded, changed)).hasSize(1);
    }

    @Test
    void whatIsNamedByItsIdIsReadToo() {
        var agreement = ToldKind.AGREEMENT.item("dpa");
        var through = record(
                new AnswerPublished(
                        statement("restore", null),
                        new Answer(
                                2_000,
                                "operations",
                                List.of("gdpr", "gone"),
                                text("How fast?"),
                                text("An hour."),
                                null,
                                List.of(Evidence.agreement("dpa", null)))),
                subprocessor("brevbud", "postbud"));

        var told = whatIsTold.between(nordhamn, loaded, through).orElseThrow();

        assertThat(told.names()).containsOnlyKeys("tags/gdpr", "subprocessors/postbud");
        assertThat(told.named(agreement)).isNull();
        assertThat(told.named("tags/gdpr")).isInstanceOf(Tag.class);
    }

    @Test
    void whatIsWithheldIsComparedAndNotTold() {
        record(new AnswerAccessChanged("pump", Access.ON_REQUEST, List.of(), text("Handed out on request."), null));
        var first = withheld(answer("pump", SECRET));
        var again = withheld(answer("pump", SECRET));
        var changed = withheld(answer("pump", SECRET + ", left"));

        assertThat(told(loaded, first)).containsExactly("added answers/pump");
        assertThat(told(first, again)).as("said again, with another salt").isEmpty();
        assertThat(told(again, changed)).containsExactly("changed answers/pump");
        assertThat(whatIsTold.between(nordhamn, loaded, changed).orElseThrow().toString())
                .contains("What of pump?")
                .doesNotContain("cellar");
    }

    /** Publishes the title of an answer, and keeps the rest in the office. */
    private long withheld(AnswerPublished truth) {
        return postgres.ledger()
                .record(nordhamn, "actor", "cause", moment -> {
                    var part = WithheldParts.Part.of(truth, moment.toString().getBytes(StandardCharsets.UTF_8));
                    postgres.withheldParts().keep(nordhamn, Map.of(moment.position() + 1, part));
                    return List.of(new AnswerPublished(
                            truth.statement(), truth.content().onRequest(part.sha256())));
                })
                .position();
    }

    @Test
    void anInternalAnswerIsNotToldThoughItsFactIsThere() {
        var through = postgres.ledger()
                .record(nordhamn, "actor", "cause", moment -> {
                    var part = WithheldParts.Part.of(answer("pump", SECRET), new byte[] {1});
                    postgres.withheldParts().keep(nordhamn, Map.of(moment.position() + 2, part));
                    return List.of(
                            new AnswerAccessChanged("pump", Access.INTERNAL, List.of(), text("Internal."), null),
                            new AnswerWithheld(statement("pump", null), part.sha256()));
                })
                .position();

        assertThat(told(loaded, through)).isEmpty();
    }

    @Test
    void nobodyIsRemindedOfWhatWasInternalWhenTheOthersWereTold() {
        var day = clock.instant().plus(Duration.ofDays(7));
        var truth = new AnswerPublished(
                statement("pump", day), answer("pump", SECRET).content());
        var hidden = postgres.ledger()
                .record(nordhamn, "actor", "cause", moment -> {
                    var part = WithheldParts.Part.of(truth, new byte[] {1});
                    postgres.withheldParts().keep(nordhamn, Map.of(moment.position() + 2, part));
                    return List.of(
                            new AnswerAccessChanged("pump", Access.INTERNAL, List.of(), text("Internal."), null),
                            new AnswerWithheld(truth.statement(), part.sha256()));
                })
                .position();
        var open = record(
                new AnswerAccessChanged("pump", Access.PUBLIC, List.of(), text("For everybody."), null),
                new AnswerVersionOpened("pump", hidden, text("Because"), truth.content()));

        assertThat(whatIsTold.takingEffect(nordhamn, hidden, clock.instant(), day))
                .as("it is to be told first")
                .isEmpty();
        assertThat(whatIsTold.takingEffect(nordhamn, open, clock.instant(), day))
                .isPresent();
    }

    @Test
    void whatWasAnnouncedIsFoundWhenItsDayIsNear() {
        var day = clock.instant().plus(Duration.ofDays(20));
        var ends = day.plus(Duration.ofDays(1));
        var through = record(
                new AnswerPublished(
                        statement("backup", day),
                        answer("backup", "Every hour.").content()),
                new AnswerPublished(
                        new Statement("restore", 1, clock.instant(), ends, text("Because"), null),
                        answer("restore", "Each month.").content()));

        assertThat(whatIsTold.takingEffect(nordhamn, through, clock.instant(), day.minusSeconds(1)))
                .isEmpty();
        var told = whatIsTold
                .takingEffect(nordhamn, through, clock.instant(), ends)
                .orElseThrow();
        assertThat(told.changes())
                .extracting(ToldChange::item, ToldChange::happened)
                .containsExactly(tuple("backup", Happened.TAKES_EFFECT), tuple("restore", Happened.TAKES_EFFECT));
        assertThat(((ToldItem) told.changes().getLast()).ends()).isTrue();
        assertThat(whatIsTold.takingEffect(new TrustCenterId("nobody"), through, day, ends))
                .isEmpty();
    }

    @Test
    void ofManyChangesNoTopicKeepsMoreWholeThanALetterHasRoomFor() {
        var many = IntStream.range(0, 260)
                .mapToObj(number -> number < 200
                        ? answer("item-%03d".formatted(number), "Words", "gdpr")
                        : answer("item-%03d".formatted(number), "Words", "nis2"))
                .toArray(Fact[]::new);
        var through = record(many);

        var told = whatIsTold.between(nordhamn, loaded, through).orElseThrow();

        assertThat(told.changes()).hasSize(260);
        assertThat(whole(told)).hasSize(100);
        for (var topics : List.of(Set.of("answers"), Set.of("answers:gdpr"), Set.of("answers:nis2"))) {
            var wanted = told.about(topics).orElseThrow();
            assertThat(whole(wanted)).startsWith(wanted.changes().subList(0, 50).toArray(ToldChange[]::new));
        }
    }

    private static List<ToldChange> whole(Told told) {
        return told.changes().stream()
                .filter(change -> change instanceof ToldItem item && item.isWhole())
                .toList();
    }

    private PackIssued pack(String id, PackScope scope, String language, long contentPosition, Instant validAt) {
        return new PackIssued(
                id,
                new PackIdentity(
                        scope,
                        language,
                        validAt,
                        recordedAt(contentPosition),
                        contentPosition,
                        postgres.ledger().head(nordhamn).orElseThrow().accessPosition(),
                        "1"),
                "a".repeat(64),
                "b".repeat(64),
                48,
                612_345,
                new Seal("PAdES-B-B", "CN=Demonstration", "c".repeat(64), true));
    }

    private Instant recordedAt(long position) {
        return postgres.ledger().contentFacts(nordhamn).stream()
                .filter(fact -> fact.position() == position)
                .findFirst()
                .orElseThrow()
                .recordedAt();
    }

    @Test
    void theNewestPackOfEverythingIsToldOnceForAllLanguages() {
        var at = recordedAt(loaded);
        clock.move(Duration.ofHours(1));
        record(pack("1".repeat(32), new PackScope.Everything(), "en", loaded, at));
        var through = record(pack("2".repeat(32), new PackScope.Everything(), "sv", loaded, at));

        var told = whatIsTold.between(nordhamn, loaded, through).orElseThrow();

        assertThat(told.changes()).singleElement().isInstanceOfSatisfying(ToldPack.class, pack -> {
            assertThat(pack.editions()).extracting(ToldPack.Edition::language).containsExactly("en", "sv");
            assertThat(pack.in("sv", "en").id()).startsWith("2");
            assertThat(pack.in("fi", "en").id()).startsWith("1");
            assertThat(pack.topics()).containsExactly("packs");
        });
    }

    @Test
    void packsThatSomebodyAskedForAreNoNews() {
        var at = recordedAt(loaded);
        clock.move(Duration.ofHours(1));
        var asked = new ArrayList<Fact>();
        Stream.of(new PackScope.Tagged("gdpr"), new PackScope.Subprocessors(), new PackScope.Differences(at))
                .forEach(scope -> asked.add(pack("%032x".formatted(asked.size()), scope, "en", loaded, at)));
        var anyDay = new PackScope.Everything();
        asked.add(pack("3".repeat(32), anyDay, "en", loaded, at.minus(Duration.ofDays(1))));
        asked.add(pack("4".repeat(32), anyDay, "en", loaded, at.plus(Duration.ofMinutes(30))));
        asked.add(pack("5".repeat(32), anyDay, "en", loaded, at.plus(Duration.ofDays(1))));
        asked.add(pack("6".repeat(32), anyDay, "en", loaded - 1, at));
        var through = record(asked.toArray(Fact[]::new));

        assertThat(told(loaded, through)).isEmpty();
    }

    @Test
    void aPackIsToldAgainWhenWhatWasAnnouncedHasCome() {
        var day = clock.instant().plus(Duration.ofDays(1));
        var announced = record(new AnswerPublished(
                statement("backup", day), answer("backup", "Hourly.").content()));
        clock.move(Duration.ofDays(1).plusMinutes(1));
        var through = record(pack("1".repeat(32), new PackScope.Everything(), "en", announced, day));

        assertThat(told(announced, through)).containsExactly("added packs/all");
    }

    @Test
    void aPackOfWiderAccessIsNotTold() {
        var issued = record(pack("1".repeat(32), new PackScope.Everything(), "en", loaded, recordedAt(loaded)));
        assertThat(told(loaded, issued)).containsExactly("added packs/all");

        record(new AnswerAccessChanged("backup", Access.INTERNAL, List.of(), text("Internal."), null));

        assertThat(told(loaded, issued)).isEmpty();
    }
}
