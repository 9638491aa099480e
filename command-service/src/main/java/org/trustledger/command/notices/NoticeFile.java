package org.trustledger.command.notices;

import java.io.OutputStream;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes all that is on record of a notice and of every delivery of it, without an address and without a salt.
 *
 * <p>The same record gives the same octets. It is written as it is read, some deliveries at a time: what becomes of a
 * delivery meanwhile may be in it or not, as may what became of another before.
 */
@Component
public class NoticeFile {
    static final String FORMAT = "trust-ledger-notice";

    private static final int VERSION = 1;
    private static final int DELIVERIES_AT_ONCE = 1_000;
    private static final int WORDS_AT_ONCE = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    // What breaks off in the middle must not be ended as if it were whole.
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build())
            .build();
    private final JdbcTemplate jdbc;

    NoticeFile(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes it, and leaves the stream open.
     *
     * @throws org.springframework.dao.DataAccessException if it cannot be read to its end; what was written by then is
     *     no JSON
     */
    public void write(Notice notice, OutputStream to) {
        try (var out = json.createGenerator(to)) {
            out.writeStartObject();
            out.writeStringProperty("format", FORMAT);
            out.writeNumberProperty("version", VERSION);
            out.writeStringProperty("trustCenter", notice.trustCenter().value());
            out.writeName("notice");
            out.writePOJO(node(notice));
            writeDeliveries(notice, out);
            // After those whose words they are: of one that is handed over meanwhile there may be more here, never
            // less.
            writeWords(notice, out);
            writeData(notice, out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static ObjectNode node(Notice notice) {
        var effect = notice.effect();
        var node = NODES.objectNode();
        node.put("id", notice.id());
        node.put("kind", effect == null ? "changes" : "reminder");
        node.put("subject", notice.subject());
        var topics = node.putArray("topics");
        notice.topics().forEach(topics::add);
        node.put("after", notice.after());
        node.put("through", notice.through());
        node.put("effectAfter", effect == null ? null : effect.after().toString());
        node.put("effectUntil", effect == null ? null : effect.until().toString());
        node.put("madeAt", notice.madeAt().toString());
        node.put("audience", notice.audience());
        return node;
    }

    private void writeWords(Notice notice, JsonGenerator out) {
        write(
                "words",
                digests(notice, NoticeBoard.SAID),
                "select sha256, language, subject, text, html from notice_text where sha256 = any(?) order by sha256",
                List.of("sha256", "language", "subject", "text", "html"),
                out);
    }

    private void writeData(Notice notice, JsonGenerator out) {
        write(
                "data",
                digests(notice, NoticeBoard.CALLED),
                "select sha256, json from notice_data where sha256 = any(?) order by sha256",
                List.of("sha256", "json"),
                out);
    }

    /** @param which belong to it: one of the rules of {@link NoticeBoard} */
    private List<String> digests(Notice notice, String which) {
        return jdbc.queryForList(
                "select distinct sha256 from (" + which + ") as one where sha256 is not null order by sha256",
                String.class,
                notice.id(),
                notice.id());
    }

    /** Texts, some at a time: each may be as long as all that a provider says. */
    private void write(String name, List<String> digests, String query, List<String> members, JsonGenerator out) {
        out.writeName(name);
        out.writeStartArray();
        for (var from = 0; from < digests.size(); from += WORDS_AT_ONCE) {
            var some = digests.subList(from, Math.min(from + WORDS_AT_ONCE, digests.size()));
            for (var text : jdbc.query(query, (row, _) -> texts(row, members), (Object) some.toArray(String[]::new))) {
                writeLine(text, out);
            }
        }
        out.writeEndArray();
    }

    private static ObjectNode texts(ResultSet row, List<String> members) throws SQLException {
        var node = NODES.objectNode();
        for (var member : members) {
            node.put(member, row.getString(member));
        }
        return node;
    }

    private void writeDeliveries(Notice notice, JsonGenerator out) {
        out.writeName("deliveries");
        out.writeStartArray();
        var last = "";
        List<ObjectNode> some;
        do {
            some = jdbc.query("""
                    select recipient, audience, topics, topics_since, after_position, due_at, letter, call, address_digest, text_sha256,
                      text_sha256_before, data_sha256, written_at, attempts, accepted_at, bounced_at, bounce_status,
                      bounced_for_good, opened_at, acknowledged_at, refusal_code, refusal_status, words_refused, given_up_at,
                      not_sent_at, not_sent_why, perhaps_twice, perhaps_sent
                    from delivery where notice = ? and recipient > ? order by recipient limit ?""", NoticeFile::delivery, notice.id(), last, DELIVERIES_AT_ONCE);
            var calls = calls(some.stream()
                    .filter(each -> each.hasNonNull("call"))
                    .map(each -> each.get("call").stringValue())
                    .toList());
            for (var each : some) {
                var attempts =
                        each.hasNonNull("call") ? calls.get(each.get("call").stringValue()) : null;
                each.set("calls", attempts == null ? NODES.arrayNode() : attempts);
                writeLine(each, out);
                last = each.get("recipient").stringValue();
            }
        } while (some.size() == DELIVERIES_AT_ONCE);
        out.writeEndArray();
    }

    private static void writeLine(ObjectNode node, JsonGenerator out) {
        out.writeRaw('\n');
        out.writePOJO(node);
    }

    private static ObjectNode delivery(ResultSet row, int number) throws SQLException {
        var node = NODES.objectNode();
        node.put("recipient", row.getString("recipient"));
        node.put("audience", row.getString("audience"));
        node.set("topics", texts(row.getArray("topics")));
        node.set("topicsSince", row.getArray("topics_since") == null ? null : texts(row.getArray("topics_since")));
        node.put("after", row.getLong("after_position"));
        node.put("dueAt", instant(row, "due_at"));
        node.put("letter", row.getString("letter"));
        node.put("call", row.getString("call"));
        node.put("addressDigest", row.getString("address_digest"));
        node.put("textSha256", row.getString("text_sha256"));
        node.set("textSha256Before", texts(row.getArray("text_sha256_before")));
        node.put("dataSha256", row.getString("data_sha256"));
        node.put("writtenAt", instant(row, "written_at"));
        node.put("attempts", row.getInt("attempts"));
        node.put("acceptedAt", instant(row, "accepted_at"));
        node.put("bouncedAt", instant(row, "bounced_at"));
        node.put("bounceStatus", row.getString("bounce_status"));
        node.put("bouncedForGood", row.getObject("bounced_for_good", Boolean.class));
        node.put("openedAt", instant(row, "opened_at"));
        node.put("acknowledgedAt", instant(row, "acknowledged_at"));
        node.put("refusalCode", row.getObject("refusal_code", Integer.class));
        node.put("refusalStatus", row.getString("refusal_status"));
        node.put("wordsRefused", row.getBoolean("words_refused"));
        node.put("givenUpAt", instant(row, "given_up_at"));
        node.put("notSentAt", instant(row, "not_sent_at"));
        node.put("notSentWhy", row.getString("not_sent_why"));
        node.put("perhapsTwice", row.getBoolean("perhaps_twice"));
        node.put("perhapsSent", row.getBoolean("perhaps_sent"));
        return node;
    }

    /** Every attempt of some calls, in order. */
    private Map<String, ArrayNode> calls(Collection<String> calls) {
        var attempts = new HashMap<String, ArrayNode>();
        if (calls.isEmpty()) {
            return attempts;
        }
        jdbc.query(
                """
                select call, number, begun_at, ended_at, outcome, status, body_sha256, data_sha256 from webhook_attempt
                where call = any(?) order by call, number""",
                row -> {
                    var node = attempts.computeIfAbsent(
                                    Objects.requireNonNull(row.getString("call")), _ -> NODES.arrayNode())
                            .addObject();
                    node.put("number", row.getInt("number"));
                    node.put("begunAt", instant(row, "begun_at"));
                    node.put("endedAt", instant(row, "ended_at"));
                    node.put("outcome", row.getString("outcome"));
                    node.put("status", row.getObject("status", Integer.class));
                    node.put("bodySha256", row.getString("body_sha256"));
                    node.put("dataSha256", row.getString("data_sha256"));
                },
                (Object) calls.toArray(String[]::new));
        return attempts;
    }

    private static ArrayNode texts(@Nullable Array array) throws SQLException {
        var node = NODES.arrayNode();
        if (array != null) {
            for (var text : (String[]) array.getArray()) {
                node.add(text);
            }
        }
        return node;
    }

    private static @Nullable String instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().toString();
    }
}
