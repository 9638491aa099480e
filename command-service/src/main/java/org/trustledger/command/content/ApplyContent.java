package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterPublished;
import org.trustledger.events.FactCodec;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.Profile;
import org.trustledger.events.ProfilePublished;
import org.trustledger.events.Statement;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.SubprocessorPublished;
import org.trustledger.events.Tag;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;

/**
 * Command: let the trust center say what the document says.
 *
 * @param actor opaque id of who applies it
 */
record ApplyContent(TrustCenterId trustCenter, ContentDocument document, String actor, String correlationId) {

    /**
     * The facts that make an empty trust center say it; none if it says so already.
     *
     * @param recordedAt since when an item without a date applies
     * @throws ReservedName if the trust center would begin under a name that addresses need
     * @throws ReviewNeeded if the trust center has content and the document differs from it
     */
    List<ContentFact> decide(ContentState state, Instant recordedAt) {
        if (state.isEmpty()) {
            ReservedName.refuse(trustCenter);
            var facts = new ArrayList<ContentFact>();
            document.items().forEach(item -> publish(item, recordedAt, facts));
            return facts;
        }
        var differences = differences(state);
        if (!differences.isEmpty()) {
            throw new ReviewNeeded(differences);
        }
        return List.of();
    }

    /** What the trust center says and the document does not mention: it stays, because leaving out never removes. */
    List<ItemId> leftOut(ContentState state) {
        var mentioned = new HashSet<ItemId>();
        document.items().forEach(item -> mentioned.add(item.itemId()));
        return state.items().stream().filter(item -> !mentioned.contains(item)).toList();
    }

    private static void publish(ContentDocument.Item item, Instant recordedAt, List<ContentFact> facts) {
        var versions = item.versions();
        for (var i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            var next = i + 1 < versions.size() ? beginning(versions.get(i + 1), recordedAt) : null;
            var statement =
                    new Statement(item.id(), i + 1, beginning(version, recordedAt), next, version.reason(), null);
            facts.add(fact(statement, version.content()));
        }
    }

    private static Instant beginning(ContentDocument.Version version, Instant recordedAt) {
        return Objects.requireNonNullElse(version.from(), recordedAt);
    }

    private static ContentFact fact(Statement statement, Content content) {
        return switch (content) {
            case Profile profile -> new ProfilePublished(statement, profile);
            case Pillar pillar -> new PillarPublished(statement, pillar);
            case Category category -> new CategoryPublished(statement, category);
            case Tag tag -> new TagPublished(statement, tag);
            case Answer answer -> new AnswerPublished(statement, answer);
            case AgreementRevision revision -> new AgreementRevisionPublished(statement, revision);
            case Subprocessor subprocessor -> new SubprocessorPublished(statement, subprocessor);
            case DataCenter dataCenter -> new DataCenterPublished(statement, dataCenter);
        };
    }

    private List<Difference> differences(ContentState state) {
        var places = places(state);
        var differences = new ArrayList<Difference>();
        for (var item : document.items()) {
            var timeline = state.of(item.itemId());
            if (timeline.isEmpty()) {
                differences.add(new Difference(item.kind().key(), item.id(), Difference.ADDED, null, List.of()));
                continue;
            }
            for (var version : item.versions()) {
                compare(item, version, timeline, places.getOrDefault(item.itemId(), 0L), differences);
            }
        }
        return differences;
    }

    private static void compare(
            ContentDocument.Item item,
            ContentDocument.Version version,
            List<ContentState.Stated> timeline,
            long place,
            List<Difference> differences) {
        var isCurrent = version == item.current();
        var stated = isCurrent
                ? timeline.getLast()
                : timeline.stream()
                        .filter(known -> known.from().equals(version.from()))
                        .findFirst()
                        .orElse(null);
        var from = isCurrent ? null : version.from();
        if (stated == null) {
            differences.add(new Difference(item.kind().key(), item.id(), Difference.ADDED, from, List.of()));
            return;
        }
        // The place is that of the list as it is now; earlier versions keep the one they were recorded with.
        var content = Places.at(isCurrent ? place : Places.of(stated.content()), version.content());
        var fields = new TreeSet<String>();
        if (!content.equals(stated.content())) {
            fields.addAll(differingFields(content, stated.content()));
        }
        if (version.from() != null && !version.from().equals(stated.from())) {
            fields.add("from");
        }
        // The reason of a document tells why it is applied, so a new one changes nothing that was said before.
        if (version.givesReason() && !version.reason().equals(stated.reason())) {
            fields.add("reason");
        }
        if (!fields.isEmpty()) {
            differences.add(
                    new Difference(item.kind().key(), item.id(), Difference.CHANGED, from, List.copyOf(fields)));
        }
    }

    private static Set<String> differingFields(Content one, Content other) {
        var json = FactCodec.mapper();
        var before = json.valueToTree(other);
        var after = json.valueToTree(one);
        var fields = new TreeSet<String>();
        after.propertyNames().forEach(field -> {
            if (!after.get(field).equals(before.get(field))) {
                fields.add(field);
            }
        });
        return fields;
    }

    private Map<ItemId, Long> places(ContentState state) {
        var wanted = new EnumMap<ContentKind, List<ContentDocument.Item>>(ContentKind.class);
        document.items()
                .forEach(item -> wanted.computeIfAbsent(item.kind(), kind -> new ArrayList<>())
                        .add(item));
        var places = new HashMap<ItemId, Long>();
        wanted.forEach((kind, items) -> {
            var known = new HashMap<String, Long>();
            items.forEach(item -> {
                var timeline = state.of(item.itemId());
                if (!timeline.isEmpty()) {
                    known.put(item.id(), Places.of(timeline.getLast().content()));
                }
            });
            // The facts of sub-processors are not in the order of the list: its places are.
            var ids = items.stream()
                    .sorted((one, other) -> Long.compare(
                            Places.of(one.current().content()),
                            Places.of(other.current().content())))
                    .map(ContentDocument.Item::id)
                    .toList();
            Places.of(ids, known).forEach((id, place) -> places.put(new ItemId(kind, id), place));
        });
        return places;
    }
}
