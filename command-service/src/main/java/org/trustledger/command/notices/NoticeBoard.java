package org.trustledger.command.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.letters.Letters;
import org.trustledger.events.TrustCenterId;

/** What was told to how many and when, and what became of each delivery. */
@Component
public class NoticeBoard {
    private static final String STATE = """
            case when bounced_at is not null then 'bounced' when not_sent_at is not null then 'not-sent'
                 when accepted_at is not null then 'accepted' when given_up_at is not null then 'given-up'
                 else 'waiting' end""";
    private static final String NOTICES = """
            select id, trust_center, after_position, through, effect_after, effect_until, subject, topics, made_at, audience
            from notice\s""";

    /**
     * Which words belong to a notice, whose id it takes twice; by recipient. Those too that may have arrived before the
     * same letter went with others.
     */
    static final String SAID = """
            select recipient, text_sha256 as sha256 from delivery where notice = ?
            union
            select recipient, unnest(text_sha256_before) from delivery
            where notice = ? and text_sha256_before is not null""";

    /**
     * Which data belong to a notice, whose id it takes twice; by call. What its program took, or was to take, at any
     * attempt.
     */
    static final String CALLED = """
            select call, data_sha256 as sha256 from delivery where notice = ? and data_sha256 is not null
            union
            select a.call, a.data_sha256 from delivery d join webhook_attempt a on a.call = d.call
            where d.notice = ? and a.data_sha256 is not null""";

    private static final String DELIVERIES = "select notice, recipient, topics, letter, " + STATE + """
             as state, coalesce(bounced_at, not_sent_at, accepted_at, given_up_at, due_at) as since, attempts,
              bounce_status, not_sent_why, text_sha256, address_digest, opened_at, acknowledged_at, call, perhaps_twice,
              perhaps_sent, nullif(concat_ws(' ', refusal_code, refusal_status), ''), audience,
              after_position, call is not null and exists (
                select from webhook w where w.id = recipient and w.ended_at is not null),
              topics_since
            from delivery\s""";

    private static final Pattern PASSED =
            Pattern.compile("(given-up|bounced)_([0-9]{4}-[0-9T:.-]+Z)_([0-9a-f]{32})_([0-9a-f]{32})");

    private final JdbcTemplate jdbc;
    private final Letters letters;
    private final TransactionOperations transactions;
    private final Clock clock;

