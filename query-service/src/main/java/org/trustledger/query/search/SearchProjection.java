package org.trustledger.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.ledger.Writing;
import org.trustledger.query.statements.Kind;

/** Keeps the words of every version, so that a search of any past costs what one of the present does. */
@Component
class SearchProjection implements Projection {
    /** Bounds the memory of one statement to the database, not how much can be searched. */
    private static final int BATCH = 500;

    private static final String INSERT = """
            insert into search_text (trust_center, kind, item, position, part, language, languages, config, title,
                body, words)
            select ?, kind, item, position, part, language, string_to_array(languages, ','), config, title, body,
                   setweight(to_tsvector(config::regconfig, title_letters), 'A')
                   || setweight(to_tsvector(config::regconfig, body_letters), 'C')
                   || strip(to_tsvector('search_simple', title_letters || ' ' || body_letters))
            from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[])
                 as row (kind, item, position, part, language, languages, config, title, body, title_letters,
                         body_letters)""";

    private final JdbcTemplate jdbc;

    SearchProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(PublicFact fact, Kind kind, String item, Searchable text) {}

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new SearchAudit());
    }

    @Override
    public void on(List<PublicFact> commits) {
        write(commits, Runnable::run);
    }

    @Override
    public Filling fill(Writing writing) {
        return new Filling() {
            @Override
            public void on(List<PublicFact> commits) {
                write(commits, writing::later);
            }

            @Override
            public void finish() {
                // Each row went at once.
            }
        };
    }

    private void write(List<PublicFact> commits, Consumer<Runnable> sending) {
        var rows = new ArrayList<Row>();
        for (var fact : commits) {
            if (fact.fact() instanceof Publication publication) {
                for (var text : Searchable.of(publication.content())) {
                    rows.add(new Row(
                            fact, Kind.of(publication), publication.statement().item(), text));
                }
            }
            if (rows.size() >= BATCH) {
                sending.accept(insert(rows));
                rows.clear();
            }
        }
        if (!rows.isEmpty()) {
            sending.accept(insert(rows));
        }
    }

    private Runnable insert(List<Row> rows) {
        var columns = new Object[] {
            rows.getFirst().fact().trustCenter().value(),
            texts(rows, row -> row.kind().kindName()),
            texts(rows, Row::item),
            rows.stream().map(row -> row.fact().position()).toArray(Long[]::new),
            texts(rows, row -> row.text().part()),
            texts(rows, row -> row.text().language()),
            texts(rows, row -> String.join(",", row.text().languages())),
            texts(rows, row -> Stemming.of(row.text().language()).config()),
            texts(rows, row -> row.text().title()),
            texts(rows, row -> row.text().body()),
            texts(rows, row -> Letters.only(row.text().title())),
            texts(rows, row -> Letters.only(row.text().body()))
        };
        return () -> jdbc.update(INSERT, columns);
    }

    private static String[] texts(List<Row> rows, Function<Row, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }
}
