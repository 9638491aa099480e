package org.trustledger.query.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;

/**
 * How far this process shows each trust center. Never ahead of the database, so a view read at a head is whole.
 *
 * <p>Filled from the database at the start, then by what the projections have committed.
 */
@Component
public class Heads {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private final Map<TrustCenterId, Head> heads = new TreeMap<>();

    /** The newest commit that is shown; empty for a trust center of which nothing is known. */
    public Optional<Head> of(TrustCenterId trustCenter) {
        lock.lock();
        try {
            return Optional.ofNullable(heads.get(trustCenter));
        } finally {
            lock.unlock();
        }
    }

    /** Every trust center, by id. */
    public List<Head> all() {
        lock.lock();
        try {
            return List.copyOf(heads.values());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the position is shown. Whether it was, within the patience given. */
    public boolean await(TrustCenterId trustCenter, long position, Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lock();
        try {
            while (!reached(trustCenter, position)) {
                if (left <= 0) {
                    return false;
                }
                left = raised.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void raise(Collection<Head> newest) {
        lock.lock();
        try {
            newest.forEach(head ->
                    heads.merge(head.trustCenter(), head, (old, now) -> now.position() > old.position() ? now : old));
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean reached(TrustCenterId trustCenter, long position) {
        var head = heads.get(trustCenter);
        return head != null && head.position() >= position;
    }
}
