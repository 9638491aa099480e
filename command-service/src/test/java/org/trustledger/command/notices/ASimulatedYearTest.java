package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
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
import org.trustledger.command.ledger.WithheldParts;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.webhooks.Receiver;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Statement;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;
import tools.jackson.databind.JsonNode;

/**
 * Two trust centers, and a year in which anything happens at any time. Whoever keeps an almanac by hand knows of each
 * moment who is to be told what then, in which words: exactly these letters come and exactly these calls are made, at
 * that moment, and no other ever is.
 *
 * <p>{@code -Dyear.seeds=20} for more years, {@code -Dyear.days=…} for longer ones, {@code -Dyear.seed=…} for one that
 * failed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ASimulatedYearTest {
    private static final int SEEDS = Integer.getInteger("year.seeds", 1);
    private static final int DAYS = Integer.getInteger("year.days", 365);
    private static final int FIRST_READERS = 9;
    private static final int MOST_READERS = 16;
    private static final int MOST_PROGRAMS = 3;
    private static final int REMINDED_DAYS = 7;
    private static final Duration GATHERED = Duration.ofMinutes(10);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final LocalTime HOUR = LocalTime.of(8, 0);
    private static final String SITE = "https://trust.fjordsky.example";
    private static final String TOLD = "org.trustledger.notices.published.v1";
    private static final List<String> TOPICS =
            List.of("subprocessors", "agreements", "answers", "answers:gdpr", "answers:nis2", "answers:dora", "packs");
    private static final Profile PROFILE = new Profile(
            "Nordhamn Cloud",
            "Nordhamn Cloud AB",
            new ContactFunction(Story.text("Trust office", "Förtroendekansliet"), "trust@nordhamn.example"),
            // Of the last there are no texts, of letters or of content.
            List.of("en", "sv", "de"),
            Provider.ZONE,
            Period.ofDays(30),
            null);
    private static final Map<String, Handwriting> HANDS = Map.of(
            "en", new Handwriting("en", PROFILE.name()),
            "sv", new Handwriting("sv", PROFILE.name()));

    private final MovableClock clock = new MovableClock("2027-01-04T05:00:00Z");
    private final Letterbox letterbox = new Letterbox(clock);
    private final Receiver receiver = receiver();
    private final RunningOffice office = RunningOffice.at(
            clock,
            Stream.of(
                            new StoreOfKeys()
                                    .and(
                                            "trust-ledger.subscriptions.site=" + SITE,
                                            "trust-ledger.notices.gather=" + GATHERED,
                                            "trust-ledger.notices.remind-before=P" + REMINDED_DAYS + "D",
                                            "trust-ledger.notices.digest-at=" + HOUR,
                                            "trust-ledger.webhooks.allowed-hosts=127.0.0.1",
                                            "trust-ledger.webhooks.endpoints-per-host=100",
                                            // Nobody makes packs here but the test.
                                            "trust-ledger.packs.debounce=9999d"),
                            letterbox.settings())
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
    private final WhenFactsAreRecordedTellWhoeverAsked policy = office.bean(WhenFactsAreRecordedTellWhoeverAsked.class);
    private final Ledger ledger = office.bean(Ledger.class);
    private final WithheldParts withheldParts = office.bean(WithheldParts.class);
    private final SubscriptionDesk desk = office.bean(SubscriptionDesk.class);
    // Whatever came with it once never does again.
    private final Set<String> ids = new HashSet<>();

    private static Receiver receiver() {
        try {
            var receiver = Receiver.start();
            receiver.answers(got -> new Receiver.Said(
                    200, Map.of(), event(got).path("data").path("challenge").asString()));
            return receiver;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void close() {
        office.close();
        letterbox.close();
        receiver.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everybodyIsToldExactlyWhatTheyAskedForOnceAndInTime(long seed) {
        var domain = "%s.example".formatted(RunningOffice.newTrustCenter());
        var years = List.of(new Year(seed, domain), new Year(-seed, domain));
        years.forEach(Year::begin);
        years.forEach(Year::goOn);
        var end = now().plus(Duration.ofDays(DAYS));
        while (now().isBefore(end)) {
            var next = years.stream().map(Year::next).min(Instant::compareTo).orElseThrow();
            clock.move(Duration.between(now(), next));
            look(seed, years);
            years.forEach(Year::actIfItIsTime);
        }
        assertThat(years).as("seed %d: much was told", seed).allSatisfy(year -> {
            assertThat(year.letters).isGreaterThan(DAYS);
            assertThat(year.calls).isGreaterThan(DAYS / 4);
        });
    }

    static LongStream seeds() {
        var first = Long.getLong("year.seed", 2);
        return LongStream.range(first, first + SEEDS);
    }

    private Instant now() {
        return clock.instant();
    }

    private void look(long seed, List<Year> years) {
        var due = years.stream().flatMap(year -> year.due().stream()).sorted().toList();
        policy.react();
        years.forEach(Year::awaitThatAllIsSent);
        var came = new ArrayList<String>();
        for (var letter : letterbox.empty()) {
            var read = LetterRead.of(letter, SITE);
            // Who was told in the years before goes on being told, and while these began nobody looked.
            of(read.trustCenter(), years).ifPresent(year -> {
                assertThat(letter.at()).as("seed %d", seed).isEqualTo(now());
                came.add(year.line(read));
            });
        }
        for (var call : List.copyOf(receiver.got())) {
            var event = event(call);
            if (event.path("type").asString().equals(TOLD)) {
                of(event.path("source").asString().replace("/trust-centers/", ""), years)
                        .ifPresent(year -> came.add(year.line(call, event)));
            }
        }
        receiver.got().clear();
        assertThat(came.stream().sorted().toList())
                .as(
                        "seed %d, at %s, after%n%s",
                        seed, now(), years.stream().map(Year::last).collect(Collectors.joining("\n")))
                .isEqualTo(due);
    }

    private static Optional<Year> of(String trustCenter, List<Year> years) {
        return years.stream()
                .filter(year -> year.trustCenter.value().equals(trustCenter))
                .findFirst();
    }

    private static JsonNode event(Receiver.Got call) {
        return FactCodec.mapper().readTree(call.body());
    }

    private static String letter(TrustCenterId from, String to, String language, String subject, List<String> changes) {
        return "%s to %s in %s: %s%n%n%s"
                .formatted(
                        from,
                        to,
                        language,
                        subject,
                        changes.stream().sorted().collect(Collectors.joining("\n\n~~~\n\n")));
    }

    private static String call(TrustCenterId from, String to, Stream<String> changes) {
        return "%s calls %s:%n%s".formatted(from, to, changes.sorted().collect(Collectors.joining("\n")));
    }

    /** Everything of one trust center, and all that is known of it by hand. */
    private final class Year {
        private final Random random;
        private final String domain;
        private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
        private final Almanac almanac = new Almanac();
        private final Provider provider;
        private final List<Reader> readers = new ArrayList<>();
        private final Map<String, Program> programs = new HashMap<>();
        private final Set<String> everTold = new HashSet<>();
        private final List<String> journal = new ArrayList<>();
        private final Set<Happened> happened = EnumSet.noneOf(Happened.class);
        private Instant nextAct = now();
        private long looked;
        private @Nullable Instant gatheredUntil;
        // A pack follows whatever changes, and keeps nobody from waiting for that.
        private boolean gathersPackOnly;
        private int registered;
        private int letters;
        private int calls;

        /** @param domain of those who are told */
        Year(long seed, String domain) {
            random = new Random(seed);
            provider = new Provider(random, almanac);
            this.domain = domain;
        }

        // --- what happens ---

        void begin() {
            clock.move(Duration.ofSeconds(1));
            var facts = new ArrayList<Fact>();
            facts.add(new ProfilePublished(statement(Profile.ITEM), PROFILE));
            facts.add(new CategoryPublished(
                    statement("operations"), new Category(1_000, Story.text("Operations", "Drift"))));
            for (var tag : Provider.TAGS) {
                facts.add(new TagPublished(
                        statement(tag), new Tag(1_000, Story.text("Law " + tag, "Lag " + tag), TagKind.THEME, null)));
            }
            ledger.record(trustCenter, "provider", "beginning", _ -> facts);
            almanac.begins(facts.size(), now());
            clock.move(GATHERED);
            policy.react();
            looked = almanac.position();
            IntStream.range(0, FIRST_READERS).forEach(_ -> subscribe());
            register();
        }

        void goOn() {
            nextAct = now().plus(pause());
        }

        private Statement statement(String item) {
            return new Statement(item, 1, now(), null, Story.text("So it is", "Så är det"), null);
        }

        /** The next moment at which anything is to happen, or just does not. */
        Instant next() {
            return Stream.of(
                            Stream.of(nextAct),
                            Stream.of(nextHour()).flatMap(this::andJustBefore),
                            Stream.ofNullable(gatheredUntil).flatMap(this::andJustBefore))
                    .flatMap(moments -> moments)
                    .min(Instant::compareTo)
                    .orElseThrow();
        }

        private Stream<Instant> andJustBefore(Instant moment) {
            return Stream.concat(
                    Stream.of(moment), Stream.of(moment.minus(A_MOMENT)).filter(now()::isBefore));
        }

        /** Often so short that what happens is told together, and never so that two moments meet. */
        private Duration pause() {
            return random.nextInt(100) < 45
                    ? Duration.ofSeconds(61 + 60L * random.nextInt(8))
                    : Duration.ofSeconds(10_801 + 60L * random.nextInt(60 * 80));
        }

        private Instant nextHour() {
            var today = LocalDate.ofInstant(now(), Provider.ZONE);
            return Stream.of(today, today.plusDays(1))
                    .map(day -> day.atTime(HOUR).atZone(Provider.ZONE).toInstant())
                    .filter(hour -> hour.isAfter(now()))
                    .findFirst()
                    .orElseThrow();
        }

        void actIfItIsTime() {
            if (now().equals(nextAct)) {
                act();
                goOn();
            }
        }

        private void act() {
            switch (random.nextInt(20)) {
                case 0, 1 -> subscribe();
                case 2, 3 -> someone().ifPresent(this::confirmOrLeave);
                case 4, 5, 6 -> someone().ifPresent(this::wishOtherwise);
                case 7 -> registerOrEnd();
                default -> record(provider.act(now()));
            }
        }

        private void record(Provider.Act act) {
            var recorded = ledger.record(trustCenter, "provider", "act-%d".formatted(almanac.position()), moment -> {
                var withheld = new HashMap<Long, WithheldParts.Part>();
                var position = moment.position();
                for (var told : act.facts()) {
                    position++;
                    if (told.withheld() != null) {
                        withheld.put(position, told.withheld());
                    }
                }
                withheldParts.keep(trustCenter, withheld);
                return act.facts().stream().map(Facts.Told::fact).toList();
            });
            assertThat(recorded.position()).isEqualTo(almanac.position());
            assertThat(recorded.recordedAt()).isEqualTo(now());
            var gathered =
                    gatheredUntil == null || gathersPackOnly && !act.isOfPack() ? now().plus(GATHERED) : gatheredUntil;
            gathersPackOnly = act.isOfPack() && (gatheredUntil == null || gathersPackOnly);
            // What begins or ends, or was to, before others have been waited for is told before that, and all with it.
            var isSoon = act.turn().filter(turn -> !turn.isAfter(gathered)).isPresent();
            gatheredUntil = isSoon ? now() : gathered;
            note(act.what());
        }

        // --- those who are told ---

        private Optional<Reader> someone() {
            return readers.isEmpty() ? Optional.empty() : Optional.of(readers.get(random.nextInt(readers.size())));
        }

        private void subscribe() {
            if (readers.stream().filter(Reader::isTold).count() >= MOST_READERS) {
                return;
            }
            var address = address();
            var wish = wish();
            var asked = post(
                    "/subscribe",
                    "address=%s&%s".formatted(URLEncoder.encode(address, StandardCharsets.UTF_8), wish.form()));
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(303);
            var letter = await().until(() -> letterbox.to(address), came -> !came.isEmpty())
                    .getFirst();
            letterbox.empty();
            var link = "%s/reception/%s/subscriptions/".formatted(SITE, trustCenter);
            var reader = new Reader(address, letter.secret(link), wish, now());
            readers.add(reader);
            note("%s asks for %s".formatted(reader, wish));
            if (random.nextInt(5) > 0) {
                confirm(reader);
            }
        }

        /** Now and then that of somebody who has left, and comes again. */
        private String address() {
            var known = readers.stream().collect(Collectors.groupingBy(reader -> reader.address));
            return known.values().stream()
                    .map(List::getLast)
                    // Nobody is written to twice a day because somebody types an address.
                    .filter(reader -> reader.hasLeft()
                            && reader.askedAt.plus(Duration.ofHours(25)).isBefore(now()))
                    .map(reader -> reader.address)
                    .sorted()
                    .findFirst()
                    .filter(_ -> random.nextInt(3) > 0)
                    // The same in both trust centers, which know nothing of each other.
                    .orElse("reader-%d@%s".formatted(known.size(), domain));
        }

        private void confirmOrLeave(Reader reader) {
            if (reader.isTold()) {
                leave(reader);
            } else if (!reader.hasLeft()) {
                confirm(reader);
            }
        }

        private void confirm(Reader reader) {
            var answer = post(
                    "/subscriptions/" + reader.secret,
                    "do=confirm&" + reader.wish().form());
            if (answer.statusCode() == 303) {
                reader.confirms(almanac.position());
                note("%s confirms".formatted(reader));
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
            return new Reader.Wish(
                    topics(),
                    PROFILE.languages().get(random.nextInt(PROFILE.languages().size())),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        private Set<String> topics() {
            var topics =
                    TOPICS.stream().filter(_ -> random.nextInt(3) == 0).collect(Collectors.toCollection(TreeSet::new));
            topics.add(TOPICS.get(random.nextInt(TOPICS.size())));
            return topics;
        }

        private void registerOrEnd() {
            if (programs.size() < MOST_PROGRAMS) {
                register();
            } else {
                var program = programs.values().stream()
                        .skip(random.nextInt(programs.size()))
                        .findFirst()
                        .orElseThrow();
                assertThat(post("/webhooks/" + program.link(), "do=end").statusCode())
                        .isEqualTo(303);
                programs.remove(program.path());
                note("%s ends".formatted(program));
            }
        }

        private void register() {
            registered++;
            var path = "/%s/%d".formatted(trustCenter, registered);
            var topics = registered == 1 ? new TreeSet<>(TOPICS) : topics();
            var reminders = registered == 1 || random.nextBoolean();
            var answer = post(
                    "/webhooks",
                    "%s%s&address=%s"
                            .formatted(
                                    Reader.Wish.topics(topics),
                                    reminders ? "&reminders=yes" : "",
                                    URLEncoder.encode(
                                            "http://127.0.0.1:%d%s".formatted(receiver.port(), path),
                                            StandardCharsets.UTF_8)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            var link = Pattern.compile("id=\"link\">[^<]*/webhooks/([^<]+)<").matcher(answer.body());
            assertThat(link.find()).as(answer.body()).isTrue();
            assertThat(post("/webhooks/" + link.group(1), "do=challenge").statusCode())
                    .isEqualTo(303);
            var program = new Program(path, link.group(1), topics, reminders, almanac.position());
            programs.put(path, program);
            note("%s registers".formatted(program));
        }

        private HttpResponse<String> post(String path, String form) {
            return office.exchange(
                    office.request(office.reception("/reception/%s%s".formatted(trustCenter, path)), null)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Accept", "text/html")
                            .POST(BodyPublishers.ofString(form)));
        }

        // --- who is to be told what, and who is ---

        /** The letters and calls that are to come at this moment. */
        List<String> due() {
            var due = new ArrayList<String>();
            var going = new HashSet<Reader>();
            var soon = new ArrayList<Telling>();
            if (gatheredUntil != null && !gatheredUntil.isAfter(now())) {
                due.addAll(tell(looked, almanac.position(), going));
                looked = almanac.position();
                gatheredUntil = null;
            }
            if (LocalTime.ofInstant(now(), Provider.ZONE).equals(HOUR)) {
                going.addAll(readers);
                soon.addAll(soon());
                due.addAll(remindPrograms(soon));
            }
            going.forEach(reader -> due.addAll(letter(reader, together(reader, soon))));
            return due;
        }

        /**
         * Calls whoever is told at once.
         *
         * @param going to whom a letter goes at once is added to them
         */
        private List<String> tell(long after, long through, Set<Reader> going) {
            var all = almanac.tellings(after, through);
            var topics =
                    all.stream().flatMap(telling -> telling.topics().stream()).collect(Collectors.toSet());
            var urgent = isUrgent(all, almanac.recordedAt(through));
            var due = new ArrayList<String>();
            for (var reader : readers) {
                var from = Math.max(after, reader.toldFrom());
                if (!reader.isTold() || from >= through || !reader.wish().asksFor(topics)) {
                    continue;
                }
                reader.waitsFor(from, through);
                if (!reader.wish().daily() || urgent) {
                    going.add(reader);
                }
            }
            for (var program : programs.values()) {
                var from = Math.max(after, program.toldFrom());
                if (from < through && program.asksFor(topics)) {
                    due.addAll(call(program, asked(almanac.tellings(from, through), program.topics())));
                }
            }
            return due;
        }

        /** Whether something of it begins before who is told once a day would have been told. */
        private boolean isUrgent(List<Telling> tellings, Instant last) {
            return tellings.stream()
                    .flatMap(telling -> telling.moments().stream())
                    .anyMatch(moment -> moment.isAfter(last) && !moment.isAfter(nextHour()));
        }

        private static List<Telling> asked(List<Telling> tellings, Set<String> topics) {
            return tellings.stream()
                    .filter(telling -> telling.topics().stream().anyMatch(topics::contains))
                    .toList();
        }

        /** All that goes with one letter: what waits, as far as it is asked for still, and what takes effect soon. */
        private List<Telling> together(Reader reader, List<Telling> soon) {
            var together = new ArrayList<Telling>();
            for (var each : reader.goes()) {
                var then = asked(
                        almanac.tellings(each.after(), each.through()),
                        each.wish().topics());
                together.addAll(asked(then, reader.wish().topics()));
            }
            if (reader.isTold() && reader.wish().reminders()) {
                var told = List.copyOf(together);
                asked(soon, reader.wish().topics()).stream()
                        // It is no more than that they are told of it.
                        .filter(reminder -> told.stream().noneMatch(telling -> telling.isOf(reminder)))
                        .forEach(together::add);
            }
            return together;
        }

        /** All that takes effect in a week, as far as it was told before and is still so. */
        private List<Telling> soon() {
            var day = LocalDate.ofInstant(now(), Provider.ZONE).plusDays(REMINDED_DAYS);
            return almanac.reminders(
                    looked,
                    day.atStartOfDay(Provider.ZONE).toInstant(),
                    day.plusDays(1).atStartOfDay(Provider.ZONE).toInstant());
        }

        private List<String> remindPrograms(List<Telling> soon) {
            return programs.values().stream()
                    .filter(Program::reminders)
                    .flatMap(program -> call(program, asked(soon, program.topics())).stream())
                    .toList();
        }

        private Collection<String> letter(Reader reader, List<Telling> tellings) {
            nothingIsLate(tellings);
            var hand = Objects.requireNonNull(HANDS.get(reader.readsIn()));
            return tellings.isEmpty()
                    ? List.of()
                    : List.of(ASimulatedYearTest.letter(
                            trustCenter,
                            reader.address,
                            hand.language(),
                            hand.subject(tellings),
                            tellings.stream().map(hand::write).toList()));
        }

        /** What lay ahead when it was recorded lies ahead still. */
        private void nothingIsLate(List<Telling> tellings) {
            assertThat(tellings)
                    .as("at %s, after%n%s", now(), last())
                    .noneMatch(telling -> telling.moments().stream()
                            .anyMatch(moment -> moment.isAfter(telling.recordedAt()) && !moment.isAfter(now())));
        }

        private Collection<String> call(Program program, List<Telling> tellings) {
            nothingIsLate(tellings);
            tellings.stream()
                    .filter(Telling.OfItem.class::isInstance)
                    .forEach(item -> happened.add(((Telling.OfItem) item).happened()));
            return tellings.isEmpty()
                    ? List.of()
                    : List.of(ASimulatedYearTest.call(
                            trustCenter, program.path(), tellings.stream().map(Program::line)));
        }

        /** The office looks by itself too, and may be in the middle of it. */
        void awaitThatAllIsSent() {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(3))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Objects.requireNonNull(office.jdbc()
                                    .queryForObject(
                                            """
                            select (select count(*) from letter where trust_center = ? and next_try <= ?)
                              + (select count(*) from delivery where trust_center = ? and letter is null
                                 and call is null and not_sent_at is null and due_at <= ?)
                              + (select count(*) from webhook where trust_center = ?
                                 and (held_until is not null or due_at <= ? and ended_at is null))""",
                                            Integer.class,
                                            trustCenter.value(),
                                            utc(now()),
                                            trustCenter.value(),
                                            utc(now()),
                                            trustCenter.value(),
                                            utc(now())))
                            == 0);
        }

        String line(LetterRead letter) {
            letters++;
            assertThat(ids.add(letter.id())).as(letter.id()).isTrue();
            for (var change : letter.changes()) {
                var lines = change.lines().toList();
                var told = "%s %s %s".formatted(letter.secret(), lines.subList(0, 3), lines.getLast());
                assertThat(everTold.add(told))
                        .as("at %s, %s is told twice of%n%s%nafter%n%s", now(), letter.to(), change, last())
                        .isTrue();
            }
            return ASimulatedYearTest.letter(
                    trustCenter, letter.to(), letter.language(), letter.subject(), letter.changes());
        }

        String line(Receiver.Got call, JsonNode event) {
            calls++;
            var id = event.path("id").asString();
            assertThat(ids.add(id)).as(id).isTrue();
            assertThat(call.header("webhook-id")).isEqualTo(id);
            assertThat(event.path("time").asString()).isEqualTo(now().toString());
            assertThat(event.path("data").path("leftOut").asInt()).isZero();
            var changes = new ArrayList<String>();
            event.path("data").path("changes").forEach(change -> changes.add(Program.line(change)));
            changes.forEach(change -> assertThat(everTold.add(call.target() + change))
                    .as("%s is told twice of %s", call.target(), change)
                    .isTrue());
            return ASimulatedYearTest.call(trustCenter, call.target(), changes.stream());
        }

        private void note(String what) {
            journal.add("%s %s %s".formatted(now(), trustCenter, what));
        }

        String last() {
            return String.join("\n", journal.subList(Math.max(0, journal.size() - 14), journal.size()));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
