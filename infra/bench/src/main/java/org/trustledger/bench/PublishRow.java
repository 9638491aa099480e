package org.trustledger.bench;

import java.util.List;

/** What the ledger costs beyond the rows it leaves. */
final class PublishRow implements Row {
    private static final int WRITERS = 8;

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var ours = surroundings.database("publish", "command-service").runtime();
        var raw = surroundings.database("publish_raw", "command-service").runtime();
        var office = surroundings.inside(
                "command-service",
                "256m",
                "org.trustledger.command.ledger.PublishWorker",
                ours.jdbcUrl(),
                ours.user(),
                ours.password(),
                raw.jdbcUrl(),
                raw.user(),
                raw.password());
        var commits = Integer.toString(surroundings.scale().commits());
        var measured =
                surroundings.rounds().measure(() -> office.ask("ours", commits), () -> office.ask("raw", commits));
        office.close();
        return List.of(new Comparison(
                "publish one answer, %d writers on %d trust centers, durable".formatted(WRITERS, WRITERS),
                "raw JDBC insert of the same rows in the same commits",
                "commits/s",
                measured.ours(),
                measured.theirs(),
                Target.atLeast(0.6),
                "%s, %d × %s commits each".formatted(surroundings.rounds(), WRITERS, commits)));
    }
}
