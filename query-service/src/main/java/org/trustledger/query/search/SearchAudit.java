package org.trustledger.query.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.Content;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.ledger.Audit;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Readable;

/** What can be found; that its words are those of its texts is the database's own doing. */
final class SearchAudit implements Audit {
    private final Set<Readable.Item> restricted;
    private final Map<Readable.Item, Map<Long, Content>> waiting = new HashMap<>();
    private final Map<Readable.Item, List<PublicFact>> access = new HashMap<>();

    /** @param restricted items whose rows wait for what is told of access later, as stored */
    SearchAudit(Set<Readable.Item> restricted) {
        this.restricted = Set.copyOf(restricted);
    }

    @Override
    public void on(List<PublicFact> commits, Scope scope, Rows expected) {
        for (var fact : commits) {
            Readable.itemOf(fact)
                    .filter(item -> scope.test(item.trustCenter(), group(item.kind(), item.item())))
                    .ifPresent(item ->
                            access.computeIfAbsent(item, _ -> new ArrayList<>()).add(fact));
            if (fact.fact() instanceof Publication publication) {
                var item = new Readable.Item(
                        fact.trustCenter(),
                        Kind.of(publication).kindName(),
                        publication.statement().item());
                if (scope.test(fact.trustCenter(), group(item.kind(), item.item()))) {
                    if (restricted.contains(item)) {
                        waiting.computeIfAbsent(item, _ -> new HashMap<>()).put(fact.position(), publication.content());
                    } else {
                        tell(item, fact.position(), publication.content(), expected);
                    }
                }
            }
        }
    }

    @Override
    public void finish(Rows expected) {
        access.forEach((item, facts) -> {
            var said = waiting.computeIfAbsent(item, _ -> new HashMap<>());
            for (var fact : facts) {
                if (fact.fact() instanceof AnswerAccessChanged) {
                    said.keySet().removeIf(position -> position < fact.position());
                } else if (fact.fact() instanceof AnswerVersionOpened opened) {
                    said.compute(opened.version(), (_, _) -> opened.content());
                }
            }
        });
        waiting.forEach((item, said) -> said.forEach((position, content) -> tell(item, position, content, expected)));
        waiting.clear();
        access.clear();
    }

    private static void tell(Readable.Item item, long position, Content content, Rows expected) {
        for (var found : Searchable.of(content)) {
            expected.add(
                    item.trustCenter(),
                    group(item.kind(), item.item()),
                    where(position, found.part(), found.language()),
                    text(
                            String.join(",", found.languages()),
                            Stemming.of(found.language()).config(),
                            found.title(),
                            found.body()));
        }
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
