package org.trustledger.bench;

/**
 * How much is done of everything.
 *
 * @param rounds counted rounds of the rows whose rounds are short
 * @param longRounds counted rounds of the rows whose rounds are long
 * @param rebuildRounds the same of rebuilding, whose rounds are the longest
 * @param commits of each writer in one round
 * @param answers in the imported document
 * @param facts in the topic that views are rebuilt from
 * @param loadSeconds of one round of requests
 * @param samples of one round of single requests
 * @param pages of the pack
 * @param subscribers who are told of a change
 */
record Scale(
        int warmUps,
        int rounds,
        int longRounds,
        int rebuildRounds,
        int commits,
        int answers,
        int facts,
        int loadSeconds,
        int samples,
        int pages,
        int subscribers) {
    static final Scale FULL = new Scale(3, 9, 3, 2, 400, 50_000, 1_000_000, 5, 200, 50, 100_000);
    static final Scale QUICK = new Scale(2, 5, 3, 2, 150, 10_000, 100_000, 2, 60, 50, 10_000);

    /** Says nothing about speed, only whether everything still works. */
    static final Scale SMOKE = new Scale(1, 1, 1, 1, 10, 10, 100, 1, 10, 10, 50);

    Scale withFacts(int wanted) {
        return new Scale(
                warmUps,
                rounds,
                longRounds,
                rebuildRounds,
                commits,
                answers,
                wanted,
                loadSeconds,
                samples,
                pages,
                subscribers);
    }
}
