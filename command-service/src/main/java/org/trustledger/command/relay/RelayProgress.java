package org.trustledger.command.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;

/** How far one trust center's facts have been sent on, for those who work there: nothing of the others shows. */
@Component
public class RelayProgress {
    private final JdbcTemplate jdbc;
    private final RelayState state;
    private final RelaySettings settings;
    private final Topics topics;

    RelayProgress(JdbcTemplate jdbc, RelayState state, RelaySettings settings, Topics topics) {
        this.jdbc = jdbc;
        this.state = state;
        this.settings = settings;
        this.topics = topics;
    }

    /**
     * How far it is.
     *
     * @param topic to which facts are sent
     * @param recorded position of the last fact; 0 if there is none
     * @param acknowledged position of the last fact that has arrived
     * @param since when the oldest fact that has not arrived was recorded; null if all have
     * @param foreign the position that the topic has and the ledger does not, for which reason nothing is sent; null if
     *     there is none
     * @param trouble what the last attempt failed at; null if it did not
     * @param degradedAfter how long a fact may wait before that is called a fault
     */
    public record Progress(
            String topic,
            long recorded,
            long acknowledged,
            @Nullable Instant since,
            @Nullable Long foreign,
            @Nullable String trouble,
            Duration degradedAfter) {

        /** How many facts have not arrived. */
        public long behind() {
            return recorded - acknowledged;
        }
    }

    /** Asks the database. */
    public Progress of(TrustCenterId trustCenter) {
        return jdbc
                .query(
                        """
                        select l.position, coalesce(c.position, 0), waiting.recorded_at, f.position
                        from ledger l left join relay_checkpoint c using (trust_center)
                          left join relay_foreign f using (trust_center)
                          left join public_fact waiting on waiting.trust_center = l.trust_center
                            and waiting.position = coalesce(c.position, 0) + 1
                        where l.trust_center = ?""",
                        (row, _) -> {
                            var since = row.getObject(3, OffsetDateTime.class);
                            return progress(
                                    row.getLong(1),
                                    row.getLong(2),
                                    since == null ? null : since.toInstant(),
                                    row.getObject(4, Long.class));
                        },
                        trustCenter.value())
                .stream()
                .findFirst()
                .orElseGet(() -> progress(0, 0, null, null));
    }

    private Progress progress(long recorded, long acknowledged, @Nullable Instant since, @Nullable Long foreign) {
        return new Progress(
                topics.facts(), recorded, acknowledged, since, foreign, state.trouble(), settings.degradedAfter());
    }
}
