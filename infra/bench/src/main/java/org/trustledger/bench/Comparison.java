package org.trustledger.bench;

/**
 * A line of the table: ours against the baseline of the same run.
 *
 * @param unit of both, such as {@code commits/s}
 * @param rounds how it was measured: rounds, warm-up, sizes
 */
record Comparison(String work, String baseline, String unit, Series ours, Series theirs, Target target, String rounds) {

    Series ratio() {
        return ours.over(theirs);
    }

    boolean isReached() {
        return target.isReachedBy(ratio().median());
    }
}