    NoticeBoard(JdbcTemplate jdbc, Letters letters, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What has become of a delivery. */
    public enum State {
        /** It is to be sent, or tried again. */
        WAITING("waiting"),
        /** The mail server has taken it. */
        ACCEPTED("accepted"),
        /** A mail server said later that it cannot be delivered. */
        BOUNCED("bounced"),
        /** It is tried no more. */
        GIVEN_UP("given-up"),
        /** There was nobody, or nothing, to tell any more. */
        NOT_SENT("not-sent");

        private final String key;

        State(String key) {
            this.key = key;
        }

        /** As in addresses. */
        public String key() {
            return key;
        }

        /** The one of that key; empty if there is none. */
        public static Optional<State> named(String key) {
            for (var state : values()) {
                if (state.key.equals(key)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * How many deliveries of a notice are in which state; who opened it was told, and who acknowledged it opened it.
     */
    public record Counts(
            int waiting, int accepted, int bounced, int givenUp, int notSent, int opened, int acknowledged) {
        /** How many are in that state. */
        public int of(State state) {
            return switch (state) {
                case WAITING -> waiting;
                case ACCEPTED -> accepted;
                case BOUNCED -> bounced;
                case GIVEN_UP -> givenUp;
                case NOT_SENT -> notSent;
            };
        }
    }

    /** A notice, and what has become of it. */
    public record Told(Notice notice, Counts counts) {}

    /**
     * The newest notices.
     *
     * @param after the last one of those passed over; null for the first
     */
    public List<Told> newest(TrustCenterId trustCenter, @Nullable Notice after, int most) {
        var values = new ArrayList<Object>(List.of(trustCenter.value()));
        if (after != null) {
            values.addAll(List.of(utc(after.madeAt()), utc(after.madeAt()), after.id()));
        }
        values.add(most);
        return jdbc
                .query(
                        NOTICES + "where trust_center = ? "
                                // What is told of at one time is made at one moment, and a page may end between.
                                + (after == null ? "" : "and made_at <= ? and (made_at < ? or id > ?) ")
                                + "order by made_at desc, id limit ?",
                        NoticeBoard::notice,
                        values.toArray())
                .stream()
                .map(this::counted)
                .toList();
    }

    /** One notice; empty if this trust center has none such. */
    public Optional<Told> find(TrustCenterId trustCenter, String id) {
        return jdbc
                .query(NOTICES + "where trust_center = ? and id = ?", NoticeBoard::notice, trustCenter.value(), id)
                .stream()
                .findFirst()
                .map(this::counted);
    }

    private Told counted(Notice notice) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select count(*) filter (where state = 'waiting'), count(*) filter (where state = 'accepted'),
                  count(*) filter (where state = 'bounced'), count(*) filter (where state = 'given-up'),
                  count(*) filter (where state = 'not-sent'), count(opened_at), count(acknowledged_at)
                from (select opened_at, acknowledged_at,\s""" + STATE + " as state from delivery where notice = ?) as each",
                (row, _) -> new Told(
                        notice,
                        new Counts(
                                row.getInt(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getInt(6),
                                row.getInt(7))),
                notice.id()));
    }

    /**
     * Words in which a notice was told.
     *
     * @param letters with how many letters, those included that may have arrived with them before they went with others
     */
    public record Words(String sha256, String language, String subject, String text, int letters) {}

    /**
     * Some of the words in which a notice was told, those of most letters first; of a letter that tells several
     * notices, the whole.
     *
     * @param from how many are passed over
     */
    public List<Words> words(Notice notice, int from, int most) {
        return jdbc.query(
                "select t.sha256, t.language, t.subject, t.text, count(*) from (" + SAID + """
                        ) as said join notice_text t using (sha256)
                        group by t.sha256 order by count(*) desc, t.sha256 offset ? limit ?""",
                (row, _) -> new Words(
                        Objects.requireNonNull(row.getString(1)),
                        Objects.requireNonNull(row.getString(2)),
                        Objects.requireNonNull(row.getString(3)),
                        Objects.requireNonNull(row.getString(4)),
                        row.getInt(5)),
                notice.id(),
                notice.id(),
                from,
                most);
    }

    /** In how many words it was told that differ. */
    public int countWords(Notice notice) {
        return count(
                "select count(distinct sha256) from (" + SAID + ") as said join notice_text using (sha256)",
                notice.id(),
                notice.id());
    }

    /**
     * Words as they are kept.
     *
     * @param html as a mail program shows it; loads nothing
     */
    public record Exact(String language, String subject, String text, String html) {
        /** What their digest is of. */
        public byte[] octets() {
            return NoticeMail.digested(language, subject, text, html);
        }
    }

    /** The words of that digest; empty if the notice was not told in them. */
    public Optional<Exact> exactly(Notice notice, String sha256) {
        return jdbc
                .query(
                        "select language, subject, text, html from notice_text where sha256 = ? and exists (select from ("
                                + SAID + ") as said where said.sha256 = notice_text.sha256)",
                        (row, _) -> new Exact(
                                Objects.requireNonNull(row.getString(1)),
                                Objects.requireNonNull(row.getString(2)),
                                Objects.requireNonNull(row.getString(3)),
                                Objects.requireNonNull(row.getString(4))),
                        sha256,
                        notice.id(),
                        notice.id())
                .stream()
                .findFirst();
    }

    /**
     * What programs were told.
     *
     * @param calls how many endpoints
     */
    public record Data(String sha256, String json, int calls) {}

    /**
     * Some of the data by which a notice was told to endpoints, or was to be: what one took, and what it did not; those
     * of most endpoints first.
     *
     * @param from how many are passed over
     */
    public List<Data> data(Notice notice, int from, int most) {
        return jdbc.query(
                "select t.sha256, t.json, count(*) from (" + CALLED + """
                        ) as called join notice_data t using (sha256)
                        group by t.sha256 order by count(*) desc, t.sha256 offset ? limit ?""",
                (row, _) -> new Data(
                        Objects.requireNonNull(row.getString(1)),
                        Objects.requireNonNull(row.getString(2)),
                        row.getInt(3)),
                notice.id(),
                notice.id(),
                from,
                most);
    }

    /** By how many data it was told, or was to be, that differ. */
    public int countData(Notice notice) {
        return count("select count(distinct sha256) from (" + CALLED + ") as called", notice.id(), notice.id());
    }

    private int count(String query, Object... values) {
        return Objects.requireNonNull(jdbc.queryForObject(query, Integer.class, values));
    }

    /**
     * One notice to one recipient.
     *
     * @param recipient id of who it is to
     * @param topics why: of what they asked to be told, that which it touches
     * @param letter the one it goes with; null until it is due
     * @param at when it came into that state; when it is due of one that waits
     * @param status what the mail server said of one that bounced, such as {@code 5.1.1}; else null
     * @param notSentWhy the key of a {@link Deliveries.Why}; null unless it was not sent
     * @param addressDigest null until it was handed over
     * @param call the one it goes with if it is to an endpoint; else null
     * @param perhapsTwice whether it was handed over again although the mail server, or the program, may have had it,
     *     and was not refused then
     * @param perhapsSent whether either may have had it although it was not sent, or is tried no more
     * @param refusal the numbers with which a mail server refused it last, such as {@code 550 5.1.1}; null if none did
     * @param audience of which the recipient is one
     * @param after position after which they are told
     * @param hasEnded whether it goes to an endpoint that has ended by now
     * @param topicsSince what they asked for when the letter was written, if less than all of the topics; else null
     */
    public record Delivery(
            String notice,
            String recipient,
            List<String> topics,
            @Nullable String letter,
            State state,
            Instant at,
            int attempts,
            @Nullable String status,
            @Nullable String notSentWhy,
            @Nullable String textSha256,
            @Nullable String addressDigest,
            @Nullable Instant openedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String call,
            boolean perhapsTwice,
            boolean perhapsSent,
            @Nullable String refusal,
            String audience,
            long after,
            boolean hasEnded,
            @Nullable List<String> topicsSince) {
        public Delivery {
            topics = List.copyOf(topics);
        }
    }

    /**
     * Some deliveries of a notice, by recipient.
     *
     * @param state null for any
     * @param after recipient of the last one before them; empty for the first
     */
    public List<Delivery> deliveries(Notice notice, @Nullable State state, String after, int most) {
        return jdbc.query(
                "select * from (" + DELIVERIES + """
                        where notice = ? and recipient > ?) as each
                        where ?::text is null or state = ? order by recipient limit ?""",
                NoticeBoard::delivery,
                notice.id(),
                after,
                state == null ? null : state.key(),
                state == null ? null : state.key(),
                most);
    }

    /**
     * Where a list of what did not arrive goes on: after a delivery as it was when it was listed.
     *
     * @param givenUp whether it was tried no more; else it came back
     */
    public record Passed(boolean givenUp, Instant since, String notice, String recipient) {
        /** After that one. */
        public static Passed of(Delivery delivery) {
            return new Passed(
                    delivery.state() == State.GIVEN_UP, delivery.at(), delivery.notice(), delivery.recipient());
        }

        /** What {@link #text} said; empty if it is nothing of the kind. */
        public static Optional<Passed> read(String text) {
            var parts = PASSED.matcher(text);
            try {
                return parts.matches()
                        ? Optional.of(new Passed(
                                parts.group(1).equals(State.GIVEN_UP.key()),
                                Instant.parse(parts.group(2)),
                                parts.group(3),
                                parts.group(4)))
                        : Optional.empty();
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }

        /** As in addresses. */
        public String text() {
            return String.join(
                    "_", (givenUp ? State.GIVEN_UP : State.BOUNCED).key(), since.toString(), notice, recipient);
        }
    }

    /**
     * Deliveries that are tried no more, and after them those that came back, of which nothing is to be done; of each
     * the newest first.
     *
     * @param after null for the first
     */
    public List<Delivery> dead(TrustCenterId trustCenter, @Nullable Passed after, int most) {
        var values = new ArrayList<Object>(List.of(trustCenter.value()));
        if (after != null) {
            values.addAll(List.of(after.givenUp(), utc(after.since()), after.notice(), after.recipient()));
        }
        values.add(most);
        return jdbc.query(
                "select * from (" + DELIVERIES + """
                        where trust_center = ? and (bounced_at is not null
                          or (given_up_at is not null and accepted_at is null and not_sent_at is null))) as each
                        """
                        + (after == null ? "" : "where (state = 'given-up', since, notice, recipient) < (?, ?, ?, ?) ")
                        + "order by state = 'given-up' desc, since desc, notice desc, recipient desc limit ?",
                NoticeBoard::delivery,
                values.toArray());
    }

    /** How many calls are made no more that can be made again: those of endpoints that have not ended. */
    public int countCallsGivenUp(TrustCenterId trustCenter) {
        return count("""
                select count(*) from delivery d join webhook w on w.id = d.recipient
                where d.trust_center = ? and d.call is not null and d.given_up_at is not null and d.accepted_at is null
                  and d.not_sent_at is null and w.ended_at is null""", trustCenter.value());
    }

    /** How many are tried no more and can be tried again; not those to an endpoint that has ended. */
    public int countGivenUp(TrustCenterId trustCenter) {
        return count("""
                select count(*) from delivery d where trust_center = ? and given_up_at is not null
                  and accepted_at is null and not_sent_at is null
                  and (call is null or not exists (
                    select from webhook w where w.id = d.recipient and w.ended_at is not null))""", trustCenter.value());
    }

    /** Takes up again a letter that was given up; false if it was not. */
    public boolean tryAgain(TrustCenterId trustCenter, String letter) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            if (!letters.takeUpAgain(trustCenter, letter, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
                return false;
            }
            jdbc.update("update delivery set given_up_at = null where letter = ?", letter);
            return true;
        }));
    }

    /**
     * Tries all letters of a kind again that were tried in vain.
     *
     * @return how many
     */
    public int tryAllAgain(TrustCenterId trustCenter, String kind) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var taken =
                    letters.takeUpAllAgain(trustCenter, kind, clock.instant().truncatedTo(ChronoUnit.MICROS));
            jdbc.update("""
                    update delivery set given_up_at = null
                    where trust_center = ? and given_up_at is not null and accepted_at is null
                      and letter in (select id from letter where trust_center = ? and given_up_at is null)""", trustCenter.value(), trustCenter.value());
            return taken;
        }));
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        var topicsSince = row.getArray(21);
        return new Delivery(
                Objects.requireNonNull(row.getString(1)),
                Objects.requireNonNull(row.getString(2)),
                List.of((String[]) row.getArray(3).getArray()),
                row.getString(4),
                State.named(Objects.requireNonNull(row.getString(5))).orElseThrow(),
                Objects.requireNonNull(instant(row, 6)),
                row.getInt(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                instant(row, 12),
                instant(row, 13),
                row.getString(14),
                row.getBoolean(15),
                row.getBoolean(16),
                row.getString(17),
                Objects.requireNonNull(row.getString(18)),
                row.getLong(19),
                row.getBoolean(20),
                topicsSince == null ? null : List.of((String[]) topicsSince.getArray()));
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        var effectAfter = instant(row, 5);
        var effectUntil = instant(row, 6);
        return new Notice(
                Objects.requireNonNull(row.getString(1)),
                new TrustCenterId(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                effectAfter == null || effectUntil == null ? null : new Notice.Effect(effectAfter, effectUntil),
                Objects.requireNonNull(row.getString(7)),
                List.of((String[]) row.getArray(8).getArray()),
                Objects.requireNonNull(instant(row, 9)),
                row.getInt(10));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
