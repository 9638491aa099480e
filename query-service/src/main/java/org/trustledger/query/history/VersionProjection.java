package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.timestamp;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.statements.Kind;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every content fact as it was stated. */
@Component
class VersionProjection implements Projection {
    private static final JsonMapper JSON = FactCodec.mapper();
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    VersionProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PublicFact> commits) {
        var stated = commits.stream()
                .filter(fact -> fact.fact() instanceof ContentFact)
                .toList();
        jdbc.batchUpdate("""
                insert into version (trust_center, kind, item, position, revision, recorded_at, valid_from, valid_to,
                    reason, corrects, content)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb)""", stated, BATCH, (row, fact) -> {
            var content = (ContentFact) fact.fact();
            var statement = content.statement();
            row.setString(1, fact.trustCenter().value());
            row.setString(2, Kind.of(content).kindName());
            row.setString(3, statement.item());
            row.setLong(4, fact.position());
            row.setInt(5, statement.revision());
            row.setObject(6, timestamp(fact.recordedAt()));
            row.setObject(7, timestamp(micros(statement.validFrom())));
            row.setObject(8, statement.validTo() == null ? null : timestamp(micros(statement.validTo())));
            row.setString(9, JSON.writeValueAsString(statement.reason()));
            row.setObject(10, statement.corrects());
            row.setString(11, content(content));
        });
    }

    // As statements have it: PostgreSQL would round what is finer, and up.
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String content(ContentFact fact) {
        return fact instanceof Publication publication ? JSON.writeValueAsString(publication.content()) : null;
    }
}
