package org.trustledger.query.search;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.statements.Kind;

/** What can be found; that its words are those of its texts is the database's own doing. */
final class SearchAudit implements Audit {
    @Override
    public void on(List<PublicFact> commits, Scope scope, Rows expected) {
        for (var fact : commits) {
            if (fact.fact() instanceof Publication publication) {
                var group = group(
                        Kind.of(publication).kindName(), publication.statement().item());
                if (scope.test(fact.trustCenter(), group)) {
                    for (var found : Searchable.of(publication.content())) {
                        expected.add(
                                fact.trustCenter(),
                                group,
                                where(fact.position(), found.part(), found.language()),
                                text(
                                        String.join(",", found.languages()),
                                        Stemming.of(found.language()).config(),
                                        found.title(),
                                        found.body()));
                    }
                }
            }
        }
    }

    @Override
    public void finish(Rows expected) {
        // Each fact made its rows at once.
    }

    @Override
    public void stored(JdbcTemplate reading, Scope scope, Rows stored) {
        reading.query("""
                select trust_center, kind, item, position, part, language, array_to_string(languages, ',') as languages,
                       config, title, body from search_text""", row -> {
            var trustCenter = new TrustCenterId(row.getString("trust_center"));
            var group = group(row.getString("kind"), row.getString("item"));
            if (scope.test(trustCenter, group)) {
                stored.add(
                        trustCenter,
                        group,
                        where(row.getLong("position"), row.getString("part"), row.getString("language")),
                        text(
                                row.getString("languages"),
                                row.getString("config"),
                                row.getString("title"),
                                row.getString("body")));
            }
        });
    }

    private static String group(String kind, String item) {
        return "search of %s/%s".formatted(kind, item);
    }

    private static String where(long position, String part, String language) {
        return "position %d%s in %s".formatted(position, part.isEmpty() ? "" : ", " + part, language);
    }

    private static String text(String languages, String config, String title, String body) {
        return String.join("\n", languages, config, title, body);
    }
}
