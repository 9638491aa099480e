package org.trustledger.command.notices;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;

/**
 * What is told, for programs: the data of a CloudEvent of type {@link #TYPE}. Published, so a member is added in a new
 * version only, and every version's sample stays readable.
 *
 * @param through ledger position up to which it tells
 * @param at the moment as of which it tells
 * @param changes as a letter has them, the first with what they read before and after
 * @param leftOut how many more there are
 * @param more where all of them are
 */
public record NoticeData(
        TrustCenterId trustCenter, long through, Instant at, List<Change> changes, int leftOut, String more) {
    public static final String TYPE = "org.trustledger.notices.published.v1";

    private static final int MOST = 1_000;
    private static final int MOST_CHARACTERS = 500_000;
    // BCP 47 for a name that is the same in every language.
    private static final String ANY_LANGUAGE = "und";

    public NoticeData {
        changes = List.copyOf(changes);
    }

    /**
     * One change.
     *
     * @param title by language; {@code und} for a name that is the same in all; null for a pack
     * @param from since when it is so; of what was withdrawn, when it would have come
     * @param until until when it was so, if what is corrected is past; else null
     * @param formerly since or for when it was known before; null if that was no other day
     * @param ends whether nothing applies from then on; of what was withdrawn, whether that had been announced
     * @param onRequest whether its text is handed out to those who ask for it
     * @param whole whether what it reads is here; if not, it is where the links lead
     * @param before what applied before, or was announced and is withdrawn; null if nothing did, or if it is not here
     * @param after what applies from then on; null if nothing does, or if it is not here
     * @param position of the last fact that makes it so
     * @param editions of a pack, by language; none for anything else
     */
    public record Change(
            ToldKind kind,
            String item,
            Happened happened,
            @Nullable LocalizedText title,
            Instant from,
            @Nullable Instant until,
            @Nullable Instant formerly,
            boolean ends,
            boolean onRequest,
            boolean whole,
            @Nullable Version before,
            @Nullable Version after,
            List<ToldItem.Why> why,
            List<ToldPack.Edition> editions,
            long position,
            Instant recordedAt,
            List<String> topics,
            Links links) {
        public Change {
            why = List.copyOf(why);
            editions = List.copyOf(editions);
            topics = List.copyOf(topics);
        }
    }

    /**
     * What it reads from a moment on.
     *
     * @param position of the fact that states it
     * @param content as in that fact
     */
    public record Version(long position, int revision, Instant from, JsonNode content) {}

    /**
     * @param page for people
     * @param redline both versions of an agreement, clause by clause; null for anything else
     * @param history for programs: every version that was ever recorded; null for a pack
     */
    public record Links(
            String page, @Nullable String redline, @Nullable String history) {}

    /** @param publicBase address under which the world reaches the counter */
    public static NoticeData of(Told told, URI publicBase) {
        return of(told, publicBase, Told.MOST_WHOLE, MOST);
    }

    /** The same in so many bytes of JSON at most: fewer changes whole, and at last fewer of them. */
    public static NoticeData of(Told told, URI publicBase, int mostBytes) {
        var whole = Math.min(Told.MOST_WHOLE, told.changes().size());
        var most = Math.min(MOST, told.changes().size());
        var data = of(told, publicBase, whole, most);
        while (data.write().length > mostBytes && most > 0) {
            if (whole > 0) {
                whole /= 2;
            } else {
                most /= 2;
            }
            data = of(told, publicBase, whole, most);
        }
        return data;
    }

    private static NoticeData of(Told told, URI publicBase, int mostWhole, int most) {
        var links = CounterLinks.of(publicBase, told.trustCenter(), null);
        var changes = new ArrayList<Change>();
        var room = MOST_CHARACTERS;
        for (var change : told.changes()) {
            if (changes.size() == most) {
                break;
            }
            changes.add(
                    switch (change) {
                        case ToldPack pack -> change(pack, links);
                        case ToldItem item -> {
                            var fits = changes.size() < mostWhole && room > 0;
                            var whole = change(fits ? item : item.abridged(), links);
                            room -= weight(whole);
                            // An agreement alone can be longer than all there is room for.
                            yield room < 0 && fits ? change(item.abridged(), links) : whole;
                        }
                    });
        }
        return new NoticeData(
                told.trustCenter(),
                told.through(),
                told.at(),
                changes,
                told.changes().size() - changes.size(),
                links.changes());
    }

    private static int weight(Change change) {
        var weight = 0;
        for (var version : new @Nullable Version[] {change.before(), change.after()}) {
            weight += version == null ? 0 : version.content().toString().length();
        }
        return weight;
    }

    private static Change change(ToldItem item, CounterLinks links) {
        var before = item.before();
        var after = item.after();
        return new Change(
                item.kind(),
                item.item(),
                item.happened(),
                title(item.named()),
                item.when().from(),
                item.when().until(),
                item.when().formerly(),
                item.ends(),
                item.onRequest(),
                item.isWhole(),
                version(before),
                version(after),
                item.whys(),
                List.of(),
                item.position(),
                item.recordedAt(),
                item.topics(),
                new Links(
                        links.page(item.kind(), item.item()),
                        item.kind() == ToldKind.AGREEMENT && before != null && after != null
                                ? links.redline(item.item(), before.position(), after.position())
                                : null,
                        links.history(item.kind(), item.item())));
    }

    private static Change change(ToldPack pack, CounterLinks links) {
        var newest = pack.editions().getFirst();
        return new Change(
                pack.kind(),
                pack.item(),
                pack.happened(),
                null,
                newest.validAt(),
                null,
                null,
                false,
                false,
                true,
                null,
                null,
                List.of(),
                pack.editions(),
                pack.position(),
                pack.recordedAt(),
                pack.topics(),
                new Links(links.page(pack.kind(), newest.id()), null, null));
    }

    private static @Nullable Version version(ToldItem.@Nullable Version version) {
        return version == null
                ? null
                : new Version(
                        version.position(),
                        version.revision(),
                        version.from(),
                        // By way of its text, or a number would be of another type than when it is read back.
                        FactCodec.mapper().readTree(FactCodec.mapper().writeValueAsBytes(version.content())));
    }

    private static LocalizedText title(Content named) {
        return switch (named) {
            case Answer answer -> answer.question();
            case AgreementRevision revision -> revision.title();
            case DataCenter place -> place.name();
            case Subprocessor subprocessor -> LocalizedText.of(ANY_LANGUAGE, subprocessor.legalName());
            default -> throw new IllegalStateException("Nobody is told of %s".formatted(named.getClass()));
        };
    }

    /** As JSON in UTF-8. */
    public byte[] write() {
        return FactCodec.mapper().writeValueAsBytes(this);
    }

    /** What {@link #write} made. */
    public static NoticeData read(byte[] json) {
        return FactCodec.mapper().readValue(json, NoticeData.class);
    }
}
