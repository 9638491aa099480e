package org.trustledger.command.content;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.Evidence;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.Trigger;

/** Puts the checked nodes of a document together. Only for a document that schema and {@link Rules} found right. */
final class Assembly {
    private final Node.Mapping document;
    private final String defaultLanguage;
    private final Dates dates;
    private final LocalizedText reason;

    private Assembly(Node.Mapping document) {
        this.document = document;
        var profile = new Wording(mapping(document.get("profile")), Pointer.ROOT.to("profile"), null);
        defaultLanguage = string(profile.entries("languages").getFirst().node());
        dates = new Dates(ZoneId.of(string(profile, "timeZone")));
        reason = text(required(document.get("reason")));
    }

    static ContentDocument assemble(Node.Mapping document) {
        return new Assembly(document).assemble();
    }

    private ContentDocument assemble() {
        var items = new ArrayList<ContentDocument.Item>();
        for (var kind : ContentKind.values()) {
            var node = document.get(kind.key());
            if (node instanceof Node.Mapping profile) {
                items.add(item(kind, Profile.ITEM, profile, 0));
            } else if (node instanceof Node.Sequence list) {
                var order = 0L;
                var ofKind = new ArrayList<ContentDocument.Item>(list.nodes().size());
                for (var element : list.nodes()) {
                    order += Places.GAP;
                    var mapping = mapping(element);
                    ofKind.add(item(kind, string(required(mapping.get("id"))), mapping, order));
                }
                items.addAll(kind == ContentKind.SUBPROCESSOR ? parentsFirst(ofKind) : ofKind);
            }
        }
        var basedOn = document.get("basedOn");
        return new ContentDocument(
                basedOn instanceof Node.Scalar position ? Long.valueOf(position.text()) : null, reason, items);
    }

