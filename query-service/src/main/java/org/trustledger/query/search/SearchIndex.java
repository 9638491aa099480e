package org.trustledger.query.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Stated;

/** Finds words in what was said, at any two instants. */
@Repository
class SearchIndex {
    /** A stem this long is no other word's beginning by chance. */
    private static final int TELLING_STEM = 5;

    /** A word as it is, as its stem, or as the beginning of either. */
    private static final String BEGUN_WORD = """
            (phraseto_tsquery(config, :begun)
             || case when numnode(phraseto_tsquery('search_simple', :begun)) > 0
                     then (phraseto_tsquery('search_simple', :begun)::text || ':*')::tsquery else ''::tsquery end
             || case when numnode(phraseto_tsquery(config, :begun)) = 1
                      and length(phraseto_tsquery(config, :begun)::text) >= %d
                     then (phraseto_tsquery(config, :begun)::text || ':*')::tsquery else ''::tsquery end)""".formatted(TELLING_STEM + 2);

    private static final String BEGUN_PHRASE = """
            (case when numnode(phraseto_tsquery(config, :begun)) > 0
                  then (phraseto_tsquery(config, :begun)::text || ':*')::tsquery else ''::tsquery end)""";

    private final JdbcClient jdbc;
    private final Gate gate;
    private final TransactionTemplate transaction;

