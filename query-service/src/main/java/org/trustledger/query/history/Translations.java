package org.trustledger.query.history;

import static org.trustledger.query.platform.Rows.instant;
import static org.trustledger.query.platform.Rows.instantOrNull;
import static org.trustledger.query.platform.Rows.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trustledger.events.Answer;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.statements.Gate;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** Tells which answers are not written in a language, or in older words than the first language has. */
@Repository
public class Translations {
    /** How many versions of one answer are looked back upon: what a page costs is not for its history to say. */
    private static final int MOST_VERSIONS = 50;

    private final JdbcClient jdbc;
    private final Gate gate;

    Translations(JdbcClient jdbc, Gate gate) {
        this.jdbc = jdbc;
        this.gate = gate;
    }

    /**
     * What is to be known of the languages of these answers, by their ids; an answer that is whole in each of them is
     * not among them. Judged by nothing but what was recorded by then and may be read today, in one query for all of
     * them.
     *
     * @param languages of the trust center, the first one first
     */
    public Map<String, List<Translation>> of(
            TrustCenterId trustCenter, List<Stated<Answer>> answers, List<String> languages, Instant recordedAt) {
        var open = answers.stream()
                .filter(answer -> gate.isOpen(trustCenter, Kind.ANSWER, answer.id()))
                .toList();
        var translated = open.stream()
                .filter(answer -> isWholeIn(languages.getFirst(), answer.content())
                        && languages.stream().skip(1).anyMatch(language -> isWholeIn(language, answer.content())))
                .toList();
        var successions = successions(trustCenter, translated, languages, recordedAt);
        var found = new TreeMap<String, List<Translation>>();
        for (var answer : open) {
            var own = of(answer, languages, successions.getOrDefault(answer.id(), new Succession()));
            if (!own.isEmpty()) {
                found.put(answer.id(), own);
            }
        }
        return found;
    }

    private static List<Translation> of(Stated<Answer> answer, List<String> languages, Succession succession) {
        var found = new ArrayList<Translation>();
        for (var place = 0; place < languages.size(); place++) {
            var language = languages.get(place);
            if (isWholeIn(language, answer.content())) {
                original(answer, languages, succession, place)
                        .map(original -> new Translation(language, Translation.State.OUTDATED, original))
                        .ifPresent(found::add);
            } else {
                found.add(new Translation(
                        language,
                        isPartlyIn(language, answer.content())
                                ? Translation.State.INCOMPLETE
                                : Translation.State.MISSING,
                        null));
            }
        }
        return List.copyOf(found);
    }

    private static Optional<Translation.Original> original(
            Stated<Answer> answer, List<String> languages, Succession succession, int place) {
        if (place == 0) {
            return Optional.empty();
        }
        return succession
                .notFollowed(answer.position(), answer.from(), place)
                .map(version -> new Translation.Original(
                        languages.getFirst(),
                        version.revision(),
                        version.position(),
                        version.validFrom(),
                        version.recordedAt(),
                        version.corrects()));
    }

    private static boolean isWholeIn(String language, Answer answer) {
        return answer.question().speaks(language)
                && (answer.text() == null || answer.text().speaks(language));
    }

    private static boolean isPartlyIn(String language, Answer answer) {
        return answer.question().speaks(language)
                || (answer.text() != null && answer.text().speaks(language));
    }

    private Map<String, Succession> successions(
            TrustCenterId trustCenter, List<Stated<Answer>> answers, List<String> languages, Instant recordedAt) {
        var successions = new HashMap<String, Succession>();
        if (!answers.isEmpty()) {
            jdbc.sql("""
                            select wanted.item, v.revision, v.position, v.valid_from, v.valid_to, v.recorded_at, v.corrects,
                                   case when v.content is null or v.content = '{}' then '{}'::bigint[] else array(
                                       select case when v.content -> 'question' -> language is not null
                                           or v.content -> 'text' -> language is not null
                                         then hashtextextended(jsonb_build_array(
                                           v.content -> 'question' -> language, v.content -> 'text' -> language)::text, 0)
                                         end
                                       from unnest(:languages::text[]) with ordinality as asked (language, place)
                                       order by place) end as words
                            from unnest(:items::text[], :positions::bigint[]) as wanted (item, position)
                            cross join lateral (
                              select * from version
                              where trust_center = :trustCenter and kind = :kind and item = wanted.item
                                and position <= wanted.position and recorded_at <= :recordedAt
                              order by position desc limit :most) v
                            order by v.position""")
                    .param("languages", languages.toArray(String[]::new))
                    .param("trustCenter", trustCenter.value())
                    .param("kind", Kind.ANSWER.kindName())
                    .param("items", answers.stream().map(Stated::id).toArray(String[]::new))
                    .param("positions", answers.stream().map(Stated::position).toArray(Long[]::new))
                    .param("most", MOST_VERSIONS)
                    .param("recordedAt", timestamp(recordedAt))
                    .query(row -> {
                        successions
                                .computeIfAbsent(row.getString("item"), absent -> new Succession())
                                .add(said(row));
                    });
        }
        return successions;
    }

    private static Succession.Said said(ResultSet row) throws SQLException {
        return new Succession.Said(
                row.getInt("revision"),
                row.getLong("position"),
                instant(row, "valid_from"),
                instantOrNull(row, "valid_to"),
                instant(row, "recorded_at"),
                row.getObject("corrects", Long.class),
                Arrays.asList((Long[]) row.getArray("words").getArray()));
    }
}
