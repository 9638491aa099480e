package org.trustledger.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Somebody who applies documents, and sends again what was not answered until it is, or gives up. */
final class Writer {
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LAST_TRIES = Duration.ofMinutes(5);

    private final Desk desk;
    private final Tally tally;
    private final Pause load;
    private final RandomGenerator random;
    private final double givesUp;

    /**
     * @param load when it ends, what is open is still sent until it is answered
     * @param givesUp how likely it is, 0 to 1, that an open request is not sent again
     */
    Writer(Desk desk, Tally tally, Pause load, RandomGenerator random, double givesUp) {
        this.desk = desk;
        this.tally = tally;
        this.load = load;
        this.random = random;
        this.givesUp = givesUp;
    }

    /** Fills an empty trust center; whether it is known to be filled. */
    boolean fill(Book book) {
        return apply(book, book.load());
    }

    /** Changes a few answers of a trust center that is known to be filled. */
    boolean change(Book book) {
        var numbers = new HashSet<Integer>();
        var count = 1 + random.nextInt(Math.min(3, book.answers()));
        while (numbers.size() < count) {
            numbers.add(random.nextInt(book.answers()));
        }
        return apply(book, book.change(Set.copyOf(numbers), tally.next()));
    }

    private boolean apply(Book book, Change change) {
        var document = book.document(change);
        var key = new UUID(random.nextLong(), random.nextLong()).toString();
        var lastTries = new Pause();
        var denied = false;
        var wasOpen = false;
        long endedAt = 0;
        while (true) {
            switch (desk.apply(book.trustCenter(), document, book.contentPosition(), key)) {
                case Outcome.Done(var body) -> {
                    acknowledge(book, change, body, wasOpen, denied);
                    return true;
                }
                case Outcome.Refused(int status, var sentence) -> {
                    tally.count("refused");
                    tally.find("%s: a change was refused: %s".formatted(book.trustCenter(), sentence));
                    book.refuse(change);
                    return false;
                }
                case Outcome.Open open -> {
                    wasOpen = true;
                    denied = open.denies();
                    tally.count("answers lost");
                    book.leaveOpen(change, denied);
                    if (random.nextDouble() < givesUp) {
                        tally.count("given up");
                        return false;
                    }
                }
            }
            if (load.isOver()) {
                endedAt = endedAt == 0 ? System.nanoTime() : endedAt;
                if (System.nanoTime() - endedAt > LAST_TRIES.toNanos()) {
                    tally.find("%s: a change was never answered".formatted(book.trustCenter()));
                    return false;
                }
                lastTries.of(RETRY);
            } else {
                load.of(RETRY);
            }
        }
    }

    private void acknowledge(Book book, Change change, JsonNode body, boolean wasOpen, boolean denied) {
        var facts = body.path("facts").asInt(-1);
        // None if an attempt before, whose answer was lost, has recorded it.
        if (facts != change.facts() && !(facts == 0 && wasOpen)) {
            tally.find("%s: %d facts were acknowledged for a change of %d"
                    .formatted(book.trustCenter(), facts, change.facts()));
        }
        if (facts == 0 && denied) {
            tally.find("%s: an answer said that nothing was recorded, and it was".formatted(book.trustCenter()));
        }
        book.acknowledge(new Commit(
                body.path("contentPosition").asLong(),
                Instant.parse(body.path("recordedAt").asString()),
                change));
        tally.count("acknowledged");
        if (wasOpen) {
            tally.count("acknowledged after a lost answer");
        }
    }
}
