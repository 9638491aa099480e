package org.trustledger.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterPublished;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Removal;
import org.trustledger.events.Statement;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.Tag;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;

/** Gives facts their positions, as the ledger of one trust center would. */
public final class Facts {
    private final TrustCenterId trustCenter;
    private final Map<String, Integer> revisions = new HashMap<>();
    private final List<PublicFact> all = new ArrayList<>();

    public Facts(String trustCenter) {
        this.trustCenter = new TrustCenterId(trustCenter);
    }

    /** A fact that waits for its commit, which says when it is recorded. */
    public interface Draft extends Function<Instant, Fact> {}

    /** Records the drafts together. */
    public List<PublicFact> commit(Instant recordedAt, Draft... drafts) {
        return approved(recordedAt, null, drafts);
    }

    /** The same with the approval of somebody other than their author; null for nobody's. */
    public List<PublicFact> approved(Instant recordedAt, @Nullable String approver, Draft... drafts) {
        var commitPosition = all.size() + drafts.length;
        var commit = new ArrayList<PublicFact>();
        for (var draft : drafts) {
            commit.add(new PublicFact(
                    trustCenter,
                    (long) all.size() + commit.size() + 1,
                    commitPosition,
                    recordedAt,
                    "actor-0123456789abcdef",
                    approver,
                    "correlation-1",
                    draft.apply(recordedAt)));
        }
        all.addAll(commit);
        return List.copyOf(commit);
    }

    /** Everything recorded so far. */
    public List<PublicFact> all() {
        return List.copyOf(all);
    }

    public TrustCenterId trustCenter() {
        return trustCenter;
    }

    /** A pillar that applies from when it is recorded. */
    public Draft pillar(String id) {
        return stated(id, null, null, null, new Pillar(1000, both(id, id), both(id, id)));
    }

    /**
     * Any content.
     *
     * @param from null for the moment of recording
     */
    public Draft stated(
            String item, @Nullable Instant from, @Nullable Instant until, @Nullable Long corrects, Content content) {
        return stated(item, from, until, both("First publication", "Första publiceringen"), corrects, content);
    }

    public Draft stated(
            String item,
            @Nullable Instant from,
            @Nullable Instant until,
            LocalizedText reason,
            @Nullable Long corrects,
            Content content) {
        return recordedAt -> {
            var revision = revisions.merge(content.getClass() + item, 1, Integer::sum);
            var statement = new Statement(item, revision, from == null ? recordedAt : from, until, reason, corrects);
            return switch (content) {
                case Profile profile -> new ProfilePublished(statement, profile);
                case Pillar pillar -> new PillarPublished(statement, pillar);
                case Category category -> new CategoryPublished(statement, category);
                case Tag tag -> new TagPublished(statement, tag);
                case Answer answer -> new AnswerPublished(statement, answer);
                case AgreementRevision agreement -> new AgreementRevisionPublished(statement, agreement);
                case Subprocessor subprocessor -> new SubprocessorPublished(statement, subprocessor);
                case DataCenter dataCenter -> new DataCenterPublished(statement, dataCenter);
            };
        };
    }

    /** The item is no more from then on; null for since it is recorded. */
    public Draft removed(String item, @Nullable Instant from, Function<Statement, ? extends Removal> removal) {
        return recordedAt -> removal.apply(new Statement(
                item,
                revisions.merge("removed " + item, 2, Integer::sum),
                from == null ? recordedAt : from,
                null,
                both("Not needed", "Behövs inte"),
                null));
    }

    /** Of a provider in Sweden that says everything in English and Swedish. */
    public static Profile profile(String name) {
        return new Profile(
                name,
                name + " AB",
                new ContactFunction(both("Trust office", "Förtroendekansliet"), "trust@nordhamn.example"),
                List.of("en", "sv"),
                ZoneId.of("Europe/Stockholm"),
                Period.ofDays(30),
                null);
    }

    /** The text in English and Swedish. */
    public static LocalizedText both(String english, String swedish) {
        return new LocalizedText(new TreeMap<>(Map.of("en", english, "sv", swedish)));
    }

    /** The instant at which a day begins in Stockholm. */
    public static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneId.of("Europe/Stockholm")).toInstant();
    }
}
