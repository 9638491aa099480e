package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.notices.Almanac.Difference;
import org.trustledger.command.notices.Almanac.Item;
import org.trustledger.command.notices.Almanac.Words;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.AgreementWithdrawn;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.Clause;
import org.trustledger.events.ContentFact;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterPublished;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Statement;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.SubprocessorRemoved;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.TagPublished;
import org.trustledger.events.Trigger;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/**
 * A year in which anything happens at any time. Whoever keeps an almanac by hand knows of each moment who is to be told
 * what then: exactly these letters come, at that moment, and no other ever does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ASimulatedYearTest {
    private static final int SEEDS = 1;
    private static final int DAYS = 365;
    private static final int FIRST_READERS = 14;
    private static final int MOST_READERS = 30;
    private static final int REMINDED_DAYS = 7;
    private static final Duration GATHERED = Duration.ofMinutes(10);
    private static final LocalTime HOUR = LocalTime.of(8, 0);
    private static final ZoneId ZONE = Notices.PROFILE.timeZone();
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String RULE = "-".repeat(60);
    private static final Pattern PLACE = Pattern.compile("№(\\d+)");
    private static final List<String> TAGS = List.of("gdpr", "nis2", "dora");
    private static final List<String> TOPICS =
            List.of("subprocessors", "agreements", "answers", "answers:gdpr", "answers:nis2", "answers:dora");

    private final MovableClock clock = new MovableClock("2027-01-04T05:00:00Z");
    private final Letterbox letterbox = new Letterbox(clock);
    private final RunningOffice office = RunningOffice.at(
            clock,
            Stream.of(
                            new StoreOfKeys()
                                    .and(
                                            "trust-ledger.subscriptions.site=" + SITE,
                                            "trust-ledger.notices.gather=" + GATHERED,
                                            "trust-ledger.notices.remind-before=P" + REMINDED_DAYS + "D",
                                            "trust-ledger.notices.digest-at=" + HOUR,
                                            // Nobody makes packs here.
                                            "trust-ledger.packs.debounce=9999d"),
                            letterbox.settings())
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
    private final WhenFactsAreRecordedTellWhoeverAsked policy = office.bean(WhenFactsAreRecordedTellWhoeverAsked.class);
    private final Ledger ledger = office.bean(Ledger.class);
    private final SubscriptionDesk desk = office.bean(SubscriptionDesk.class);

    @AfterAll
    void close() {
        office.close();
        letterbox.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybodyIsToldExactlyWhatTheyAskedForOnceAndInTime(long seed) {
        var year = new Year(seed);
        year.begin();
        year.pass(DAYS);
        assertThat(year.letters).as("seed %d: it was a year", seed).isGreaterThan(500);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    /** A letter that is to come now. */
    private record Due(Reader to, boolean isReminder, Set<Item> about) {
        String line() {
            return line(to.address, isReminder, about.stream().map(Item::title).collect(Collectors.toSet()));
        }

        static String line(String to, boolean isReminder, Set<String> titles) {
            return "%s %s %s".formatted(to, isReminder ? "is reminded of" : "is told of", new TreeSet<>(titles));
        }
    }

    /** What becomes of a plan, and as what its readers are told of it if nothing else becomes of it meanwhile. */
    private record Turn(String word, List<Saying> sayings) {
        static Turn of(String word, Saying... sayings) {
            return new Turn(word, List.of(sayings));
        }
    }

    private record Saying(
            Optional<Words> words, Instant from, @Nullable Instant until) {}

    /** Everything of one trust center, and all that is known of it by hand. */
    private final class Year {
        private final Random random;
        private final String failing;
        private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
        private final Almanac almanac = new Almanac();
        private final Map<Item, Integer> revisions = new HashMap<>();
        private final Map<Long, String> turns = new HashMap<>();
        private final List<Item> items = new ArrayList<>();
        private final List<Reader> readers = new ArrayList<>();
        private final Set<String> everTold = new HashSet<>();
        private final List<String> journal = new ArrayList<>();
        private long position;
        private long looked;
        private @Nullable Instant gatheredSince;
        private @Nullable Runnable undo;
        private int words;
        private int letters;

        Year(long seed) {
            random = new Random(seed);
            failing = "seed %d, %s, ".formatted(seed, trustCenter);
            for (var kind : List.of(ToldKind.SUBPROCESSOR, ToldKind.DATA_CENTER, ToldKind.AGREEMENT, ToldKind.ANSWER)) {
                var many = kind == ToldKind.ANSWER ? 7 : kind == ToldKind.AGREEMENT ? 2 : 4;
                for (var number = 1; number <= many; number++) {
                    items.add(new Item(
                            kind, "item-%d".formatted(number), "%s number %d".formatted(kind.kindName(), number)));
                }
            }
        }

        // --- what happens ---

        void begin() {
            clock.move(Duration.ofSeconds(1));
            var now = now();
            var facts = new ArrayList<ContentFact>();
            facts.add(new ProfilePublished(statement(Profile.ITEM, 1, now, null), Notices.PROFILE));
            facts.add(new CategoryPublished(
                    statement("operations", 1, now, null), new Category(1_000, Story.text("Operations", "Drift"))));
            for (var tag : TAGS) {
                facts.add(new TagPublished(
                        statement(tag, 1, now, null), new Tag(1_000, Story.text(tag, tag), TagKind.THEME, null)));
            }
            position = ledger.record(trustCenter, "provider", "beginning", _ -> facts)
                    .position();
            clock.move(GATHERED);
            policy.react();
            looked = position;
            IntStream.range(0, FIRST_READERS).forEach(_ -> subscribe());
        }

        /** Goes from one moment at which anything is to happen to the next. */
        void pass(int days) {
            var end = now().plus(Duration.ofDays(days));
            var act = now().plus(pause());
            while (now().isBefore(end)) {
                var next = Stream.of(Optional.of(act), Optional.of(nextHour()), gathered())
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo)
                        .orElseThrow();
                clock.move(Duration.between(now(), next));
                look();
                if (next.equals(act)) {
                    act();
                    act = now().plus(pause());
                }
            }
        }

        /** Often so short that what happens is told together, and never so that two moments meet. */
        private Duration pause() {
            return random.nextInt(100) < 45
                    ? Duration.ofSeconds(61 + 60L * random.nextInt(8))
                    : Duration.ofSeconds(10_801 + 60L * random.nextInt(60 * 80));
        }

        private Instant nextHour() {
            var today =
                    LocalDate.ofInstant(now(), ZONE).atTime(HOUR).atZone(ZONE).toInstant();
            return today.isAfter(now())
                    ? today
                    : LocalDate.ofInstant(now(), ZONE)
                            .plusDays(1)
                            .atTime(HOUR)
                            .atZone(ZONE)
                            .toInstant();
        }

        private Optional<Instant> gathered() {
            return Optional.ofNullable(gatheredSince).map(since -> since.plus(GATHERED));
        }

        private void act() {
            var undoing = undo;
            undo = null;
            if (undoing != null && random.nextInt(3) > 0) {
                undoing.run();
                return;
            }
            switch (random.nextInt(10)) {
                case 0 -> subscribe();
                case 1 -> someone().ifPresent(this::confirmOrLeave);
                case 2, 3 -> someone().ifPresent(this::wishOtherwise);
                default -> turn(items.get(random.nextInt(items.size())));
            }
        }

        // --- the provider ---

        private void turn(Item item) {
            var plan = almanac.plan(item);
            var now = now();
            var today = plan.at(now);
            var next = plan.nextAfter(now);
            var later = midnight(2 + random.nextInt(30));
            var turn = next == null
                    ? switch (random.nextInt(today.isPresent() ? 6 : 2)) {
                        case 0 -> Turn.of("announced", new Saying(anew(item), later, null));
                        case 1 -> Turn.of(today.isPresent() ? "changed" : "added", new Saying(anew(item), now, null));
                        case 2 -> Turn.of("removed", new Saying(Optional.empty(), now, null));
                        case 3 -> Turn.of("announced", new Saying(Optional.empty(), later, null));
                        case 4 -> Turn.of("announced", new Saying(anew(item), now.plusSeconds(7_200), null));
                        default -> {
                            var since = midnight(-40 - random.nextInt(20));
                            yield Turn.of("corrected", new Saying(anew(item), since, since.plus(Duration.ofDays(9))));
                        }
                    }
                    : switch (random.nextInt(5)) {
                        case 0 -> Turn.of("not coming after all", new Saying(plan.before(next), next, null));
                        case 1 -> {
                            var postponed = next.plus(Duration.ofDays(1 + random.nextInt(20)));
                            yield Turn.of(
                                    "postponed",
                                    new Saying(plan.before(next), next, postponed),
                                    new Saying(plan.at(next), postponed, null));
                        }
                        case 2 -> Turn.of("brought forward", new Saying(plan.at(next), now, null));
                        case 3 -> Turn.of("announced", new Saying(anew(item), next, null));
                        default -> Turn.of(today.isPresent() ? "changed" : "added", new Saying(anew(item), now, next));
                    };
            say(item, turn);
            if (random.nextInt(4) == 0) {
                undo = () -> undo(item, plan);
            }
        }

        /** Everything from then on reads as it did before. */
        private void undo(Item item, Almanac.Plan plan) {
            var sayings = new ArrayList<Saying>();
            var begins = plan.from().headMap(now(), true).lastKey();
            for (var from : plan.from().tailMap(begins, true).keySet()) {
                sayings.add(new Saying(plan.at(from), from.isBefore(now()) ? now() : from, plan.nextAfter(from)));
            }
            say(item, new Turn("as it was", sayings));
        }

        private Optional<Words> anew(Item item) {
            var tags = item.kind() == ToldKind.ANSWER
                    ? TAGS.stream().filter(_ -> random.nextInt(3) == 0).collect(Collectors.toCollection(TreeSet::new))
                    : new TreeSet<String>();
            return Optional.of(new Words("words%d".formatted(++words), tags));
        }

        private Instant midnight(int days) {
            return LocalDate.ofInstant(now(), ZONE)
                    .plusDays(days)
                    .atStartOfDay(ZONE)
                    .toInstant();
        }

        private void say(Item item, Turn turn) {
            var facts = new ArrayList<ContentFact>();
            for (var saying : turn.sayings()) {
                var revision = revisions.merge(item, 1, Integer::sum);
                facts.add(fact(item, statement(item.id(), revision, saying.from(), saying.until()), saying.words()));
            }
            var recorded = ledger.record(trustCenter, "provider", "turn-%d".formatted(position), _ -> facts);
            for (var saying : turn.sayings()) {
                position++;
                almanac.says(item, position, recorded.recordedAt(), saying.words(), saying.from(), saying.until());
            }
            assertThat(position).isEqualTo(recorded.position());
            turns.put(position, turn.word());
            if (gatheredSince == null) {
                gatheredSince = recorded.recordedAt();
            }
            note("№%d %s %s: %s".formatted(position, item.title(), turn.word(), turn.sayings()));
        }

        // --- those who are told ---

        private Optional<Reader> someone() {
            return readers.isEmpty() ? Optional.empty() : Optional.of(readers.get(random.nextInt(readers.size())));
        }

        private void subscribe() {
            if (readers.stream().filter(Reader::isTold).count() >= MOST_READERS) {
                return;
            }
            var address = "reader-%d-%s@kund.example".formatted(readers.size(), trustCenter);
            var wish = wish();
            assertThat(post(
                                    "/subscribe",
                                    "address=%s&%s"
                                            .formatted(URLEncoder.encode(address, StandardCharsets.UTF_8), wish.form()))
                            .statusCode())
                    .isEqualTo(303);
            var letter = await().until(() -> letterbox.to(address), came -> !came.isEmpty())
                    .getFirst();
            letterbox.empty();
            var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
            var reader = new Reader(address, letter.secret(link), wish);
            readers.add(reader);
            note("%s asks for %s".formatted(reader, wish));
            if (random.nextInt(5) > 0) {
                confirm(reader);
            }
        }

        private void confirmOrLeave(Reader reader) {
            if (reader.isTold()) {
                leave(reader);
            } else if (!reader.hasLeft()) {
                confirm(reader);
            }
        }

        private void confirm(Reader reader) {
            if (post(
                                    "/subscriptions/" + reader.secret,
                                    "do=confirm&" + reader.wish().form())
                            .statusCode()
                    == 303) {
                reader.confirms(position);
                note("%s confirms at №%d".formatted(reader, position));
            }
        }

        private void leave(Reader reader) {
            var answer = random.nextBoolean()
                    ? post("/subscriptions/" + reader.secret, "do=leave")
                    : post("/unsubscribe/" + reader.secret, "List-Unsubscribe=One-Click");
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
            reader.leaves();
            note("%s leaves".formatted(reader));
        }

        private void wishOtherwise(Reader reader) {
            if (!reader.isTold()) {
                return;
            }
            var wish = wish();
            var version = desk.find(trustCenter, reader.secret).version();
            var answer =
                    post("/subscriptions/" + reader.secret, "do=change&version=%d&%s".formatted(version, wish.form()));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
            if (!wish.equals(reader.wish())) {
                reader.wishes(wish);
                note("%s asks for %s".formatted(reader, wish));
            }
        }

        private Reader.Wish wish() {
            var topics =
                    TOPICS.stream().filter(_ -> random.nextInt(3) == 0).collect(Collectors.toCollection(TreeSet::new));
            topics.add(TOPICS.get(random.nextInt(TOPICS.size())));
            return new Reader.Wish(
                    topics, random.nextInt(4) == 0 ? "sv" : "en", random.nextBoolean(), random.nextBoolean());
        }

        private HttpResponse<String> post(String path, String form) {
            return office.exchange(
                    office.request(office.reception("/reception/%s%s".formatted(trustCenter, path)), null)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Accept", "text/html")
                            .POST(BodyPublishers.ofString(form)));
        }

        // --- who is to be told what, and who is ---

        private void look() {
            var due = new ArrayList<Due>();
            if (gathered().filter(end -> !end.isAfter(now())).isPresent()) {
                due.addAll(tell(looked, position));
                looked = position;
                gatheredSince = null;
            }
            if (LocalTime.ofInstant(now(), ZONE).equals(HOUR)) {
                due.addAll(remind());
                due.addAll(tellToday());
            }
            policy.react();
            awaitThatAllIsSent();
            // Who was told in the years before goes on being told.
            var came = letterbox.empty().stream()
                    .filter(letter -> letter.to().endsWith("-%s@kund.example".formatted(trustCenter)))
                    .toList();
            letters += came.size();
            assertThat(came.stream().map(this::line).sorted().toList())
                    .as(failing + "at %s, after%n%s", now(), last())
                    .isEqualTo(due.stream().map(Due::line).sorted().toList());
        }

        private List<Due> tell(long after, long through) {
            var urgent = isUrgent(almanac.differences(after, through));
            var due = new ArrayList<Due>();
            for (var reader : readers) {
                var from = Math.max(after, reader.toldFrom());
                if (!reader.isTold() || from >= through) {
                    continue;
                }
                var about = about(from, through, reader.wish());
                if (about.isEmpty()) {
                    continue;
                }
                if (reader.wish().daily() && !urgent) {
                    reader.waitsFor(from, through);
                } else {
                    reader.wasTold();
                    due.add(new Due(reader, false, about));
                }
            }
            return due;
        }

        /** Whether something of it is over before who is told once a day would be told. */
        private boolean isUrgent(List<Difference> differences) {
            return differences.stream()
                    .map(Difference::moment)
                    .anyMatch(moment -> moment.isAfter(lastRecorded()) && moment.isBefore(nextHour()));
        }

        private Instant lastRecorded() {
            return ledger.head(trustCenter).orElseThrow().recordedAt();
        }

        private Set<Item> about(long after, long through, Reader.Wish wish) {
            return almanac.differences(after, through).stream()
                    .filter(difference -> wish.asksFor(difference.topics()))
                    .map(Difference::item)
                    .collect(Collectors.toSet());
        }

        private List<Due> tellToday() {
            var due = new ArrayList<Due>();
            for (var reader : readers) {
                var about = reader.today().stream()
                        .flatMap(each -> about(each.after(), each.through(), each.wish()).stream())
                        .collect(Collectors.toSet());
                if (!about.isEmpty()) {
                    due.add(new Due(reader, false, about));
                }
            }
            return due;
        }

        /** Of all that takes effect in a week, as far as it was told before and is still so. */
        private List<Due> remind() {
            var due = new ArrayList<Due>();
            for (var reader : readers) {
                var about = new HashSet<Item>();
                for (var item : almanac.items()) {
                    var plan = almanac.plan(item);
                    var told = almanac.plan(item, looked);
                    plan.from().tailMap(now(), false).keySet().stream()
                            .filter(moment -> LocalDate.ofInstant(moment.minusNanos(1), ZONE)
                                    .minusDays(REMINDED_DAYS)
                                    .equals(LocalDate.ofInstant(now(), ZONE)))
                            .filter(moment ->
                                    told.turnsAt(moment) && told.at(moment).equals(plan.at(moment)))
                            .filter(moment -> reader.wish()
                                    .asksFor(Almanac.topics(item, Stream.of(plan.before(moment), plan.at(moment)))))
                            .forEach(_ -> about.add(item));
                }
                if (reader.isTold() && reader.wish().reminders() && !about.isEmpty()) {
                    due.add(new Due(reader, true, about));
                }
            }
            return due;
        }

        /** The office looks by itself too, and may be in the middle of it. */
        private void awaitThatAllIsSent() {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(3))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Objects.requireNonNull(office.jdbc()
                                    .queryForObject(
                                            """
                            select (select count(*) from letter where trust_center = ? and next_try <= ?)
                              + (select count(*) from delivery where trust_center = ? and letter is null
                                 and not_sent_at is null and due_at <= ?)""",
                                            Integer.class,
                                            trustCenter.value(),
                                            utc(now()),
                                            trustCenter.value(),
                                            utc(now())))
                            == 0);
        }

        private String line(Letterbox.Arrived letter) {
            var titles = new HashSet<String>();
            var reminders = 0;
            var blocks = Arrays.asList(letter.text().split(RULE))
                    .subList(1, letter.text().split(RULE).length);
            for (var block : blocks) {
                var lines = block.strip().lines().toList();
                titles.add(lines.get(1));
                var isReminder = lines.getFirst().contains("takes effect soon")
                        || lines.getFirst().contains("börjar snart gälla");
                reminders += isReminder ? 1 : 0;
                var place = PLACE.matcher(block);
                assertThat(place.find()).as(block).isTrue();
                assertThat(everTold.add("%s %s %s".formatted(letter.to(), lines.subList(0, 3), place.group(1))))
                        .as(failing + "at %s, %s is told twice of%n%s%nafter%n%s", now(), letter.to(), block, last())
                        .isTrue();
            }
            return Due.line(letter.to(), reminders == blocks.size(), titles);
        }

        private Instant now() {
            return clock.instant();
        }

        private void note(String what) {
            journal.add("%s %s".formatted(now(), what));
        }

        private String last() {
            return String.join("\n", journal.subList(Math.max(0, journal.size() - 14), journal.size()));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Statement statement(String item, int revision, Instant from, @Nullable Instant until) {
        return new Statement(item, revision, from, until, Story.text("So it is", "Så är det"), null);
    }

    private static ContentFact fact(Item item, Statement statement, Optional<Words> words) {
        return words.map(says -> published(item, statement, says)).orElseGet(() -> removed(item, statement));
    }

    private static ContentFact removed(Item item, Statement statement) {
        return switch (item.kind()) {
            case ANSWER -> new AnswerRetired(statement);
            case AGREEMENT -> new AgreementWithdrawn(statement);
            case SUBPROCESSOR -> new SubprocessorRemoved(statement);
            case DATA_CENTER -> new DataCenterRemoved(statement);
            case PACK -> throw new IllegalArgumentException("A pack is never removed");
        };
    }

    private static ContentFact published(Item item, Statement statement, Words words) {
        var title = Story.text(item.title(), item.title());
        var text = Story.text(words.text(), words.text());
        return switch (item.kind()) {
            case ANSWER ->
                new AnswerPublished(statement, new Answer(1_000, "operations", List.copyOf(words.tags()), title, text));
            case AGREEMENT ->
                new AgreementRevisionPublished(
                        statement,
                        new AgreementRevision(
                                1_000,
                                title,
                                Trigger.COMMERCIAL,
                                null,
                                List.of(new Clause("scope", "1", Story.text("Scope", "Omfattning"), text)),
                                List.of()));
            case SUBPROCESSOR ->
                new SubprocessorPublished(statement, Story.subprocessor(item.title(), words.text(), "SE"));
            case DATA_CENTER ->
                new DataCenterPublished(
                        statement,
                        new DataCenter(
                                1_000,
                                title,
                                "Norrhall AB",
                                Story.text("Sundsvall", "Sundsvall"),
                                "SE",
                                text,
                                List.of(),
                                List.of()));
            case PACK -> throw new IllegalArgumentException("Packs are made by the press");
        };
    }
}
