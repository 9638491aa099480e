package org.trustledger.query.statements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.events.AccessFact;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.Removal;
import org.trustledger.events.TrustCenterId;

/**
 * What facts about access make of rows that hold contents: all that was stated of an item until then says nothing any
 * more, and then versions say again what may be read of them.
 *
 * <p>Rows know the position of the fact that stated them, so it does not matter when this is done, if only after the
 * rows are there: those of later facts are left alone. So a rebuild does it once at the end.
 */
public final class Readable {
    /** What a row says that nobody may read: it is not that the item was removed. */
    public static final String NOTHING = "{}";

    private Readable() {}

    /** All that was stated of an item before a position says nothing any more. */
    public record Closing(TrustCenterId trustCenter, String item, long position, LocalizedText reason) {}

    /** The version of that position says this. */
    public record Opening(
            TrustCenterId trustCenter,
            String item,
            long position,
            LocalizedText reason,
            @Nullable Answer content) {}

    /** Closings of different items, and then openings of these. */
    public record Round(List<Closing> closings, List<Opening> openings) {}

    /**
     * What a row tells of a version.
     *
     * @param reason JSON of a localized text
     * @param content JSON; null where the item was removed
     */
    public record Words(String reason, @Nullable String content) {
        /**
         * What one fact about access makes of them.
         *
         * @param fact about the version's item
         * @param position of the version
         */
        public Words after(PublicFact fact, long position) {
            return switch (fact.fact()) {
                case AnswerAccessChanged changed
                when position < fact.position() -> new Words(json(changed.reason()), content == null ? null : NOTHING);
                case AnswerVersionOpened opened
                when position == opened.version() ->
                    new Words(json(opened.reason()), opened.content() == null ? null : json(opened.content()));
                default -> this;
            };
        }
    }

    /** Whose versions are told otherwise than they were stated. */
    public record Item(TrustCenterId trustCenter, String kind, String item) {}

    /** Every item that a fact about access was ever about, as far as the views know. */
    public static Set<Item> items(JdbcTemplate jdbc) {
        return Set.copyOf(jdbc.query(
                "select distinct trust_center, kind, item from access",
                (row, _) -> new Item(
                        new TrustCenterId(row.getString("trust_center")),
                        row.getString("kind"),
                        row.getString("item"))));
    }

    /** The item that a fact about access is about; empty for any other fact. */
    public static Optional<Item> itemOf(PublicFact fact) {
        return fact.fact() instanceof AccessFact access
                ? Optional.of(new Item(fact.trustCenter(), Kind.ANSWER.kindName(), access.item()))
                : Optional.empty();
    }

    /** What a row says of a fact; null if that the item is no more. */
    public static @Nullable String content(ContentFact fact) {
        return switch (fact) {
            case Publication publication -> json(publication.content());
            case AnswerWithheld _ -> Readable.NOTHING;
            case Removal _ -> null;
        };
    }

    /** @param table that has the columns trust_center, kind, item, position, reason and content */
    public static void update(JdbcTemplate jdbc, String table, List<PublicFact> facts) {
        for (var round : rounds(facts)) {
            close(jdbc, table, round.closings());
            open(jdbc, table, round.openings());
        }
    }

    /** What facts about access do, in order. Few items are closed more than once, so this is few rounds. */
    public static List<Round> rounds(List<PublicFact> facts) {
        var rounds = new ArrayList<Round>();
        var reached = new HashMap<Map.Entry<TrustCenterId, String>, Integer>();
        for (var fact : facts) {
            var trustCenter = fact.trustCenter();
            if (fact.fact() instanceof AnswerAccessChanged changed) {
                var round = reached.merge(Map.entry(trustCenter, changed.item()), 1, Integer::sum);
                if (round > rounds.size()) {
                    rounds.add(new Round(new ArrayList<>(), new ArrayList<>()));
                }
                rounds.get(round - 1)
                        .closings()
                        .add(new Closing(trustCenter, changed.item(), fact.position(), changed.reason()));
            } else if (fact.fact() instanceof AnswerVersionOpened opened) {
                var round = reached.getOrDefault(Map.entry(trustCenter, opened.item()), 1);
                if (round > rounds.size()) {
                    rounds.add(new Round(new ArrayList<>(), new ArrayList<>()));
                }
                rounds.get(round - 1)
                        .openings()
                        .add(new Opening(
                                trustCenter, opened.item(), opened.version(), opened.reason(), opened.content()));
            }
        }
        return rounds;
    }

    private static void close(JdbcTemplate jdbc, String table, List<Closing> closings) {
        if (!closings.isEmpty()) {
            jdbc.update(
                    """
                    update %s row set reason = closed.reason::jsonb,
                        content = case when row.content is null then null else '{}'::jsonb end
                    from unnest(?::text[], ?::text[], ?::bigint[], ?::text[])
                      as closed (trust_center, item, position, reason)
                    where row.trust_center = closed.trust_center and row.kind = ? and row.item = closed.item
                      and row.position < closed.position""".formatted(table),
                    closings.stream().map(one -> one.trustCenter().value()).toArray(String[]::new),
                    closings.stream().map(Closing::item).toArray(String[]::new),
                    closings.stream().map(Closing::position).toArray(Long[]::new),
                    closings.stream().map(one -> json(one.reason())).toArray(String[]::new),
                    Kind.ANSWER.kindName());
        }
    }

    private static void open(JdbcTemplate jdbc, String table, List<Opening> openings) {
        if (!openings.isEmpty()) {
            jdbc.update(
                    """
                    update %s row set reason = opened.reason::jsonb, content = opened.content::jsonb
                    from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                      as opened (trust_center, item, position, reason, content)
                    where row.trust_center = opened.trust_center and row.kind = ? and row.item = opened.item
                      and row.position = opened.position""".formatted(table),
                    openings.stream().map(one -> one.trustCenter().value()).toArray(String[]::new),
                    openings.stream().map(Opening::item).toArray(String[]::new),
                    openings.stream().map(Opening::position).toArray(Long[]::new),
                    openings.stream().map(one -> json(one.reason())).toArray(String[]::new),
                    openings.stream()
                            .map(one -> one.content() == null ? null : json(one.content()))
                            .toArray(String[]::new),
                    Kind.ANSWER.kindName());
        }
    }

    private static String json(Object value) {
        return FactCodec.mapper().writeValueAsString(value);
    }
}
