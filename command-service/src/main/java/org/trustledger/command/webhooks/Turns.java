package org.trustledger.command.webhooks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many calls are under way, to one host and to all. */
final class Turns {
    private final int mostOfHost;
    private final int most;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int all;

    Turns(int mostOfHost, int most) {
        this.mostOfHost = mostOfHost;
        this.most = most;
    }

    /**
     * Takes a turn, which is to be ended.
     *
     * @param patience how long to wait for it at most
     * @return whether there was one by then
     */
    boolean take(String host, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (all >= most || underWay.getOrDefault(host, 0) >= mostOfHost) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            all++;
            underWay.merge(host, 1, Integer::sum);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void end(String host) {
        lock.lock();
        try {
            all--;
            underWay.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
