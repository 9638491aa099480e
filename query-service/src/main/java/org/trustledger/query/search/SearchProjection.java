package org.trustledger.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.AccessFact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.ledger.Filling;
import org.trustledger.query.ledger.Projection;
import org.trustledger.query.ledger.Writing;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Readable;

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

    private record Row(TrustCenterId trustCenter, Kind kind, String item, long position, Searchable text) {}

    @Override
    public Optional<Audit> audit() {
        return Optional.of(new SearchAudit(Readable.items(jdbc)));
    }

    @Override
    public void on(List<PublicFact> commits) {
        write(commits, Runnable::run);
        reread(commits);
    }

    @Override
    public Filling fill(Writing writing) {
        var access = new ArrayList<PublicFact>();
        return new Filling() {
            @Override
            public void on(List<PublicFact> commits) {
                write(commits, writing::later);
                commits.stream()
                        .filter(fact -> fact.fact() instanceof AccessFact)
                        .forEach(access::add);
            }

            @Override
            public void finish() {
                writing.later(() -> reread(access));
            }
        };
    }

    private void write(List<PublicFact> commits, Consumer<Runnable> sending) {
        var rows = new ArrayList<Row>();
        for (var fact : commits) {
            if (fact.fact() instanceof Publication publication) {
                for (var text : Searchable.of(publication.content())) {
                    rows.add(new Row(
                            fact.trustCenter(),
                            Kind.of(publication),
                            publication.statement().item(),
                            fact.position(),
                            text));
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

    /** What was told of an item is found no more, and then again as far as it is told again. */
    private void reread(List<PublicFact> facts) {
        for (var round : Readable.rounds(facts)) {
            jdbc.update(
                    """
                    delete from search_text t using unnest(?::text[], ?::text[], ?::bigint[])
                      as closed (trust_center, item, position)
                    where t.trust_center = closed.trust_center and t.kind = ? and t.item = closed.item
                      and t.position < closed.position""",
                    texts(round.closings(), one -> one.trustCenter().value()),
                    texts(round.closings(), Readable.Closing::item),
                    round.closings().stream().map(Readable.Closing::position).toArray(Long[]::new),
                    Kind.ANSWER.kindName());
            round.openings().stream()
                    .flatMap(SearchProjection::rows)
                    .collect(Collectors.groupingBy(Row::trustCenter))
                    .values()
                    .forEach(rows -> {
                        for (var from = 0; from < rows.size(); from += BATCH) {
                            insert(rows.subList(from, Math.min(from + BATCH, rows.size())))
                                    .run();
                        }
                    });
        }
    }

    private static Stream<Row> rows(Readable.Opening opening) {
        return opening.content() == null
                ? Stream.of()
                : Searchable.of(opening.content()).stream()
                        .map(text ->
                                new Row(opening.trustCenter(), Kind.ANSWER, opening.item(), opening.position(), text));
    }

    private Runnable insert(List<Row> rows) {
        var columns = new Object[] {
            rows.getFirst().trustCenter().value(),
            texts(rows, row -> row.kind().kindName()),
            texts(rows, Row::item),
            rows.stream().map(row -> row.position()).toArray(Long[]::new),
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

    private static <R> String[] texts(List<R> rows, Function<R, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }
}
