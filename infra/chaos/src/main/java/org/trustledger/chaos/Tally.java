package org.trustledger.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted while a house is under load. */
final class Tally {
    private final List<Book> books = new CopyOnWriteArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final AtomicLong attempts = new AtomicLong();

    void open(Book book) {
        books.add(book);
    }

    List<Book> books() {
        return books;
    }

    /** Something is not as it must be; one is enough to fail. */
    void find(String finding) {
        synchronized (findings) {
            findings.add(finding);
        }
    }

    List<String> findings() {
        synchronized (findings) {
            return List.copyOf(findings);
        }
    }

    void count(String what) {
        synchronized (counts) {
            counts.merge(what, 1, Integer::sum);
        }
    }

    Map<String, Integer> counts() {
        synchronized (counts) {
            return new TreeMap<>(counts);
        }
    }

    /** A number that no other attempt has. */
    int next() {
        return (int) attempts.incrementAndGet();
    }
}
