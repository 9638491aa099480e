package org.trustledger.pdf.packs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trustledger.events.AgreementRevision;
import org.trustledger.pdf.views.Differing;
import org.trustledger.pdf.views.View;

/**
 * How large a pack the press has memory for. A press that tried a larger one would die of it, begin again with the same
 * request and die again, and nobody would get a pack any more.
 *
 * <p>Measured with 320 MB of heap: 2,500 answers in 0.9 MB (365 pages) and 1,500 in 1.9 MB (634 pages) were made; 5,000
 * were not.
 *
 * @param heap that the press has, in bytes
 */
record Room(long heap) {
    private static final long HEAP_PER_WEIGHT = 64;
    private static final long WEIGHT_OF_AN_ITEM = 1_500;
    private static final long MEGABYTE = 1L << 20;

    static Room ofThisProcess() {
        return new Room(Runtime.getRuntime().maxMemory());
    }

    /** The largest view worth reading, in bytes. */
    int largestView() {
        return (int) Math.min(Integer.MAX_VALUE - 1, heap / HEAP_PER_WEIGHT);
    }

    /**
     * @param differing items that are compared besides
     * @param bytes of all of it as it was sent
     * @throws Unmakeable if it is too large to be set
     */
    void mustHold(View view, List<Differing> differing, int bytes) {
        var clauses = Stream.concat(
                        view.agreements().stream(),
                        differing.stream()
                                .flatMap(one ->
                                        Stream.of(Optional.ofNullable(one.before()), Optional.ofNullable(one.after())))
                                .flatMap(Optional::stream))
                .mapToLong(stated -> stated.content() instanceof AgreementRevision revision
                        ? revision.clauses().size()
                        : 0)
                .sum();
        var items = view.answers().size()
                + view.subprocessors().size()
                + view.dataCenters().size()
                + view.pillars().size()
                + clauses
                + 2L * differing.size();
        var needed = (bytes + items * WEIGHT_OF_AN_ITEM) * HEAP_PER_WEIGHT;
        if (needed > heap) {
            throw new Unmakeable(
                    "The pack would hold %d items in %d kB of text, which takes about %d MB of heap, and this press has %d: give it more (-Xmx) and request the pack again"
                            .formatted(items, bytes / 1000, needed / MEGABYTE, heap / MEGABYTE));
        }
    }
}
