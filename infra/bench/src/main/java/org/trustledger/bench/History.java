package org.trustledger.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Statement;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;

/**
 * The past of one trust center of 160 answers: loaded once, then revised for two years, so that the same two years hold
 * as many facts as one likes. Commits of one fact and of five alternate; some corrections reach back, some statements
 * are announced.
 */
final class History {
    static final TrustCenterId TRUST_CENTER = new TrustCenterId("hafen");
    static final Instant BEGINNING = Instant.parse("2024-01-08T08:00:00Z");
    static final Duration LENGTH = Duration.ofDays(730);

    private static final int PARTITIONS = 6;
    private static final int ANSWERS = 160;
    private static final int CATEGORIES = 15;
    private static final List<String> TAGS = List.of("gdpr", "nis2", "dora", "sovereignty");
    private static final LocalizedText REASON =
            both("The yearly review changed the wording", "Den årliga översynen ändrade orden");
    private static final String SENTENCE =
            "What is stored is encrypted at rest, and each copy with a key of its own that we rotate every year. ";
    private static final String MENING =
            "Det som lagras är krypterat i vila, och varje kopia med en egen nyckel som vi byter varje år. ";

    private final FactCodec codec = new FactCodec();
    private final Map<Integer, Integer> revisions = new HashMap<>();
    private long position;

    /** Takes the facts in order, as the bytes that are sent. */
    interface Taker {
        void take(byte[] bytes);
    }

    /** Tells at least as many facts as asked for, and no commit only half. */
    static long tell(int facts, Taker taker) {
        return new History().all(facts, taker);
    }

    /** Tells it to a topic, and what else is to come after it. */
    static long tell(int facts, String bootstrapServers, String topic) throws InterruptedException {
        provide(bootstrapServers, topic);
        var failure = new AtomicReference<Exception>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        // A partition that was just made can refuse one batch and take the next.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.LINGER_MS_CONFIG,
                        50,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1_000_000,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        32_000_000L),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var told = tell(
                    facts,
                    bytes -> producer.send(new ProducerRecord<>(topic, TRUST_CENTER.value(), bytes), (done, failed) -> {
                        if (failed != null) {
                            failure.set(failed);
                        }
                    }));
            producer.flush();
            if (failure.get() != null) {
                throw new IllegalStateException("Kafka did not take all of it", failure.get());
            }
            return told;
        }
    }

    private static void provide(String bootstrapServers, String topic) throws InterruptedException {
        try (var admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var fresh = new NewTopic(topic, PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"));
            admin.createTopics(List.of(fresh)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private long all(int facts, Taker taker) {
        var first = first(BEGINNING);
        // The loading counts, so that ten thousand facts are ten thousand.
        var revised = Math.max(0, facts - first.size());
        commit(BEGINNING, first, taker);
        var commits = Math.max(1, revised / 3);
        var step = LENGTH.dividedBy(commits + 1L);
        for (var number = 0; position < facts; number++) {
            var recordedAt = BEGINNING.plus(step.multipliedBy(number + 1L)).truncatedTo(ChronoUnit.MICROS);
            var some = new ArrayList<Fact>();
            for (var i = 0; i < (number % 2 == 0 ? 1 : 5); i++) {
                some.add(revision(number * 5 + i, recordedAt));
            }
            commit(recordedAt, some, taker);
        }
        return position;
    }

    private Fact revision(int number, Instant recordedAt) {
        var item = Math.floorMod(number * 37, ANSWERS);
        var from = switch (number % 50) {
            case 7 -> recordedAt.minus(Duration.ofDays(20));
            case 13 -> recordedAt.plus(Duration.ofDays(20));
            default -> recordedAt;
        };
        return answer(item, from);
    }

    private void commit(Instant recordedAt, List<Fact> facts, Taker taker) {
        var end = position + facts.size();
        for (var fact : facts) {
            position++;
            taker.take(codec.write(new PublicFact(
                    TRUST_CENTER, position, end, recordedAt, "actor-0123456789abcdef", null, "correlation", fact)));
        }
    }

    private List<Fact> first(Instant recordedAt) {
        var facts = new ArrayList<Fact>();
        facts.add(new ProfilePublished(
                statement(Profile.ITEM, 1, recordedAt),
                new Profile(
                        "Hafen",
                        "Hafen Drift AB",
                        new ContactFunction(both("Trust office", "Förtroendekontoret"), "trust@hafen.example"),
                        List.of("en", "sv"),
                        ZoneId.of("Europe/Stockholm"),
                        Period.ofDays(30),
                        null)));
        for (var i = 0; i < 5; i++) {
            facts.add(new PillarPublished(
                    statement("pillar-" + i, 1, recordedAt),
                    new Pillar(i, both("Reason " + i, "Skäl " + i), both(SENTENCE.strip(), MENING.strip()))));
        }
        for (var i = 0; i < CATEGORIES; i++) {
            facts.add(new CategoryPublished(
                    statement("category-" + i, 1, recordedAt),
                    new Category(i, both("Category " + i, "Kategori " + i))));
        }
        for (var i = 0; i < TAGS.size(); i++) {
            facts.add(new TagPublished(
                    statement(TAGS.get(i), 1, recordedAt),
                    new Tag(i, both(TAGS.get(i), TAGS.get(i)), TagKind.FRAMEWORK, null)));
        }
        for (var i = 0; i < ANSWERS; i++) {
            facts.add(answer(i, recordedAt));
        }
        return facts;
    }

    private AnswerPublished answer(int item, Instant from) {
        var revision = revisions.merge(item, 1, Integer::sum);
        return new AnswerPublished(
                statement("answer-" + item, revision, from),
                new Answer(
                        item,
                        "category-" + item % CATEGORIES,
                        List.of(TAGS.get(item % 4), TAGS.get((item + 1) % 4)),
                        both(
                                "How do you protect matter %d?".formatted(item),
                                "Hur skyddar ni ärende %d?".formatted(item)),
                        both(
                                SENTENCE.repeat(3) + "Revision " + revision + ".",
                                MENING.repeat(3) + "Revision " + revision + ".")));
    }

    private static Statement statement(String item, int revision, Instant from) {
        return new Statement(item, revision, from, null, REASON, null);
    }

    private static LocalizedText both(String english, String swedish) {
        return new LocalizedText(new TreeMap<>(Map.of("en", english, "sv", swedish)));
    }
}
