package org.trustledger.command.notices;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.TrustCenterId;

/**
 * Tells words that were kept and are not for everybody any more: those that tell the text of an answer which is not
 * public today, or the title of one of which nobody is to know.
 */
@Component
class RestrictedWords {
    private final JdbcTemplate jdbc;
    private final FactCodec codec = new FactCodec();

    RestrictedWords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Telling(String sha256, ToldAnswer answer) {}

    /**
     * Those of some words that are not for everybody.
     *
     * @param words by their digests, of that trust center
     */
    Set<String> among(TrustCenterId trustCenter, Collection<String> words) {
        var telling = jdbc.query(
                "select text_sha256, answer, whole from notice_text_answer where text_sha256 = any(?)",
                (row, _) -> new Telling(
                        Objects.requireNonNull(row.getString(1)),
                        new ToldAnswer(Objects.requireNonNull(row.getString(2)), row.getBoolean(3))),
                (Object) words.toArray(String[]::new));
        if (telling.isEmpty()) {
            return Set.of();
        }
        var access = access(trustCenter, telling);
        return telling.stream()
                .filter(each -> access.getOrDefault(each.answer().id(), Access.PUBLIC)
                                .compareTo(each.answer().isWhole() ? Access.PUBLIC : Access.ON_REQUEST)
                        < 0)
                .map(Telling::sha256)
                .collect(Collectors.toSet());
    }

    /** Who may read some answers today; none of one that has been for everybody ever since. */
    private Map<String, Access> access(TrustCenterId trustCenter, List<Telling> telling) {
        var access = new HashMap<String, Access>();
        jdbc.query(
                """
                select f.bytes
                from (select distinct on (aggregate_identifier)
                        (convert_from(meta_data, 'UTF8')::jsonb ->> 'position')::bigint as position
                      from domain_event where aggregate_identifier = any(?) and payload_type = ?
                      order by aggregate_identifier, sequence_number desc) as last
                join public_fact f on f.trust_center = ? and f.position = last.position""",
                row -> {
                    if (codec.read(row.getBytes(1)).fact() instanceof AnswerAccessChanged changed) {
                        access.put(changed.item(), changed.access());
                    }
                },
                telling.stream()
                        .map(each -> "%s/%s"
                                .formatted(
                                        trustCenter,
                                        ToldKind.ANSWER.item(each.answer().id())))
                        .distinct()
                        .toArray(String[]::new),
                FactType.ANSWER_ACCESS_CHANGED.factName(),
                trustCenter.value());
        return access;
    }
}