    private ContentDocument.Item item(ContentKind kind, String id, Node.Mapping mapping, long order) {
        var versions = Wording.versionsOf(mapping, Pointer.ROOT).stream()
                .map(wording -> version(kind, wording, order))
                // Only the current version can be without a date, and it is the last.
                .sorted(Comparator.comparing(
                        ContentDocument.Version::from, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        var access = mapping.get("access");
        return new ContentDocument.Item(
                kind, id, versions, access == null ? null : Access.valueOf(constant(string(access))));
    }

    private ContentDocument.Version version(ContentKind kind, Wording wording, long order) {
        var from = wording.own().get("from");
        var until = wording.own().get("until");
        var ownReason = wording.own().get("reason");
        return new ContentDocument.Version(
                from == null ? null : instant(string(from)),
                until == null ? null : instant(string(until)),
                content(kind, wording, order),
                ownReason == null ? reason : text(ownReason),
                ownReason != null);
    }

    private Instant instant(String date) {
        return dates.instantOf(date).orElseThrow(() -> unchecked("a date", date));
    }

    private Content content(ContentKind kind, Wording wording, long order) {
        return switch (kind) {
            case PROFILE ->
                new Profile(
                        string(wording, "name"),
                        string(wording, "legalName"),
                        contact(wording),
                        strings(wording, "languages"),
                        ZoneId.of(string(wording, "timeZone")),
                        Period.parse(string(wording, "defaultNoticePeriod")),
                        optionalText(wording, "introduction"));
            case PILLAR -> new Pillar(order, text(wording, "title"), text(wording, "text"));
            case CATEGORY -> new Category(order, text(wording, "label"));
            case TAG ->
                new Tag(
                        order,
                        text(wording, "label"),
                        TagKind.valueOf(constant(string(wording, "kind"))),
                        optionalText(wording, "legalReference"));
            case ANSWER ->
                new Answer(
                        order,
                        string(wording, "category"),
                        strings(wording, "tags"),
                        text(wording, "question"),
                        optionalText(wording, "text"),
                        null,
                        evidence(wording));
            case AGREEMENT -> {
                var trigger = trigger(wording);
                var clauses = clauses(wording);
                yield new AgreementRevision(
                        order,
                        text(wording, "title"),
                        trigger,
                        ownText(wording.own(), "legalSource"),
                        clauses,
                        reasons(wording, trigger, clauses));
            }
            case SUBPROCESSOR ->
                new Subprocessor(
                        order,
                        string(wording, "legalName"),
                        string(wording, "address"),
                        wording.text("registrationNumber"),
                        wording.text("lei"),
                        contact(wording),
                        text(wording, "processing"),
                        texts(wording, "services"),
                        texts(wording, "dataCategories"),
                        strings(wording, "storageCountries"),
                        strings(wording, "processingCountries"),
                        optionalText(wording, "transferMechanism"),
                        truth(wording, "agreementInPlace"),
                        wording.text("parent"),
                        optionalText(wording, "condition"));
            case DATA_CENTER ->
                new DataCenter(
                        order,
                        text(wording, "name"),
                        string(wording, "operator"),
                        text(wording, "location"),
                        string(wording, "country"),
                        text(wording, "purpose"),
                        texts(wording, "services"),
                        strings(wording, "certifications"));
        };
    }

    private List<Evidence> evidence(Wording answer) {
        return answer.entries("evidence").stream()
                .map(entry -> new Wording(mapping(entry.node()), entry.at(), null))
                .map(own -> new Evidence(
                        optionalText(own, "title"), own.text("link"), own.text("agreement"), own.text("clause")))
                .toList();
    }

    private List<Clause> clauses(Wording agreement) {
        if (agreement.own().get("allClauses") != null) {
            return agreement.entries("allClauses").stream()
                    .map(entry -> clause(new Wording(mapping(entry.node()), entry.at(), null)))
                    .toList();
        }
        var clauses = new LinkedHashMap<String, Wording>();
        var current = agreement.current() == null ? agreement : agreement.current();
        for (var entry : current.entries("clauses")) {
            var clause = new Wording(mapping(entry.node()), entry.at(), null);
            clauses.put(string(clause, "id"), clause);
        }
        if (!agreement.isCurrent() && agreement.gives("clauses")) {
            for (var entry : agreement.entries("clauses")) {
                var own = mapping(entry.node());
                clauses.computeIfPresent(
                        string(required(own.get("id"))), (id, clause) -> new Wording(own, entry.at(), clause));
            }
        }
        if (!agreement.isCurrent()) {
            agreement.entries("withoutClauses").forEach(without -> clauses.remove(string(without.node())));
        }
        return clauses.values().stream().map(this::clause).toList();
    }

    private Clause clause(Wording clause) {
        return new Clause(
                string(clause, "id"), string(clause, "number"), text(clause, "heading"), text(clause, "text"));
    }

    /** In the order of the clauses, those of removed ones last. Never inherited: a reason belongs to its revision. */
    private List<ClauseReason> reasons(Wording agreement, Trigger trigger, List<Clause> clauses) {
        var given = new HashMap<String, Node.Mapping>();
        for (var key : List.of("clauses", "allClauses")) {
            if (agreement.own().get(key) instanceof Node.Sequence list) {
                list.nodes().forEach(entry -> {
                    var clause = mapping(entry);
                    given.put(string(required(clause.get("id"))), clause);
                });
            }
        }
        var reasons = new ArrayList<ClauseReason>();
        for (var clause : clauses) {
            var own = given.get(clause.id());
            if (own != null && own.get("reason") != null) {
                reasons.add(reason(own, trigger));
            }
        }
        if (agreement.own().get("removedClauses") instanceof Node.Sequence removed) {
            removed.nodes().forEach(entry -> reasons.add(reason(mapping(entry), trigger)));
        }
        return reasons;
    }

    private ClauseReason reason(Node.Mapping clause, Trigger otherwise) {
        var trigger = clause.get("trigger");
        return new ClauseReason(
                string(required(clause.get("id"))),
                trigger == null ? otherwise : Trigger.valueOf(constant(string(trigger))),
                ownText(clause, "legalSource"),
                text(required(clause.get("reason"))));
    }

    private static Trigger trigger(Wording wording) {
        return Trigger.valueOf(constant(string(wording, "trigger")));
    }

    private @Nullable LocalizedText ownText(Node.Mapping mapping, String key) {
        var node = mapping.get(key);
        return node == null ? null : text(node);
    }

    private ContactFunction contact(Wording wording) {
        var contact = wording.get("contact");
        var mapping = mapping(contact == null ? null : contact.node());
        return new ContactFunction(text(required(mapping.get("function"))), string(required(mapping.get("address"))));
    }

    private LocalizedText text(Wording wording, String key) {
        var placed = wording.get(key);
        return text(required(placed == null ? null : placed.node()));
    }

    private @Nullable LocalizedText optionalText(Wording wording, String key) {
        var placed = wording.get(key);
        return placed == null ? null : text(placed.node());
    }

    private List<LocalizedText> texts(Wording wording, String key) {
        return wording.entries(key).stream().map(entry -> text(entry.node())).toList();
    }

    private LocalizedText text(Node node) {
        if (node instanceof Node.Mapping mapping) {
            var byLanguage = new TreeMap<String, String>();
            mapping.entries().forEach((language, entry) -> byLanguage.put(language, string(entry.value())));
            return new LocalizedText(byLanguage);
        }
        return LocalizedText.of(defaultLanguage, string(node));
    }

    private static List<String> strings(Wording wording, String key) {
        return wording.entries(key).stream().map(entry -> string(entry.node())).toList();
    }

    private static String string(Wording wording, String key) {
        var placed = wording.get(key);
        return string(required(placed == null ? null : placed.node()));
    }

    private static String string(Node node) {
        var text = node.asText();
        if (text == null) {
            throw unchecked("a text", node.inWords());
        }
        return text;
    }

    private static boolean truth(Wording wording, String key) {
        var placed = wording.get(key);
        return required(placed == null ? null : placed.node()) instanceof Node.Scalar scalar
                && scalar.text().equalsIgnoreCase("true");
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Node.Mapping mapping(@Nullable Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw unchecked("a map", node == null ? Fault.NODE_NOTHING : node.inWords());
    }

    private static Node required(@Nullable Node node) {
        if (node == null) {
            throw unchecked("a value", Fault.NODE_NOTHING);
        }
        return node;
    }

    private static IllegalStateException unchecked(String wanted, Object found) {
        return new IllegalStateException(
                "%s where the schema asks for %s: was the document checked?".formatted(found, wanted));
    }

    private static List<ContentDocument.Item> parentsFirst(List<ContentDocument.Item> items) {
        var byId = new HashMap<String, ContentDocument.Item>();
        items.forEach(item -> byId.put(item.id(), item));
        var placed = new LinkedHashSet<ContentDocument.Item>();
        items.forEach(item -> placeAfterParents(item, byId, placed));
        return List.copyOf(placed);
    }

    private static void placeAfterParents(
            ContentDocument.Item item, Map<String, ContentDocument.Item> byId, Set<ContentDocument.Item> placed) {
        if (item.current().content() instanceof Subprocessor subprocessor && subprocessor.parent() != null) {
            var parent = byId.get(subprocessor.parent());
            if (parent != null && !placed.contains(parent)) {
                placeAfterParents(parent, byId, placed);
            }
        }
        placed.add(item);
    }
}
