package org.trustledger.command.workbench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** What a question reads is counted in blocks of the database, which no busy machine can change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeLedgerTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");
    private static final int FACTS = 200_000;
    private static final int ENOUGH = 1_500;
    private static final Pattern BLOCKS = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?|shared read=(\\d+)");

    private final LedgerOnPostgres postgres = new LedgerOnPostgres(new MovableClock("2026-11-22T12:00:00Z"));
    private final List<String> plan = new ArrayList<>();
    private final FactLines lines = new FactLines(new Explaining(), TransactionOperations.withoutTransaction());

    /** Answers with the plan in place of the rows. */
    private final class Explaining extends JdbcTemplate {
        Explaining() {
            super(postgres.dataSource());
        }

        @Override
        public <T> List<T> queryForList(String query, Class<T> type, @Nullable Object @Nullable ... arguments) {
            plan.addAll(super.queryForList("explain (analyze, buffers) " + query, String.class, arguments));
            return List.of();
        }
    }

    @BeforeAll
    void fill() {
        postgres.asOwner().update("""
                insert into fact_line
                select 'nordhamn', n, case when n % 10 = 0 then 'packs' when n % 1000 = 1 then 'pillars' else 'answers' end,
                  case when n % 10 = 0 then 'packs/' || n else 'answers/answer-' || n % 5000 end,
                  case when n % 10 = 0 then 'issued' when n = 77 then 'removed' when n > 5000 then 'revised'
                    else 'published' end,
                  case when n = 99 then 'actor-rare' when n % 10 = 0 then 'office' else 'actor-1' end
                from generate_series(1, ?) as n""", FACTS);
        postgres.asOwner().execute("analyze fact_line");
    }

    @AfterAll
    void close() {
        postgres.close();
    }

    static Stream<Wanted> questions() {
        return Stream.of(
                wanted(FactKind.ANSWERS, null, null, null),
                wanted(FactKind.TAGS, null, null, null),
                wanted(null, null, Happened.REMOVED, null),
                // Each of them common, and never together.
                wanted(FactKind.PACKS, null, Happened.REVISED, null),
                wanted(FactKind.ANSWERS, null, null, "office"),
                wanted(null, null, null, "actor-rare"),
                wanted(null, null, null, "actor-nobody"),
                wanted(null, "answers/answer-7", null, null),
                wanted(null, "answers/answer-7", Happened.REMOVED, "actor-rare"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void readsLittleHoweverManyFactsThereAre(Wanted wanted) {
        plan.clear();
        lines.positions(NORDHAMN, wanted, 1, FACTS, false, 51);
        assertThat(blocks()).as(String.join("\n", plan)).isBetween(1, ENOUGH);
    }

    @Test
    void tellsWhereItWouldReadMuch() {
        plan.clear();
        new Explaining().queryForList("select position from fact_line order by actor, item", Long.class, new Object[0]);
        assertThat(blocks()).isGreaterThan(ENOUGH);
    }

    private int blocks() {
        var blocks = BLOCKS.matcher(plan.stream()
                .filter(line -> line.contains("Buffers:"))
                .findFirst()
                .orElseThrow());
        var sum = 0;
        while (blocks.find()) {
            for (var group = 1; group <= 3; group++) {
                sum += blocks.group(group) == null ? 0 : Integer.parseInt(blocks.group(group));
            }
        }
        return sum;
    }

    private static Wanted wanted(
            @Nullable FactKind kind, @Nullable String item, @Nullable Happened happened, @Nullable String actor) {
        return new Wanted(kind, item, happened, actor, null, null, null);
    }
}
