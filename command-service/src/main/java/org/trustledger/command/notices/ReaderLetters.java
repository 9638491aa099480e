package org.trustledger.command.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * The letters of one reader of any audience, as they may look at them: what each said, and what is known of its way.
 *
 * <p>What is shown is what was kept when it was sent, and nothing is set anew. Words that tell an answer which is not
 * for everybody any more are not shown, their subject neither; those of other letters are.
 */
@Component
public class ReaderLetters {
    private static final String EACH = """
            select letter, max(due_at) as due, min(text_sha256) as sha256, min(address_digest) as digest,
              max(coalesce(written_at, accepted_at, due_at)) as written, max(accepted_at) as accepted,
              max(bounced_at) as bounced, min(opened_at) as opened, min(acknowledged_at) as acknowledged
            from delivery where recipient = ? and letter is not null and text_sha256 is not null group by letter""";

    private final JdbcTemplate jdbc;
    private final RestrictedWords restricted;
    private final Clock clock;

    ReaderLetters(JdbcTemplate jdbc, RestrictedWords restricted, Clock clock) {
        this.jdbc = jdbc;
        this.restricted = restricted;
        this.clock = clock;
    }

    /**
     * A letter in a list.
     *
     * @param subject null if it tells what is not for everybody any more
     */
    public record Line(
            String letter,
            String language,
            @Nullable String subject,
            Instant writtenAt,
            @Nullable Instant openedAt,
            @Nullable Instant acknowledgedAt) {
        private Line withoutSubject() {
            return new Line(letter, language, null, writtenAt, openedAt, acknowledgedAt);
        }
    }

    /**
     * What a letter said.
     *
     * @param text,html without the links that were its reader's own
     */
    public record Words(String subject, String text, String html) {
        /** What the digest of its words is of. */
        public byte[] octets(String language) {
            return NoticeMail.digested(language, subject, text, html);
        }
    }

    /**
     * A letter.
     *
     * @param words null if it tells what is not for everybody any more
     * @param textSha256 of its words
     * @param addressDigest of the address it went to
     * @param writtenAt when its words were handed over
     * @param acceptedAt when the mail server took it; null if that is not known
     * @param bouncedAt when it came back; null if it did not
     * @param openedAt when somebody with its link asked for its words, or acknowledged it; null if nobody has
     */
    public record Kept(
            String letter,
            String language,
            @Nullable Words words,
            String textSha256,
            String addressDigest,
            Instant writtenAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant bouncedAt,
            @Nullable Instant openedAt,
            @Nullable Instant acknowledgedAt) {}

    /**
     * The letters that somebody was told, the newest first.
     *
     * @param before only those older than this letter; null for all
     */
    public List<Line> newest(TrustCenterId trustCenter, PersonId reader, @Nullable String before, int most) {
        record Row(String sha256, Line line) {}
        var rows = jdbc.query(
                "with each as (" + EACH + """
                        )
                        select letter, language, subject, written, opened, acknowledged, each.sha256
                        from each join notice_text t on t.sha256 = each.sha256
                        where ?::text is null or (due, letter) < (select due, letter from each where letter = ?)
                        order by due desc, letter desc limit ?""",
                (row, _) -> new Row(
                        Objects.requireNonNull(row.getString(7)),
                        new Line(
                                Objects.requireNonNull(row.getString(1)),
                                Objects.requireNonNull(row.getString(2)),
                                row.getString(3),
                                Objects.requireNonNull(instant(row, 4)),
                                instant(row, 5),
                                instant(row, 6))),
                reader.value(),
                before,
                before,
                most);
        var hidden =
                restricted.among(trustCenter, rows.stream().map(Row::sha256).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> hidden.contains(row.sha256()) ? row.line().withoutSubject() : row.line())
                .toList();
    }

    /** A letter that somebody was told; empty if there is none such of theirs. */
    public Optional<Kept> find(TrustCenterId trustCenter, PersonId reader, String letter) {
        return jdbc
                .query("with each as (" + EACH + """
                                )
                                select letter, language, subject, text, html, each.sha256, digest, written, accepted,
                                  bounced, opened, acknowledged
                                from each join notice_text t on t.sha256 = each.sha256 where letter = ?""", (row, _) -> kept(trustCenter, row), reader.value(), letter)
                .stream()
                .findFirst();
    }

    private Kept kept(TrustCenterId trustCenter, ResultSet row) throws SQLException {
        var sha256 = Objects.requireNonNull(row.getString(6));
        return new Kept(
                Objects.requireNonNull(row.getString(1)),
                Objects.requireNonNull(row.getString(2)),
                restricted.among(trustCenter, Set.of(sha256)).isEmpty()
                        ? new Words(
                                Objects.requireNonNull(row.getString(3)),
                                Objects.requireNonNull(row.getString(4)),
                                Objects.requireNonNull(row.getString(5)))
                        : null,
                sha256,
                Objects.requireNonNull(row.getString(7)),
                Objects.requireNonNull(instant(row, 8)),
                instant(row, 9),
                instant(row, 10),
                instant(row, 11),
                instant(row, 12));
    }

    /** Notes, once, that a letter's words were asked for. */
    public void open(PersonId reader, String letter) {
        jdbc.update("""
                update delivery set opened_at = ?
                where recipient = ? and letter = ? and text_sha256 is not null and opened_at is null""", now(), reader.value(), letter);
    }

    /** Notes, once, that a reader has acknowledged a letter; whoever does has opened it. */
    public void acknowledge(PersonId reader, String letter) {
        var now = now();
        jdbc.update("""
                update delivery set opened_at = coalesce(opened_at, ?), acknowledged_at = ?
                where recipient = ? and letter = ? and text_sha256 is not null and acknowledged_at is null""", now, now, reader.value(), letter);
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
