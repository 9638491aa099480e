package org.trustledger.query.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.AccessFact;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.ledger.Writing;
import org.trustledger.query.platform.CopiedRows;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Readable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every content fact as it was stated. */
@Component
class VersionProjection implements Projection {
    static final JsonMapper JSON = FactCodec.mapper();
    private static final int CHUNK = 1 << 20;
    private static final String TABLE = """
            version (trust_center, kind, item, position, revision, recorded_at, valid_from, valid_to, reason, corrects,
                     content, approver)""";

    private final JdbcTemplate jdbc;

    VersionProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void on(List<PublicFact> commits) {
        copy(commits, "", Runnable::run);
        Readable.update(jdbc, "version", commits);
    }

    @Override
    public Filling fill(Writing writing) {
        var access = new ArrayList<PublicFact>();
        return new Filling() {
            @Override
            public void on(List<PublicFact> commits) {
                copy(commits, "with (freeze)", writing::later);
                commits.stream()
                        .filter(fact -> fact.fact() instanceof AccessFact)
                        .forEach(access::add);
            }

            @Override
            public void finish() {
                writing.later(() -> Readable.update(jdbc, "version", access));
            }
        };
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new VersionAudit(Readable.items(jdbc)));
    }

    private void copy(List<PublicFact> commits, String options, Consumer<Runnable> sending) {
        var rows = new CopiedRows();
        for (var fact : commits) {
            if (fact.fact() instanceof ContentFact content) {
                add(rows, fact, content);
                if (rows.size() > CHUNK) {
                    sending.accept(rows.copyingInto(jdbc, TABLE, options));
                }
            }
        }
        sending.accept(rows.copyingInto(jdbc, TABLE, options));
    }

    private static void add(CopiedRows rows, PublicFact fact, ContentFact content) {
        var statement = content.statement();
        rows.add(fact.trustCenter())
                .add(Kind.of(content).kindName())
                .add(statement.item())
                .add(fact.position())
                .add(statement.revision())
                .add(fact.recordedAt())
                .add(micros(statement.validFrom()))
                .add(statement.validTo() == null ? null : micros(statement.validTo()))
                .add(JSON.writeValueAsString(statement.reason()))
                .add(statement.corrects())
                .add(Readable.content(content))
                .add(fact.approver())
                .endRow();
    }

    // As statements have it: PostgreSQL would round what is finer, and up.
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
