package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.testing.MovableClock;

/** Letters are put some thousands at a time, and yet all that is due to somebody goes with one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTest {
    private static final int RECIPIENTS = 4_000;
    private static final int NOTICES = 3;

    private final MovableClock clock = new MovableClock("2026-11-23T11:00:00Z");
    private final RunningOffice office = RunningOffice.at(clock);
    private final Deliveries deliveries = office.bean(Deliveries.class);

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void whateverIsDueToSomebodyGoesWithOneLetterHoweverManyAreDue() {
        var now = clock.instant();
        office.jdbc().update("""
                insert into notice (id, trust_center, kind, after_position, through, subject, topics, made_at)
                select lpad(number::text, 32, '0'), 'nordhamn', 'changes', number, number + 1, 'Told', '{answers}', ?::timestamptz
                from generate_series(1, ?) as number""", now.toString(), NOTICES);
        office.jdbc().update("""
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at)
                select n.id, md5(person::text), 'nordhamn', 'subscribers', '{answers}', 0, ?::timestamptz
                from notice n cross join generate_series(1, ?) as person""", now.toString(), RECIPIENTS);

        var blocks = 0;
        var put = 1;
        while (put > 0) {
            put = Objects.requireNonNull(
                    office.bean(TransactionOperations.class).execute(_ -> deliveries.putLetters(now)));
            blocks++;
        }

        assertThat(blocks).isGreaterThan(2);
        assertThat(count("select count(*) from letter")).isEqualTo(RECIPIENTS);
        assertThat(count("select count(*) from (select distinct recipient, letter from delivery) as each"))
                .isEqualTo(RECIPIENTS);
        assertThat(count("select count(*) from delivery d where not exists (select from letter where id = d.letter)"))
                .isZero();
    }

    private int count(String query) {
        var count = office.jdbc().queryForObject(query, Integer.class);
        return count == null ? 0 : count;
    }
}
