package org.trustledger.standalone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that has been started and must be stopped, whenever stopping begins. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /** In the order of stopping: nobody loses what it still needs. */
    enum Layer {
        SERVICES,
        MAIL,
        IDENTITY,
        KAFKA,
        POSTGRES
    }

    /** Thrown into whoever is still starting something while everything is being stopped. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Map<Layer, List<AutoCloseable>> parts = new EnumMap<>(Layer.class);
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Enters a part; one that comes too late is stopped at once. */
    <T extends AutoCloseable> T add(Layer layer, T part) {
        synchronized (this) {
            if (!isStopping()) {
                parts.computeIfAbsent(layer, absent -> new ArrayList<>()).add(part);
                return part;
            }
        }
        close(part);
        throw new Stopped();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Lets a moment pass between two looks at something. */
    void pause(long millis) {
        try {
            if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** From now on nothing is added. */
    void beginToStop() {
        stopping.countDown();
    }

    /** Stops everything, layer after layer. */
    void stop() {
        beginToStop();
        for (var layer : Layer.values()) {
            List<AutoCloseable> some;
            synchronized (this) {
                some = List.copyOf(parts.getOrDefault(layer, List.of()));
            }
            CompletableFuture.allOf(some.stream()
                            .map(part -> CompletableFuture.runAsync(() -> close(part), Thread::startVirtualThread))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.error("{} did not stop in good order", part, e);
        }
    }
}
