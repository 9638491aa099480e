package org.trustledger.query.ledger;

import java.util.List;
import java.util.function.BiPredicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/**
 * Says which rows the facts make and which there are, so that a check can hold one against the other.
 *
 * <p>Rows are told in any order. Each belongs to a group, such as an item; a check that has not the memory for all
 * groups asks again for the next ones, and for those that differ once more to see where.
 */
public interface Audit {
    /** What is told here is compared. */
    interface Rows {
        /**
         * @param group such as {@code answers/backup}
         * @param where what a reader finds the row by, such as its position and its intervals
         * @param text the rest of the row in a form that is equal for equal rows
         */
        void add(TrustCenterId trustCenter, String group, String where, String text);
    }

    /** Which groups are asked for: all others cost nothing. */
    interface Scope extends BiPredicate<TrustCenterId, String> {}

    /** Takes whole commits of one trust center in the order of their positions, and tells the rows that are final. */
    void on(List<PublicFact> commits, Scope scope, Rows expected);

    /** No more facts: tells the rows that have waited. */
    void finish(Rows expected);

    /**
     * Tells the rows that there are.
     *
     * @param reading gives them a few at a time, so that no table has to fit into memory
     */
    void stored(JdbcTemplate reading, Scope scope, Rows stored);
}
