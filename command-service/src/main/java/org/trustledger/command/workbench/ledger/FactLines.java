package org.trustledger.command.workbench.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.ledger.Truth;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/**
 * By what each fact is found. The lines are made from the ledger after the fact, so that recording pays nothing for
 * them; whoever reads them lets them catch up first.
 */
@Component
class FactLines {
    private static final int AT_ONCE = 1_000;
    private static final int BATCH = 100;

    // Kind and what happened are few: each pair is one short walk along an index, and together they stand for any of
    // them. So no question reads more than its page for each pair, however rare what it asks for.
    private static final String WALKS = """
            select l.position from unnest(?::text[], ?::text[]) as pair (kind, happened) cross join lateral (
              select position from fact_line
              where trust_center = ? and fact_line.kind = pair.kind and fact_line.happened = pair.happened
                and position between ? and ? %1$s
              order by position %2$s limit ?) as l
            order by l.position %2$s limit ?""";

    private static final String ITEM_WALK = """
            select position from fact_line
            where trust_center = ? and item = ? and position between ? and ?
              and kind = any (?::text[]) and happened = any (?::text[]) and (?::text is null or actor = ?)
            order by position %s limit ?""";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final FactCodec codec = new FactCodec();

    FactLines(JdbcTemplate jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private record Line(long position, String kind, String item, String happened, String actor) {
        static Line of(PublicFact fact) {
            return new Line(
                    fact.position(),
                    FactKind.of(fact).key(),
                    fact.item(),
                    Happened.of(fact.fact()).key(),
                    fact.actor());
        }
    }

    /** Trust centers with facts that have no line yet, each with the position of its last fact. */
    Map<TrustCenterId, Long> behind() {
        var behind = new LinkedHashMap<TrustCenterId, Long>();
        jdbc.query("""
                select trust_center, l.position from ledger l left join fact_line_reach r using (trust_center)
                where l.position > coalesce(r.position, 0) order by 1""", row -> {
            behind.put(new TrustCenterId(row.getString(1)), row.getLong(2));
        });
        return behind;
    }

    /** Up to which position there are lines. */
    long reached(TrustCenterId trustCenter) {
        return jdbc
                .queryForList(
                        "select position from fact_line_reach where trust_center = ?", Long.class, trustCenter.value())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /**
     * Makes lines of the next facts, some hundreds at most.
     *
     * @return up to which position there are lines now
     */
    long catchUp(TrustCenterId trustCenter) {
        var reached = transactions.execute(_ -> {
            // A crash may lose them: they are made again.
            jdbc.execute("set local synchronous_commit = off");
            jdbc.update("insert into fact_line_reach values (?, 0) on conflict do nothing", trustCenter.value());
            var before = jdbc.queryForList(
                            "select position from fact_line_reach where trust_center = ? for update",
                            Long.class,
                            trustCenter.value())
                    .getFirst();
            var lines = next(trustCenter, before);
            if (lines.isEmpty()) {
                return before;
            }
            write(trustCenter, lines);
            var last = lines.getLast().position();
            jdbc.update("update fact_line_reach set position = ? where trust_center = ?", last, trustCenter.value());
            return last;
        });
        return reached == null ? 0 : reached;
    }

    private List<Line> next(TrustCenterId trustCenter, long after) {
        var lines = new ArrayList<Line>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            %s %s
                            where f.trust_center = ? and f.position > ? order by f.position limit ?""".formatted(Truth.SELECT, Truth.FROM));
                    statement.setFetchSize(BATCH);
                    statement.setString(1, trustCenter.value());
                    statement.setLong(2, after);
                    statement.setInt(3, AT_ONCE);
                    return statement;
                },
                row -> {
                    lines.add(Line.of(Truth.in(row, codec)));
                });
        return lines;
    }

    private void write(TrustCenterId trustCenter, List<Line> lines) {
        jdbc.batchUpdate(
                "insert into fact_line (trust_center, position, kind, item, happened, actor) values (?, ?, ?, ?, ?, ?)",
                lines,
                lines.size(),
                (statement, line) -> {
                    statement.setString(1, trustCenter.value());
                    statement.setLong(2, line.position());
                    statement.setString(3, line.kind());
                    statement.setString(4, line.item());
                    statement.setString(5, line.happened());
                    statement.setString(6, line.actor());
                });
    }

    /**
     * The positions of the wanted facts between two positions, both included.
     *
     * @param upwards whether the lowest are wanted, in ascending order, rather than the highest in descending
     */
    List<Long> positions(TrustCenterId trustCenter, Wanted wanted, long low, long high, boolean upwards, int most) {
        var order = upwards ? "asc" : "desc";
        var kinds = kinds(wanted.kind());
        var deeds = deeds(wanted.happened());
        if (wanted.item() != null) {
            return jdbc.queryForList(
                    ITEM_WALK.formatted(order),
                    Long.class,
                    trustCenter.value(),
                    wanted.item(),
                    low,
                    high,
                    kinds.toArray(String[]::new),
                    deeds.toArray(String[]::new),
                    wanted.actor(),
                    wanted.actor(),
                    most);
        }
        var arguments = new ArrayList<Object>();
        arguments.add(
                kinds.stream().flatMap(kind -> deeds.stream().map(_ -> kind)).toArray(String[]::new));
        arguments.add(kinds.stream().flatMap(_ -> deeds.stream()).toArray(String[]::new));
        arguments.add(trustCenter.value());
        arguments.add(low);
        arguments.add(high);
        if (wanted.actor() != null) {
            arguments.add(wanted.actor());
        }
        arguments.add(most);
        arguments.add(most);
        return jdbc.queryForList(
                WALKS.formatted(wanted.actor() == null ? "" : "and actor = ?", order), Long.class, arguments.toArray());
    }

    private static List<String> kinds(@Nullable FactKind wanted) {
        return wanted == null
                ? Arrays.stream(FactKind.values()).map(FactKind::key).toList()
                : List.of(wanted.key());
    }

    private static List<String> deeds(@Nullable Happened wanted) {
        return wanted == null
                ? Arrays.stream(Happened.values()).map(Happened::key).toList()
                : List.of(wanted.key());
    }
}
