package org.trustledger.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** People at work, whatever happens to the house: small trust centers that change, large documents, packs asked for. */
final class Load {
    private static final int SMALL = 20;
    private static final int KEPT = 6;
    private static final double GIVES_UP = 0.1;
    private static final Duration BREATH = Duration.ofMillis(150);
    private static final Duration REST = Duration.ofSeconds(15);

    private final Desk desk;
    private final Tally tally;
    private final Clock clock;
    private final String run;
    private final int largest;
    private final Pause pause = new Pause();
    private final List<Book> small = new CopyOnWriteArrayList<>();
    private final List<Thread> people = new ArrayList<>();

    /**
     * @param run what the trust centers of this run are called by, letters and digits
     * @param largest how many answers a document has at most
     */
    Load(Desk desk, Tally tally, Clock clock, String run, int largest) {
        this.desk = desk;
        this.tally = tally;
        this.clock = clock;
        this.run = run;
        this.largest = largest;
    }

    void begin(RandomGenerator.SplittableGenerator random) {
        for (int writer = 0; writer < 2; writer++) {
            var own = random.split();
            people.add(Thread.ofPlatform().name("writer").start(() -> keepSmallOnes(own)));
        }
        var importing = random.split();
        people.add(Thread.ofPlatform().name("importer").start(() -> importLargeOnes(importing)));
        var asking = random.split();
        people.add(Thread.ofPlatform().name("reader").start(() -> askForPacks(asking)));
    }

    /** No more is begun; what is open is sent until it is answered. */
    void end() {
        pause.end();
        people.forEach(Load::awaitEnd);
    }

    private static void awaitEnd(Thread person) {
        try {
            person.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Book open(int answers) {
        var book = new Book("tc-%s-%d".formatted(run, tally.next()), answers);
        tally.open(book);
        return book;
    }

    private void keepSmallOnes(RandomGenerator random) {
        var writer = new Writer(desk, tally, pause, random, GIVES_UP);
        var own = new ArrayList<Book>();
        while (pause.of(BREATH)) {
            if (own.size() < KEPT || random.nextInt(30) == 0) {
                var book = open(1 + random.nextInt(SMALL));
                if (writer.fill(book)) {
                    own.add(book);
                    small.add(book);
                }
            } else {
                var book = own.get(random.nextInt(own.size()));
                if (!writer.change(book)) {
                    own.remove(book);
                }
            }
        }
    }

    private void importLargeOnes(RandomGenerator random) {
        var writer = new Writer(desk, tally, pause, random, GIVES_UP);
        var answers = largest;
        while (pause.of(REST)) {
            writer.fill(open(answers));
            // As many decades of small documents as of large ones, and now and then the largest.
            answers = random.nextInt(4) == 0
                    ? largest
                    : (int) Math.exp(random.nextDouble(Math.log(100), Math.log(largest)));
        }
    }

    private void askForPacks(RandomGenerator random) {
        while (pause.of(Duration.ofMillis(random.nextLong(500, 3_000)))) {
            if (small.isEmpty()) {
                continue;
            }
            var book = small.get(random.nextInt(small.size()));
            var since = book.commits().getFirst().recordedAt();
            var validAt = since.plus(Duration.between(since, clock.instant()).dividedBy(1 + random.nextInt(5)))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .plusSeconds(1);
            switch (desk.requestPack(book.trustCenter(), validAt.toString(), random.nextInt(3) == 0)) {
                case Outcome.Done(var body) -> {
                    book.promisePack(body.path("pack").asString());
                    tally.count("packs asked for");
                }
                case Outcome.Refused refused -> tally.count("pack requests refused");
                case Outcome.Open open -> tally.count("pack requests lost");
            }
        }
    }
}
