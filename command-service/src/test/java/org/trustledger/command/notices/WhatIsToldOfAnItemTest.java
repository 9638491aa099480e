package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trustledger.events.Access;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.Trigger;

/** Given what was recorded of an item, when more is recorded, then this is told of it. */
class WhatIsToldOfAnItemTest {

    private record Case(String name, Consumer<Story> given, Consumer<Story> when, List<String> told) {
        DynamicTest of(ToldKind kind) {
            return DynamicTest.dynamicTest("%s: %s".formatted(kind.kindName(), name), () -> {
                var story = new Story(kind, "backup");
                given.accept(story);
                var after = story.position();
                when.accept(story);
                assertThat(story.toldSince(after).stream().map(Story::line)).isEqualTo(expected(kind));
            });
        }

        private List<String> expected(ToldKind kind) {
            return told.stream()
                    .map(line -> kind == ToldKind.ANSWER ? line.replace("removed", "retired") : line)
                    .toList();
        }
    }

    private static Case that(String name, Consumer<Story> given, Consumer<Story> when, String... told) {
        return new Case(name, given, when, List.of(told));
    }

    private static final Consumer<Story> NOTHING = story -> {};

    private static void nightly(Story story) {
        story.on("2026-01-10").reads("nightly", "2026-01-01");
    }

    private static void hourlyAnnounced(Story story) {
        nightly(story);
        story.on("2026-02-01").reads("hourly", "2026-06-01");
    }