    SearchIndex(JdbcClient jdbc, Gate gate, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What is asked of the index beside the words.
     *
     * @param statements what is searched
     */
    record Scope(
            TrustCenterId trustCenter,
            List<? extends Stated<?>> statements,
            @Nullable String language) {}

    /** A part that was found, without its text. */
    record Found(Stated<?> stated, String part, String language, Stemming stemming, double rank) {}

    /** A part's text, with marks in its letters. */
    record Marked(Highlights title, Highlights body) {}

    private record PartKey(long position, String part, String language) {}

    /** A page of what is found, and how much there is in all. */
    record Page(int total, List<Found> found) {}

    /**
     * The best first; the same question about the same statements gives the same order.
     *
     * <p>The statements are named to the database one by one, so that it can weigh looking through all of them against
     * looking through all that ever had the words: then neither a long history nor a common word costs more than what
     * applies.
     */
    Page find(Wanted wanted, Scope scope, int after, int limit) {
        var queries = compiled(wanted);
        var parts = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        parameters.put("trustCenter", scope.trustCenter().value());
        var closed = gate.closed(scope.trustCenter());
        var statements = scope.statements().stream()
                .filter(stated -> !closed.contains(stated.kind().kindName() + "/" + stated.id()))
                .collect(Collectors.toMap(Stated::position, Function.identity()));
        parameters.put("positions", statements.keySet().toArray(Long[]::new));
        parameters.put("after", after);
        parameters.put("limit", limit);
        if (scope.language() != null) {
            parameters.put("language", scope.language());
        }
        queries.forEach((stemming, query) -> {
            parameters.put("query" + stemming.ordinal(), query);
            parameters.put("config" + stemming.ordinal(), stemming.config());
            // Who reads Swedish finds what is only there in English too, as the page shows it.
            parts.add("""
                    select t.kind, t.item, t.part, t.language, t.config, t.position,
                           ts_rank('{0.02, 0.05, 0.1, 1}', t.words, :query%1$d::tsquery) as rank
                    from search_text t
                    where t.trust_center = :trustCenter and t.position = any(:positions::bigint[])
                      and t.words @@ :query%1$d::tsquery and t.config = :config%1$d %2$s""".formatted(
                            stemming.ordinal(),
                            scope.language() == null
                                    ? ""
                                    : "and (t.language = :language or (t.language = t.languages[1]"
                                            + " and not :language = any(t.languages)))"));
        });
        var total = new AtomicInteger();
        var found = transaction.execute(status -> {
            // A plan made for any number of statements and any words would be made for few of both.
            jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
            return jdbc.sql("""
                        select *, count(*) over () as total from (
                            select distinct on (kind, item, part) * from (%s) every_language
                            order by kind, item, part, rank desc, language) best
                        order by rank desc, kind, item, part offset :after limit :limit""".formatted(String.join("\nunion all\n", parts)))
                    .params(parameters)
                    .query((row, number) -> {
                        total.setPlain(row.getInt("total"));
                        return found(row, statements);
                    })
                    .list();
        });
        return new Page(total.getPlain(), found);
    }

    /** The texts of what was found, in the same order. */
    List<Marked> marked(Wanted wanted, TrustCenterId trustCenter, List<Found> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        var queries = compiled(wanted);
        record Text(String title, String body) {}
        var texts = new HashMap<PartKey, Text>();
        jdbc.sql("""
                        select t.position, t.part, t.language, t.title, t.body
                        from unnest(:positions::bigint[], :parts::text[], :languages::text[])
                             as hit (position, part, language)
                        join search_text t on t.trust_center = :trustCenter and t.position = hit.position
                         and t.part = hit.part and t.language = hit.language""")
                .param("trustCenter", trustCenter.value())
                .param(
                        "positions",
                        page.stream().map(hit -> hit.stated().position()).toArray(Long[]::new))
                .param("parts", page.stream().map(Found::part).toArray(String[]::new))
                .param("languages", page.stream().map(Found::language).toArray(String[]::new))
                .query((row, number) -> texts.put(
                        new PartKey(row.getLong("position"), row.getString("part"), row.getString("language")),
                        new Text(row.getString("title"), row.getString("body"))))
                .list();
        var ordered = page.stream()
                .map(hit -> texts.getOrDefault(
                        new PartKey(hit.stated().position(), hit.part(), hit.language()), new Text("", "")))
                .toList();
        var letters = new ArrayList<String>();
        var configs = new ArrayList<String>();
        var asked = new ArrayList<String>();
        for (var index = 0; index < page.size(); index++) {
            for (var text :
                    List.of(ordered.get(index).title(), ordered.get(index).body())) {
                letters.add(Letters.only(text));
                configs.add(page.get(index).stemming().config());
                asked.add(queries.getOrDefault(page.get(index).stemming(), ""));
            }
        }
        var marks = jdbc.sql("""
                        select ts_headline(config::regconfig, letters, query::tsquery,
                                           'HighlightAll=true, StartSel="%s", StopSel="%s"') as marked
                        from unnest(:configs::text[], :letters::text[], :queries::text[])
                             with ordinality as text (config, letters, query, number)
                        order by number""".formatted(Highlights.START, Highlights.STOP))
                .param("configs", configs.toArray(String[]::new))
                .param("letters", letters.toArray(String[]::new))
                .param("queries", asked.toArray(String[]::new))
                .query(String.class)
                .list();
        var marked = new ArrayList<Marked>();
        for (var index = 0; index < page.size(); index++) {
            var text = ordered.get(index);
            marked.add(new Marked(
                    Highlights.of(text.title(), marks.get(2 * index), wanted.begun()),
                    Highlights.of(text.body(), marks.get(2 * index + 1), wanted.begun())));
        }
        return marked;
    }

    /**
     * The question as PostgreSQL has it, for each way of stemming. Compiled first and passed as a value, so that the
     * planner sees how rare its words are.
     */
    private Map<Stemming, String> compiled(Wanted wanted) {
        var parameters = new HashMap<String, Object>();
        var terms = new ArrayList<String>();
        for (var index = 0; index < wanted.phrases().size(); index++) {
            parameters.put("with" + index, wanted.phrases().get(index));
            terms.add("phraseto_tsquery(config, :with%d)".formatted(index));
        }
        for (var index = 0; index < wanted.without().size(); index++) {
            parameters.put("without" + index, wanted.without().get(index));
            terms.add("!! phraseto_tsquery(config, :without%d)".formatted(index));
        }
        if (wanted.begun() != null) {
            parameters.put("begun", wanted.begun());
            terms.add(wanted.begun().contains(" ") ? BEGUN_PHRASE : BEGUN_WORD);
        }
        var configs = Stemming.values();
        parameters.put("configs", Arrays.stream(configs).map(Stemming::config).toArray(String[]::new));
        var queries = new EnumMap<Stemming, String>(Stemming.class);
        jdbc.sql("""
                        select name, (%s)::text as query from (
                            select name, name::regconfig as config from unnest(:configs::text[]) as name) stemming
                        """.formatted(String.join(" && ", terms))).params(parameters).query(row -> {
            for (var stemming : configs) {
                if (stemming.config().equals(row.getString("name"))) {
                    queries.put(stemming, row.getString("query"));
                }
            }
        });
        return queries;
    }

    private static Found found(ResultSet row, Map<Long, ? extends Stated<?>> statements) throws SQLException {
        var config = row.getString("config");
        return new Found(
                Objects.requireNonNull(statements.get(row.getLong("position"))),
                row.getString("part"),
                row.getString("language"),
                Arrays.stream(Stemming.values())
                        .filter(stemming -> stemming.config().equals(config))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("A row is stemmed by '%s'".formatted(config))),
                row.getDouble("rank"));
    }
}
