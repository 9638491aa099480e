package org.trustledger.testing.planted;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

class BorrowsAThread {
    long shares() {
        return List.of(1, 2).parallelStream().count();
    }

    long turns() {
        return IntStream.range(0, 2).parallel().count();
    }

    CompletableFuture<Integer> sends() {
        return CompletableFuture.supplyAsync(() -> 1);
    }

    ForkJoinPool pool() {
        return ForkJoinPool.commonPool();
    }

    CompletableFuture<Integer> asItShould() {
        return CompletableFuture.supplyAsync(() -> 1, Thread::startVirtualThread);
    }
}