    private static final List<Case> CASES = List.of(
            that(
                    "what is new is added",
                    NOTHING,
                    s -> s.on("2026-03-11").reads("nightly"),
                    "added 2026-03-11 – → nightly"),
            that(
                    "what is new with a past of its own is added once",
                    NOTHING,
                    s -> s.on("2026-03-11")
                            .reads("weekly", "2024-01-01", "2025-01-01")
                            .reads("nightly", "2025-01-01"),
                    "added 2025-01-01 – → nightly"),
            that(
                    "what is new and past is put on record",
                    NOTHING,
                    s -> s.on("2026-03-11").reads("weekly", "2024-01-01", "2025-01-01"),
                    "corrected 2024-01-01..2025-01-01 – → weekly"),
            that(
                    "what reads otherwise is changed",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").reads("hourly"),
                    "changed 2026-03-11 nightly → hourly"),
            that(
                    "what is said again in the same words is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").because("Said again", "Sagt igen").reads("nightly")),
            that(
                    "what is only moved in its list is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").at(7, "operations").reads("nightly")),
            that(
                    "what applies no longer is removed",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").ends(),
                    "removed 2026-03-11 nightly → –"),
            that(
                    "what comes back is added",
                    s -> {
                        nightly(s);
                        s.on("2026-02-01").ends();
                    },
                    s -> s.on("2026-03-11").reads("nightly"),
                    "added 2026-03-11 – → nightly"),
            that(
                    "what lies ahead is announced",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").reads("hourly", "2026-06-01"),
                    "announced 2026-06-01 nightly → hourly"),
            that(
                    "what is new and lies ahead is announced",
                    NOTHING,
                    s -> s.on("2026-03-11").reads("nightly", "2026-06-01"),
                    "announced 2026-06-01 – → nightly"),
            that(
                    "an end that lies ahead is announced",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").ends("2026-06-01"),
                    "announced 2026-06-01 nightly → –"),
            that(
                    "what is to hold for a while is announced with its end",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").reads("hourly", "2026-06-01", "2026-08-01"),
                    "announced 2026-06-01 nightly → hourly",
                    "announced 2026-08-01 hourly → nightly"),
            that(
                    "what was announced comes by itself and is not told",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-07-01").because("Said again", "Sagt igen").reads("hourly", "2026-06-01")),
            that(
                    "what was announced comes later",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11")
                            .reads("nightly", "2026-06-01", "2026-08-01")
                            .reads("hourly", "2026-08-01"),
                    "postponed 2026-08-01 (2026-06-01) nightly → hourly"),
            that(
                    "what was announced comes earlier",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11").reads("hourly", "2026-05-01"),
                    "brought-forward 2026-05-01 (2026-06-01) nightly → hourly"),
            that(
                    "what was announced comes at once",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11").reads("hourly"),
                    "brought-forward 2026-03-11 (2026-06-01) nightly → hourly"),
            that(
                    "what was announced will not come",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11").reads("nightly", "2026-06-01"),
                    "withdrawn 2026-06-01 (2026-06-01) hourly → nightly"),
            that(
                    "what was announced as new will not come",
                    s -> s.on("2026-02-01").reads("nightly", "2026-06-01"),
                    s -> s.on("2026-03-11").ends("2026-06-01"),
                    "withdrawn 2026-06-01 (2026-06-01) nightly → –"),
            that(
                    "an announced end will not come",
                    s -> {
                        nightly(s);
                        s.on("2026-02-01").ends("2026-06-01");
                    },
                    s -> s.on("2026-03-11").reads("nightly", "2026-06-01"),
                    "withdrawn 2026-06-01 (2026-06-01) – → nightly"),
            that(
                    "an announced end comes later",
                    s -> {
                        nightly(s);
                        s.on("2026-02-01").ends("2026-06-01");
                    },
                    s -> s.on("2026-03-11").reads("nightly", "2026-06-01", "2026-08-01"),
                    "postponed 2026-08-01 (2026-06-01) nightly → –"),
            that(
                    "an announced end comes at once",
                    s -> {
                        nightly(s);
                        s.on("2026-02-01").ends("2026-06-01");
                    },
                    s -> s.on("2026-03-11").ends(),
                    "brought-forward 2026-03-11 (2026-06-01) nightly → –"),
            that(
                    "what was announced comes in other words",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11").reads("daily", "2026-06-01"),
                    "announced 2026-06-01 (2026-06-01) nightly → daily"),
            that(
                    "what was announced comes in other words and later",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11")
                            .reads("nightly", "2026-06-01", "2026-08-01")
                            .reads("daily", "2026-08-01"),
                    "postponed 2026-08-01 (2026-06-01) nightly → daily"),
            that(
                    "instead of what was announced, it will end",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11").ends("2026-06-01"),
                    "announced 2026-06-01 nightly → –",
                    "withdrawn 2026-06-01 (2026-06-01) hourly → –"),
            that(
                    "a change at once leaves what is announced for later",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11").reads("daily", "2026-03-11", "2026-06-01"),
                    "changed 2026-03-11 nightly → daily"),
            that(
                    "a change for good takes back what was announced for later",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-03-11").reads("daily"),
                    "changed 2026-03-11 nightly → daily",
                    "withdrawn 2026-06-01 (2026-06-01) hourly → daily"),
            that(
                    "what began has not begun yet",
                    s -> {
                        nightly(s);
                        s.on("2026-03-01").reads("hourly");
                    },
                    s -> s.on("2026-03-11")
                            .corrects(2, "nightly", "2026-03-01", "2026-06-01")
                            .reads("hourly", "2026-06-01"),
                    "postponed 2026-06-01 (2026-03-01) nightly → hourly"),
            that(
                    "what pauses is removed and announced",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").saysNothing("2026-03-11", "2026-06-01"),
                    "removed 2026-03-11 nightly → –",
                    "announced 2026-06-01 – → nightly"),
            that(
                    "what is past was wrong",
                    s -> {
                        nightly(s);
                        s.on("2026-03-01").reads("hourly", "2026-03-01");
                    },
                    s -> s.on("2026-03-11").corrects(1, "weekly", "2026-02-01", "2026-03-01"),
                    "corrected 2026-02-01..2026-03-01 nightly → weekly"),
            that(
                    "what applies was wrong from its beginning",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").corrects(1, "weekly", "2026-01-01", null),
                    "corrected 2026-01-01 nightly → weekly"),
            that(
                    "what applies was wrong, over several versions",
                    s -> {
                        nightly(s);
                        s.on("2026-02-01").reads("hourly", "2026-02-01");
                    },
                    s -> s.on("2026-03-11").corrects(2, "weekly", "2026-01-01", null),
                    "corrected 2026-01-01 hourly → weekly"),
            that(
                    "what applies has applied for longer",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").corrects(1, "nightly", "2025-06-01", null),
                    "corrected 2025-06-01 (2026-01-01) nightly → nightly"),
            that(
                    "what applies has applied for less long",
                    s -> {
                        nightly(s);
                        s.on("2026-02-01").reads("hourly", "2026-02-01");
                    },
                    s -> s.on("2026-03-11").corrects(2, "nightly", "2026-02-01", "2026-03-01"),
                    "corrected 2026-03-01 (2026-02-01) hourly → hourly"),
            that(
                    "an interruption of the past that was forgotten",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").corrects(1, "weekly", "2026-02-01", "2026-02-10"),
                    "corrected 2026-02-01..2026-02-10 nightly → weekly"),
            that(
                    "an end was earlier than was recorded",
                    s -> {
                        nightly(s);
                        s.on("2026-03-01").ends("2026-03-01");
                    },
                    s -> s.on("2026-03-11").saysNothing("2026-02-01", "2026-03-01"),
                    "corrected 2026-02-01..2026-03-01 nightly → –"),
            that(
                    "two changes in a row are one",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").reads("hourly").on("2026-03-12").reads("daily"),
                    "changed 2026-03-12 nightly → daily"),
            that(
                    "what was done and undone is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").reads("hourly").on("2026-03-12").reads("nightly")),
            that(
                    "what came and went is not told",
                    NOTHING,
                    s -> s.on("2026-03-11")
                            .reads("hourly")
                            .on("2026-03-12")
                            .corrects(1, "hourly", "2026-03-11", null)
                            .states(null, Story.day("2026-03-11"), null, 1L)),
            that(
                    "what was announced and called off is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11")
                            .reads("hourly", "2026-06-01")
                            .on("2026-03-12")
                            .reads("nightly", "2026-06-01")),
            that(
                    "what was announced and changed again is announced once",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11")
                            .reads("hourly", "2026-06-01")
                            .on("2026-03-12")
                            .reads("daily", "2026-06-01"),
                    "announced 2026-06-01 nightly → daily"),
            that(
                    "what was announced and called off before its day is withdrawn, though that has come",
                    WhatIsToldOfAnItemTest::hourlyAnnounced,
                    s -> s.on("2026-05-31")
                            .reads("nightly", "2026-06-01")
                            .on("2026-06-02")
                            .because("Said again", "Sagt igen")
                            .reads("nightly"),
                    "withdrawn 2026-06-01 (2026-06-01) hourly → nightly"),
            that(
                    "what was added and changed is added",
                    NOTHING,
                    s -> s.on("2026-03-11").reads("nightly").on("2026-03-12").reads("hourly"),
                    "added 2026-03-12 – → hourly"));

    @TestFactory
    Stream<DynamicTest> ofEveryKind() {
        return Stream.of(ToldKind.AGREEMENT, ToldKind.SUBPROCESSOR, ToldKind.DATA_CENTER, ToldKind.ANSWER)
                .flatMap(kind -> CASES.stream().map(example -> example.of(kind)));
    }

    private static final List<Case> ANSWERS = List.of(
            that(
                    "another category is another place",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").at(1_000, "people").reads("nightly")),
            that(
                    "that it was looked at again is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").confirmed()),
            that(
                    "another tag is told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").tagged("nis2").reads("nightly"),
                    "changed 2026-03-11 nightly → nightly"),
            that(
                    "what is internal is not told",
                    s -> s.on("2026-01-10").access(Access.INTERNAL),
                    s -> s.on("2026-03-11").reads("nightly")),
            that(
                    "what becomes internal is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").access(Access.INTERNAL)),
            that(
                    "what is changed and becomes internal is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").reads("hourly").access(Access.INTERNAL)),
            that(
                    "what becomes public is added",
                    s -> s.on("2026-01-10").access(Access.INTERNAL).reads("nightly", "2026-01-01"),
                    s -> s.on("2026-03-11").access(Access.PUBLIC),
                    "added 2026-01-01 – → nightly"),
            that(
                    "what is announced inside becomes public with it",
                    s -> {
                        s.on("2026-01-10").access(Access.INTERNAL);
                        hourlyAnnounced(s);
                    },
                    s -> s.on("2026-03-11").access(Access.PUBLIC),
                    "added 2026-01-01 – → nightly",
                    "announced 2026-06-01 nightly → hourly"),
            that(
                    "a title that becomes known is added",
                    s -> s.on("2026-01-10").access(Access.INTERNAL).reads("nightly", "2026-01-01"),
                    s -> s.on("2026-03-11").access(Access.ON_REQUEST),
                    "added 2026-01-01 title"),
            that(
                    "what was told on request becomes public and is added",
                    s -> s.on("2026-01-10").access(Access.ON_REQUEST).reads("nightly", "2026-01-01"),
                    s -> s.on("2026-03-11").access(Access.PUBLIC),
                    "added 2026-01-01 – → nightly"),
            that(
                    "of what is told on request, that it changed",
                    s -> s.on("2026-01-10").access(Access.ON_REQUEST).reads("nightly", "2026-01-01"),
                    s -> s.on("2026-03-11").reads("hourly"),
                    "changed 2026-03-11 title"),
            that(
                    "of what is told on request, not that it moved",
                    s -> s.on("2026-01-10").access(Access.ON_REQUEST).reads("nightly", "2026-01-01"),
                    s -> s.on("2026-03-11").at(7, "people").reads("nightly")),
            that(
                    "of what is told on request, not what was done and undone",
                    s -> s.on("2026-01-10").access(Access.ON_REQUEST).reads("nightly", "2026-01-01"),
                    s -> s.on("2026-03-11").reads("hourly").reads("nightly")),
            that(
                    "of what is told on request, that it ends",
                    s -> s.on("2026-01-10").access(Access.ON_REQUEST).reads("nightly", "2026-01-01"),
                    s -> s.on("2026-03-11").ends(),
                    "retired 2026-03-11 title"),
            that(
                    "that a text is no longer public",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").access(Access.ON_REQUEST),
                    "restricted 2026-03-11 title"),
            that(
                    "that a text is no longer public, and what is announced of it besides",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11").reads("hourly", "2026-06-01").access(Access.ON_REQUEST),
                    "restricted 2026-03-11 title",
                    "announced 2026-06-01 title"),
            that(
                    "a new answer on request is added",
                    NOTHING,
                    s -> s.on("2026-03-11").access(Access.ON_REQUEST).reads("nightly"),
                    "added 2026-03-11 title"),
            that(
                    "closed and opened again is not told",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11")
                            .access(Access.INTERNAL)
                            .on("2026-03-12")
                            .access(Access.PUBLIC)),
            that(
                    "closed, changed and opened again is changed",
                    WhatIsToldOfAnItemTest::nightly,
                    s -> s.on("2026-03-11")
                            .access(Access.INTERNAL)
                            .reads("hourly")
                            .on("2026-03-12")
                            .access(Access.PUBLIC),
                    "changed 2026-03-11 nightly → hourly"));

    @TestFactory
    Stream<DynamicTest> ofAnswersBesides() {
        return ANSWERS.stream().map(example -> example.of(ToldKind.ANSWER));
    }

    @Test
    void accessIsThatOfToday() {
        var story = new Story(ToldKind.ANSWER, "backup");
        nightly(story);
        story.on("2026-03-11").because("The pump burst", "Pumpen sprack").reads("hourly");
        var through = story.position();
        var at = story.now();

        story.on("2026-03-12").access(Access.ON_REQUEST);
        var onRequest = ItemChanges.between(ToldKind.ANSWER, "backup", story.facts(), 1, through, at);
        assertThat(onRequest.stream().map(Story::line)).containsExactly("changed 2026-03-11 title");
        assertThat(onRequest.toString()).doesNotContain("hourly", "nightly", "pump");

        story.on("2026-03-13").access(Access.INTERNAL);
        assertThat(ItemChanges.between(ToldKind.ANSWER, "backup", story.facts(), 1, through, at))
                .isEmpty();

        story.on("2026-03-14").access(Access.PUBLIC);
        assertThat(ItemChanges.between(ToldKind.ANSWER, "backup", story.facts(), 1, through, at).stream()
                        .map(Story::line))
                .containsExactly("changed 2026-03-11 nightly → hourly");
    }

    @Test
    void whatIsAnnouncedIsToldAgainWhenItsDayIsNear() {
        for (var kind : List.of(ToldKind.SUBPROCESSOR, ToldKind.DATA_CENTER, ToldKind.AGREEMENT, ToldKind.ANSWER)) {
            var story = new Story(kind, "backup");
            hourlyAnnounced(story);
            story.on("2026-02-02").ends("2026-09-01");

            assertThat(takingEffect(story, "2026-05-20", "2026-05-31")).isEmpty();
            assertThat(takingEffect(story, "2026-05-20", "2026-06-01"))
                    .containsExactly("takes-effect 2026-06-01 nightly → hourly");
            assertThat(takingEffect(story, "2026-06-01", "2026-08-31")).isEmpty();
            assertThat(takingEffect(story, "2026-06-01", "2026-09-01"))
                    .containsExactly("takes-effect 2026-09-01 hourly → –");

            story.on("2026-03-11").reads("nightly", "2026-06-01");
            assertThat(takingEffect(story, "2026-05-20", "2026-06-01"))
                    .as("withdrawn")
                    .isEmpty();
        }
    }

    @Test
    void whatIsAnnouncedInsideIsNotToldAgainEither() {
        var story = new Story(ToldKind.ANSWER, "backup");
        hourlyAnnounced(story);
        story.on("2026-03-01").access(Access.ON_REQUEST);
        assertThat(takingEffect(story, "2026-05-20", "2026-06-01")).containsExactly("takes-effect 2026-06-01 title");

        story.access(Access.INTERNAL);
        assertThat(takingEffect(story, "2026-05-20", "2026-06-01")).isEmpty();
    }

    @Test
    void nobodyIsRemindedOfWhatTheyHaveNotBeenToldOfOrOfWhatIsOtherwiseByNow() {
        var story = new Story(ToldKind.SUBPROCESSOR, "backup");
        hourlyAnnounced(story);
        var told = story.position();

        assertThat(remindedOf(story, told - 1)).as("told of later").isEmpty();
        assertThat(remindedOf(story, told)).containsExactly("takes-effect 2026-06-01 nightly → hourly");
        story.on("2026-05-20").reads("weekly", "2026-06-01");
        assertThat(remindedOf(story, told)).as("otherwise by now").isEmpty();
        story.on("2026-05-21").reads("hourly", "2026-06-01");
        assertThat(remindedOf(story, told)).containsExactly("takes-effect 2026-06-01 nightly → hourly");
    }

    private static List<String> remindedOf(Story story, long through) {
        return takingEffect(story, through, "2026-05-20", "2026-06-01");
    }

    private static List<String> takingEffect(Story story, String after, String until) {
        return takingEffect(story, story.position(), after, until);
    }

    private static List<String> takingEffect(Story story, long through, String after, String until) {
        var kind = ToldKind.of(story.facts().getFirst().fact().item()).orElseThrow();
        return ItemChanges.takingEffect(kind, "backup", story.facts(), through, Story.day(after), Story.day(until))
                .stream()
                .map(Story::line)
                .toList();
    }

    @Test
    void whoWasToldThatSomethingWouldComeIsToldWhatComesInItsPlace() {
        var story = new Story(ToldKind.ANSWER, "backup");
        nightly(story);
        story.on("2026-02-01").tagged("gdpr", "dora").reads("hourly", "2026-06-01");
        var told = story.position();
        story.on("2026-03-11").tagged("nis2").reads("weekly", "2026-06-01");

        assertThat(story.toldSince(told))
                .singleElement()
                .extracting(ToldItem::topics)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("answers", "answers:dora", "answers:gdpr", "answers:nis2");
    }

    @Test
    void anAnswerBelongsToEveryTagItHasOrHad() {
        var story = new Story(ToldKind.ANSWER, "backup");
        nightly(story);
        story.on("2026-03-11").tagged("nis2", "dora").reads("hourly");

        assertThat(story.toldSince(1))
                .singleElement()
                .extracting(ToldItem::topics)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("answers", "answers:dora", "answers:gdpr", "answers:nis2");
    }

    @Test
    void aDataCenterIsToldToThoseWhoAskedForSubprocessors() {
        var topics = new ArrayList<List<String>>();
        for (var kind : List.of(ToldKind.AGREEMENT, ToldKind.SUBPROCESSOR, ToldKind.DATA_CENTER)) {
            var story = new Story(kind, "backup");
            story.on("2026-03-11").reads("nightly");
            topics.add(story.toldSince(0).getFirst().topics());
        }

        assertThat(topics).containsExactly(List.of("agreements"), List.of("subprocessors"), List.of("subprocessors"));
    }

    @Test
    void aRevisionIsToldWithEveryReasonOnTheWay() {
        var story = new Story(ToldKind.AGREEMENT, "dpa");
        nightly(story);
        var shorter =
                new ClauseReason("backup", Trigger.NEW_REGULATORY_REQUIREMENT, null, Story.text("Shorter", "Kortare"));
        story.on("2026-03-11")
                .because("A law came", "En lag kom")
                .triggered(Trigger.CHANGED_LEGISLATION, shorter)
                .reads("hourly");
        story.on("2026-03-12")
                .because("A word was wrong", "Ett ord var fel")
                .triggered(Trigger.CORRECTION)
                .reads("each hour");

        var told = story.toldSince(1).getFirst();

        assertThat(told.whys())
                .containsExactly(
                        new ToldItem.Why(
                                Story.text("A law came", "En lag kom"),
                                Trigger.CHANGED_LEGISLATION,
                                null,
                                List.of(shorter)),
                        new ToldItem.Why(
                                Story.text("A word was wrong", "Ett ord var fel"),
                                Trigger.CORRECTION,
                                null,
                                List.of()));
        assertThat(told.position()).isEqualTo(3);
        assertThat(told.recordedAt()).isEqualTo(story.now());
        assertThat(told.before()).extracting(ToldItem.Version::revision).isEqualTo(1);
        assertThat(told.after()).extracting(ToldItem.Version::revision).isEqualTo(3);
    }

    @Test
    void whyAnAnswerBecamePublicIsWhyItIsTold() {
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-01-10")
                .because("Not ready", "Inte klart")
                .access(Access.INTERNAL)
                .reads("nightly");
        story.on("2026-03-11").because("Everybody asked", "Alla frågade").access(Access.PUBLIC);

        assertThat(story.toldSince(2).getFirst().whys())
                .extracting(why -> why.reason().in("en", "en"))
                .containsExactly("Everybody asked");
    }

    @Test
    void noMoreReasonsThanALetterHasRoomFor() {
        var story = new Story(ToldKind.ANSWER, "backup");
        for (var day = 10; day < 30; day++) {
            story.on("2026-01-" + day).because("Reason " + day, "Skäl " + day).reads("wording " + day);
        }

        assertThat(story.toldSince(1).getFirst().whys())
                .extracting(why -> why.reason().in("en", "en"))
                .containsExactly("Reason 25", "Reason 26", "Reason 27", "Reason 28", "Reason 29");
    }

    @Test
    void eachCorrectionOfThePastHasTheReasonsOfItsOwnTimeAlone() {
        var story = new Story(ToldKind.AGREEMENT, "dpa")
                .on("2026-01-10")
                .reads("weekly", "2024-01-01", "2025-01-01")
                .reads("nightly", "2025-01-01", "2026-01-01")
                .reads("hourly", "2026-01-01");
        var after = story.position();
        story.on("2026-03-11")
                .because("A clause was missing", "En klausul saknades")
                .corrects(1, "weekly and tested", "2024-01-01", "2025-01-01")
                .because("So it was here", "Så även här")
                .corrects(2, "nightly and tested", "2025-01-01", "2026-01-01");

        assertThat(story.toldSince(after))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.whys())
                                    .singleElement()
                                    .satisfies(why -> assertThat(why.reason())
                                            .isEqualTo(Story.text("A clause was missing", "En klausul saknades")));
                            assertThat(first.position()).isEqualTo(after + 1);
                        },
                        second -> {
                            assertThat(second.whys())
                                    .singleElement()
                                    .satisfies(why -> assertThat(why.reason())
                                            .isEqualTo(Story.text("So it was here", "Så även här")));
                            assertThat(second.position()).isEqualTo(after + 2);
                        });
    }

    @Test
    void aRevisionThatComesLaterHasOneReasonAndItsOwnTrigger() {
        var story = new Story(ToldKind.AGREEMENT, "dpa")
                .on("2026-01-10")
                .triggered(Trigger.UPDATED_SECURITY_MEASURE)
                .reads("nightly", "2026-01-01")
                .on("2026-02-01")
                .triggered(Trigger.CHANGED_LEGISLATION)
                .reads("hourly", "2026-06-01");
        var after = story.position();
        story.on("2026-03-11")
                .because("More time", "Mer tid")
                .triggered(Trigger.UPDATED_SECURITY_MEASURE)
                .reads("nightly", "2026-06-01", "2026-08-01")
                .triggered(Trigger.CHANGED_LEGISLATION)
                .reads("hourly", "2026-08-01");

        assertThat(story.toldSince(after)).singleElement().satisfies(told -> {
            assertThat(told.happened()).isEqualTo(Happened.POSTPONED);
            assertThat(told.whys()).singleElement().satisfies(why -> {
                assertThat(why.trigger()).isEqualTo(Trigger.CHANGED_LEGISLATION);
                assertThat(why.reason()).isEqualTo(Story.text("More time", "Mer tid"));
            });
        });
    }

    @Test
    void whatIsToComeIsToldBeforeWhatIsPast() {
        var story = new Story(ToldKind.ANSWER, "backup")
                .on("2026-01-10")
                .reads("weekly", "2024-01-01", "2025-01-01")
                .reads("nightly", "2025-01-01");
        var after = story.position();
        story.on("2026-03-11")
                .corrects(1, "monthly", "2024-01-01", "2025-01-01")
                .reads("hourly", "2026-06-01");

        assertThat(story.toldSince(after).stream().map(ToldItem::happened))
                .containsExactly(Happened.ANNOUNCED, Happened.CORRECTED);
    }
}
