package org.trustledger.operating;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;

/**
 * Work on a list that all processors share, with threads of its own: those of the JVM's common pool may be held by
 * somebody who never lets go of them, and who waits for a part of a parallel stream then waits with them.
 */
public final class AllProcessors {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int SMALLEST_SHARE = 32;
    private static final int SHARES_EACH = 4;

    private AllProcessors() {}

    /**
     * What becomes of each element, in the order of the list.
     *
     * @param work no element's may need another's
     * @throws RuntimeException the first that an element's work ended with
     */
    public static <T, R> List<R> map(List<T> elements, Function<? super T, R> work) {
        var share = Math.ceilDiv(elements.size(), PROCESSORS * SHARES_EACH);
        if (share < SMALLEST_SHARE) {
            return elements.stream().map(work).toList();
        }
        return elements.stream()
                .gather(Gatherers.windowFixed(share))
                .gather(Gatherers.mapConcurrent(
                        PROCESSORS, some -> some.stream().map(work).toList()))
                .flatMap(List::stream)
                .toList();
    }
}
