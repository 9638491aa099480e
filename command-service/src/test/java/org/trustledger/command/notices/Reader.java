package org.trustledger.command.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Somebody of whom a test knows all that they ask for, and what waits for them until the hour of the day. */
final class Reader {
    final String address;
    final String secret;
    final Instant askedAt;
    private final List<Waiting> waiting = new ArrayList<>();
    private Wish wish;
    private boolean told;
    private boolean left;
    private long toldFrom;
    // Raised whenever they ask for something else than what waits was found out by.
    private int turn;

    record Wish(Set<String> topics, String language, boolean daily, boolean reminders) {
        String form() {
            return topics(topics)
                    + "&language=%s&cadence=%s%s"
                            .formatted(language, daily ? "daily" : "immediate", reminders ? "&reminders=yes" : "");
        }

        static String topics(Set<String> topics) {
            return String.join("&", topics.stream().map("topic="::concat).toList());
        }

        boolean asksFor(Set<String> topics) {
            return topics.stream().anyMatch(this.topics::contains);
        }
    }

    /**
     * Positions of the ledger of which somebody will be told once a day.
     *
     * @param wish what they asked for when that was found out
     */
    record Waiting(long after, long through, Wish wish, int turn) {
        Waiting and(Waiting next) {
            return new Waiting(after, next.through, wish, turn);
        }
    }

    Reader(String address, String secret, Wish wish, Instant askedAt) {
        this.address = address;
        this.secret = secret;
        this.wish = wish;
        this.askedAt = askedAt;
    }

    Wish wish() {
        return wish;
    }

    /** The language of their letters: where there are no texts in theirs, English. */
    String readsIn() {
        return wish.language().equals("sv") ? "sv" : "en";
    }

    void confirms(long position) {
        told = true;
        toldFrom = position;
    }

    void wishes(Wish other) {
        wish = other;
        turn++;
    }

    void leaves() {
        told = false;
        left = true;
        waiting.clear();
    }

    boolean hasLeft() {
        return left;
    }

    boolean isTold() {
        return told;
    }

    long toldFrom() {
        return toldFrom;
    }

    void waitsFor(long after, long through) {
        waiting.add(new Waiting(after, through, wish, turn));
    }

    /** All that waits, together as far as they asked for nothing else in between; then nothing does. */
    List<Waiting> goes() {
        var together = new ArrayList<Waiting>();
        for (var each : waiting) {
            var goesOn = !together.isEmpty() && together.getLast().turn() == each.turn();
            together.add(goesOn ? together.removeLast().and(each) : each);
        }
        waiting.clear();
        return together;
    }

    @Override
    public String toString() {
        return address;
    }
}
