package org.trustledger.command.content;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Characters;

/**
 * What a schema cannot say of a document: that dates follow each other, that what is named exists, and exists by then.
 *
 * <p>Looks at documents that break the schema too, so that everything wrong is told at once; what is missing or of the
 * wrong type is passed over in silence here, because the schema has told it.
 */
final class Rules {
    /** The keys whose value may be a map from language to text. */
    private static final Set<String> TEXTS = Set.of(
            "condition",
            "function",
            "heading",
            "introduction",
            "label",
            "legalReference",
            "legalSource",
            "location",
            "name",
            "processing",
            "purpose",
            "question",
            "reason",
            "text",
            "title",
            "transferMechanism");

    private static final Set<String> LISTS_OF_TEXTS = Set.of("services", "dataCategories");

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.*Z)?");

    /** Directional embeddings and overrides: they make a line read otherwise than it is stored. */
    private static final int LONGEST_CHAIN = 20;

    private final Problems problems;
    private final Instant now;
    private final Node.Mapping document;
    private final Map<ContentKind, Map<String, Item>> items = new EnumMap<>(ContentKind.class);
    private final Set<String> countries = Set.of(Locale.getISOCountries());
    private final Set<String> languages = new LinkedHashSet<>();
    private final @Nullable String defaultLanguage;

    /** The default languages of all versions of the profile: what was written under another one stays as it is. */
    private final Set<String> defaultLanguages = new LinkedHashSet<>();

    private final Dates dates;

    /** An item with its versions in the order of their beginnings. */
    private record Item(List<Version> versions) {
        Instant begins() {
            return versions.getFirst().from();
        }

        Version at(Instant instant) {
            var found = versions.getFirst();
            for (var version : versions) {
                if (!version.from().isAfter(instant)) {
                    found = version;
                }
            }
            return found;
        }
    }

    /** @param from when it is recorded, for a current version without a date of its own */
    private record Version(Wording wording, Instant from) {
        Object fromInWords() {
            var from = wording.own().get("from");
            var text = from == null ? null : from.asText();
            return text == null ? FaultWords.Part.of(Fault.DAY_OF_RECORDING) : text;
        }
    }

    private Rules(Node.Mapping document, Instant now, Problems problems) {
        this.document = document;
        this.now = now;
        this.problems = problems;
        var profile = document.get("profile") instanceof Node.Mapping mapping
                ? Wording.versionsOf(mapping, Pointer.ROOT.to("profile"))
                : List.<Wording>of();
        profile.forEach(version -> {
            version.entries("languages").forEach(this::addLanguage);
            version.entries("languages").stream()
                    .limit(1)
                    .map(Wording.Placed::asText)
                    .filter(Objects::nonNull)
                    .forEach(defaultLanguages::add);
        });
        defaultLanguage = languages.isEmpty() ? null : languages.iterator().next();
        dates = new Dates(profile.isEmpty() ? ZoneOffset.UTC : zoneOf(profile.getFirst()));
    }

    /** @param now the moment against which "in the future" is told, and when what has no date is taken to begin */
    static void check(Node.Mapping document, Instant now, Problems problems) {
        new Rules(document, now, problems).check();
    }

    private void check() {
        document.entries().forEach((key, entry) -> checkTexts(key, entry.value(), Pointer.ROOT.to(key)));
        for (var kind : ContentKind.values()) {
            items.put(kind, new LinkedHashMap<>());
            if (kind == ContentKind.PROFILE) {
                if (document.get(kind.key()) instanceof Node.Mapping profile) {
                    checkProfile(profile);
                }
            } else if (document.get(kind.key()) instanceof Node.Sequence list) {
                collect(kind, list);
            }
        }
        items.forEach((kind, known) -> known.values().forEach(item -> check(kind, item)));
        checkChains();
    }

    private void checkProfile(Node.Mapping profile) {
        var at = Pointer.ROOT.to("profile");
        versions(ContentKind.PROFILE, profile, at).versions().forEach(version -> {
            repeats(version.wording(), "languages");
            if (!version.wording().isCurrent() && version.wording().gives("timeZone")) {
                zoneOf(version.wording());
            }
        });
    }

    private void collect(ContentKind kind, Node.Sequence list) {
        var lines = new HashMap<String, Integer>();
        for (var i = 0; i < list.nodes().size() && !problems.isFull(); i++) {
            if (list.nodes().get(i) instanceof Node.Mapping mapping) {
                var at = Pointer.ROOT.to(kind.key()).to(i);
                var item = versions(kind, mapping, at);
                var id = mapping.get("id");
                var text = id == null ? null : id.asText();
                if (id == null || text == null) {
                    continue;
                }
                var first = lines.putIfAbsent(text, id.line());
                if (first == null) {
                    Objects.requireNonNull(items.get(kind)).put(text, item);
                } else {
                    problems.at(at.to("id"), id, Fault.ID_TWICE, text, kind.inWords(), first);
                }
            }
        }
    }

    private void check(ContentKind kind, Item item) {
        if (problems.isFull()) {
            return;
        }
        for (var version : item.versions()) {
            var wording = version.wording();
            switch (kind) {
                case ANSWER -> {
                    exists(ContentKind.CATEGORY, version, wording.get("category"));
                    repeats(wording, "tags");
                    wording.entries("tags").forEach(tag -> exists(ContentKind.TAG, version, tag));
                    checkEvidence(wording);
                }
                case SUBPROCESSOR -> checkSubprocessor(version);
                case DATA_CENTER -> {
                    repeats(wording, "certifications");
                    if (wording.gives("country")) {
                        checkCountry(wording.get("country"));
                    }
                }
                case AGREEMENT -> checkClauses(wording);
                case PROFILE, CATEGORY, TAG, PILLAR -> {
                    // Nothing in these refers to anything.
                }
            }
        }
    }

    private ZoneId zoneOf(Wording profile) {
        var zone = profile.get("timeZone");
        var name = zone == null ? null : zone.asText();
        if (zone == null || name == null) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            problems.at(
                    zone.at(),
                    zone.node(),
                    Fault.NO_TIME_ZONE,
                    Problems.shortened(name),
                    Nearest.hint(name, ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
        return ZoneId.of(name);
    }

    private Item versions(ContentKind kind, Node.Mapping mapping, Pointer at) {
        var wordings = Wording.versionsOf(mapping, at);
        var versions = new ArrayList<Version>();
        for (var wording : wordings) {
            var from = beginning(kind, wording);
            if (from != null) {
                versions.add(new Version(wording, from));
            }
        }
        if (versions.isEmpty()) {
            return new Item(List.of(new Version(wordings.getFirst(), now)));
        }
        var current = versions.getFirst().wording().isCurrent() ? versions.getFirst() : null;
        versions.sort(Comparator.comparing(Version::from));
        for (var i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            if (version == current) {
                continue;
            }
            if (current != null && !version.from().isBefore(current.from())) {
                wrongOrder(version, Fault.VERSION_NOT_EARLIER, version.fromInWords(), current.fromInWords());
            } else if (i > 0 && versions.get(i - 1).from().equals(version.from())) {
                wrongOrder(version, Fault.VERSIONS_BEGIN_TOGETHER, version.fromInWords());
            }
        }
        for (var i = 0; i < versions.size(); i++) {
            checkEnd(kind, versions.get(i), i + 1 < versions.size() ? versions.get(i + 1) : null);
        }
        return new Item(List.copyOf(versions));
    }

    private void checkEnd(ContentKind kind, Version version, @Nullable Version next) {
        var node = version.wording().own().get("until");
        var text = node == null ? null : node.asText();
        if (node == null || text == null || !DATE.matcher(text).matches()) {
            return;
        }
        var at = version.wording().at().to("until");
        var until = dates.instantOf(text);
        if (until.isEmpty()) {
            problems.at(at, node, Fault.NO_DAY, "until", text);
        } else if (!until.get().isAfter(version.from())) {
            problems.at(at, node, Fault.ENDS_BEFORE_IT_BEGINS, text, version.fromInWords());
        } else if (next != null && !until.get().isBefore(next.from())) {
            problems.at(at, node, Fault.ENDS_WITH_THE_NEXT, next.fromInWords());
        } else if (kind.isPresence() && until.get().isAfter(now)) {
            problems.at(at, node, Fault.ENDS_AHEAD, kind.inWords());
        }
    }

    private void wrongOrder(Version version, Fault fault, Object... values) {
        var from = version.wording().get("from");
        if (from != null) {
            problems.at(from.at(), from.node(), fault, values);
        }
    }

    private @Nullable Instant beginning(ContentKind kind, Wording wording) {
        var node = wording.own().get("from");
        if (node == null) {
            return wording.isCurrent() ? now : null;
        }
        var text = node.asText();
        // A text that is not even of the form of a date has been told by the schema.
        if (text == null || !DATE.matcher(text).matches()) {
            return null;
        }
        var at = wording.at().to("from");
        var found = dates.instantOf(text);
        if (found.isEmpty()) {
            problems.at(at, node, Fault.NO_DAY, "from", text);
            return null;
        }
        if (kind.isPresence() && found.get().isAfter(now)) {
            problems.at(at, node, Fault.BEGINS_AHEAD, kind.inWords());
        }
        return found.get();
    }

    private void exists(ContentKind kind, Version version, Wording.@Nullable Placed reference) {
        var id = reference == null ? null : reference.asText();
        if (reference == null || id == null) {
            return;
        }
        var known = Objects.requireNonNull(items.get(kind));
        var item = known.get(id);
        if (item == null) {
            if (isOwn(version.wording(), reference)) {
                problems.at(
                        reference.at(),
                        reference.node(),
                        Fault.NO_SUCH_ITEM,
                        kind.inWords(),
                        Problems.shortened(id),
                        Nearest.hint(id, known.keySet()));
            }
        } else if (item.begins().isAfter(version.from())) {
            var from = version.wording().own().get("from");
            problems.at(
                    from == null ? reference.at() : version.wording().at().to("from"),
                    from == null ? reference.node() : from,
                    Fault.ITEM_BEGINS_LATER,
                    version.fromInWords(),
                    kind.inWords(),
                    id,
                    item.versions().getFirst().fromInWords());
        }
    }

    /** Whether it stands in the version itself: what it takes from the current one is told there. */
    private static boolean isOwn(Wording wording, Wording.Placed placed) {
        for (Pointer at = placed.at(); at != null; at = at.parent()) {
            if (at.equals(wording.at())) {
                return true;
            }
        }
        return false;
    }

    private void repeats(Wording wording, String key) {
        if (!wording.gives(key)) {
            return;
        }
        var seen = new HashSet<String>();
        for (var entry : wording.entries(key)) {
            var text = entry.asText();
            if (text != null && !seen.add(text)) {
                problems.at(entry.at(), entry.node(), Fault.ENTRY_TWICE, text, key);
            }
        }
    }

    private void checkEvidence(Wording answer) {
        var entries = answer.entries("evidence");
        if (!entries.isEmpty() && answer.get("text") == null) {
            problems.at(answer.at(), answer.own(), Fault.EVIDENCE_OF_NOTHING);
        }
        for (var entry : entries) {
            // What it takes from the current version is told there.
            if (entry.node() instanceof Node.Mapping own && isOwn(answer, entry)) {
                checkOneEvidence(new Wording(own, entry.at(), null));
            }
        }
    }

    private void checkEvidenceClause(String agreement, Wording.Placed clause) {
        var known = Objects.requireNonNull(items.get(ContentKind.AGREEMENT)).get(agreement);
        var id = clause.asText();
        // An agreement that the document leaves out stays as it is; whether it has the clause the ledger knows.
        if (known == null || id == null) {
            return;
        }
        var clauses = new LinkedHashSet<String>();
        for (var version : known.versions()) {
            for (var key : List.of("clauses", "allClauses")) {
                version.wording().entries(key).stream()
                        .filter(entry -> entry.node() instanceof Node.Mapping)
                        .map(entry -> ((Node.Mapping) entry.node()).get("id"))
                        .filter(Objects::nonNull)
                        .map(Node::asText)
                        .filter(Objects::nonNull)
                        .forEach(clauses::add);
            }
        }
        if (!clauses.contains(id)) {
            problems.at(
                    clause.at(),
                    clause.node(),
                    Fault.EVIDENCE_NO_CLAUSE,
                    agreement,
                    Problems.shortened(id),
                    Nearest.hint(id, clauses));
        }
    }

    private void checkOneEvidence(Wording evidence) {
        var link = evidence.get("link");
        var agreement = evidence.get("agreement");
        var title = evidence.get("title");
        var clause = evidence.get("clause");
        if (link == null && agreement == null) {
            problems.at(
                    evidence.at(),
                    evidence.own(),
                    clause == null ? Fault.EVIDENCE_NEITHER : Fault.EVIDENCE_CLAUSE_OF_NOTHING);
        } else if (link != null && agreement != null) {
            problems.at(link.at(), link.node(), Fault.EVIDENCE_BOTH);
        } else if (link != null && title == null && link.asText() instanceof String address) {
            problems.at(evidence.at(), evidence.own(), Fault.EVIDENCE_TITLE_MISSING, Problems.shortened(address));
        } else if (link != null && clause != null) {
            problems.at(clause.at(), clause.node(), Fault.EVIDENCE_CLAUSE_OF_NOTHING);
        } else if (agreement != null && title != null) {
            problems.at(title.at(), title.node(), Fault.EVIDENCE_TITLE_OF_AGREEMENT);
        } else if (agreement != null && clause != null && agreement.asText() instanceof String id) {
            checkEvidenceClause(id, clause);
        }
    }

    private void checkSubprocessor(Version version) {
        var wording = version.wording();
        for (var key : List.of("storageCountries", "processingCountries")) {
            if (wording.gives(key)) {
                repeats(wording, key);
                wording.entries(key).forEach(this::checkCountry);
            }
        }
        if (wording.gives("lei")) {
            var lei = wording.get("lei");
            var text = lei == null ? null : lei.asText();
            if (lei != null && text != null && text.matches("[A-Z0-9]{18}[0-9]{2}") && !Lei.isValid(text)) {
                problems.at(lei.at(), lei.node(), Fault.LEI_DIGITS, text);
            }
        }
        if (wording.isCurrent() || wording.gives("lei") || wording.gives("registrationNumber")) {
            if (wording.get("lei") == null && wording.get("registrationNumber") == null) {
                problems.at(wording.at(), wording.own(), Fault.REGISTRATION_MISSING);
            }
        }
        checkTransfer(wording);
        if (wording.get("parent") instanceof Wording.Placed parent) {
            exists(ContentKind.SUBPROCESSOR, version, parent);
        }
    }

    private void checkCountry(Wording.@Nullable Placed country) {
        var code = country == null ? null : country.asText();
        if (country != null && code != null && code.matches("[A-Z]{2}") && !countries.contains(code)) {
            problems.at(country.at(), country.node(), Fault.NO_COUNTRY, code, Eea.slip(code));
        }
    }

    private void checkTransfer(Wording wording) {
        if (wording.get("transferMechanism") != null
                || !(wording.isCurrent()
                        || wording.gives("transferMechanism")
                        || wording.gives("storageCountries")
                        || wording.gives("processingCountries"))) {
            return;
        }
        SortedSet<String> outside = new TreeSet<>();
        for (var key : List.of("storageCountries", "processingCountries")) {
            for (var country : wording.entries(key)) {
                var code = country.asText();
                if (code != null && countries.contains(code) && !Eea.has(code)) {
                    outside.add(code);
                }
            }
        }
        if (!outside.isEmpty()) {
            problems.at(wording.at(), wording.own(), Fault.TRANSFER_MISSING, String.join(", ", outside));
        }
    }

    private void checkClauses(Wording agreement) {
        var current = agreement.current();
        var clauses = clausesOf(agreement.own(), agreement.at(), "clauses");
        if (current == null) {
            checkNumbers(clauses);
            checkReasons(agreement, clauses, clauses.keySet());
            return;
        }
        if (agreement.gives("allClauses")) {
            checkAllClauses(agreement);
            return;
        }
        var currently = clausesOf(current.own(), current.at(), "clauses");
        for (var clause : clauses.values()) {
            var id = Objects.requireNonNull(clause.own().get("id"));
            checkKnownClause(
                    Objects.requireNonNull(id.asText()),
                    new Wording.Placed(id, clause.at().to("id")),
                    currently);
        }
        var then = new LinkedHashMap<String, Wording>();
        currently.forEach((id, clause) -> {
            var own = clauses.get(id);
            then.put(id, own == null ? clause : new Wording(own.own(), own.at(), clause));
        });
        repeats(agreement, "withoutClauses");
        for (var without : agreement.entries("withoutClauses")) {
            var id = without.asText();
            if (id == null) {
                continue;
            }
            checkKnownClause(id, without, currently);
            then.remove(id);
            if (clauses.containsKey(id)) {
                problems.at(without.at(), without.node(), Fault.CLAUSE_THERE_AND_NOT, id);
            }
        }
        if (then.isEmpty() && !currently.isEmpty()) {
            problems.at(agreement.at(), agreement.own(), Fault.NO_CLAUSE_LEFT);
        }
        checkNumbers(then);
        checkReasons(agreement, clauses, then.keySet());
    }

    private void checkAllClauses(Wording agreement) {
        for (var key : List.of("clauses", "withoutClauses")) {
            var entry = agreement.own().entries().get(key);
            if (entry != null) {
                problems.atKey(agreement.at().to(key), entry, Fault.ALL_CLAUSES_SUFFICE, key);
            }
        }
        var all = clausesOf(agreement.own(), agreement.at(), "allClauses");
        checkNumbers(all);
        checkReasons(agreement, all, all.keySet());
    }

    private void checkReasons(Wording agreement, Map<String, Wording> given, Set<String> present) {
        given.values().forEach(clause -> {
            for (var key : List.of("trigger", "legalSource")) {
                var entry = clause.own().entries().get(key);
                if (entry != null && clause.own().get("reason") == null) {
                    problems.atKey(clause.at().to(key), entry, Fault.REASON_MISSING, key);
                }
            }
        });
        clausesOf(agreement.own(), agreement.at(), "removedClauses").forEach((id, removed) -> {
            if (present.contains(id)) {
                problems.at(
                        removed.at().to("id"),
                        Objects.requireNonNull(removed.own().get("id")),
                        Fault.CLAUSE_NOT_REMOVED,
                        id);
            }
        });
    }

    private void checkKnownClause(String id, Wording.Placed place, Map<String, Wording> currently) {
        if (!currently.containsKey(id)) {
            problems.at(
                    place.at(),
                    place.node(),
                    Fault.NO_SUCH_CLAUSE,
                    Problems.shortened(id),
                    Nearest.hint(id, currently.keySet()));
        }
    }

    private Map<String, Wording> clausesOf(Node.Mapping agreement, Pointer at, String key) {
        var clauses = new LinkedHashMap<String, Wording>();
        for (var entry : new Wording(agreement, at, null).entries(key)) {
            if (entry.node() instanceof Node.Mapping mapping && mapping.get("id") instanceof Node.Scalar id) {
                var text = id.asText();
                if (text != null && clauses.putIfAbsent(text, new Wording(mapping, entry.at(), null)) != null) {
                    problems.at(entry.at().to("id"), id, Fault.CLAUSE_TWICE, text);
                }
            }
        }
        return clauses;
    }

    private void checkNumbers(Map<String, Wording> clauses) {
        var numbers = new HashMap<String, String>();
        clauses.forEach((id, clause) -> {
            var number = clause.get("number");
            var text = number == null ? null : number.asText();
            if (number == null || text == null) {
                return;
            }
            var other = numbers.putIfAbsent(text, id);
            if (other != null) {
                problems.at(number.at(), number.node(), Fault.NUMBER_TAKEN, other, text);
            }
        });
    }

    /** At the beginning of each version: who works for whom may change over time, and must never go round. */
    private void checkChains() {
        var known = Objects.requireNonNull(items.get(ContentKind.SUBPROCESSOR));
        var boundaries = new TreeMap<Instant, Set<String>>();
        known.forEach((id, item) -> item.versions()
                .forEach(version -> boundaries
                        .computeIfAbsent(version.from(), at -> new LinkedHashSet<>())
                        .add(id)));
        var told = new HashSet<Pointer>();
        boundaries.forEach((instant, ids) -> ids.forEach(id -> {
            var chain = new LinkedHashSet<String>();
            var parent = parentOf(known.get(id), instant);
            String next = id;
            while (next != null && known.containsKey(next) && chain.size() <= LONGEST_CHAIN && chain.add(next)) {
                var above = parentOf(known.get(next), instant);
                next = above == null ? null : above.asText();
            }
            if (next == null || !known.containsKey(next) || parent == null || !told.add(parent.at())) {
                return;
            }
            if (next.equals(id)) {
                problems.at(
                        parent.at(),
                        parent.node(),
                        Fault.PARENTS_GO_ROUND,
                        "%s, %s".formatted(String.join(", ", chain), id));
            } else if (chain.size() > LONGEST_CHAIN) {
                problems.at(parent.at(), parent.node(), Fault.PARENTS_TOO_MANY, LONGEST_CHAIN);
            }
        }));
    }

    private static Wording.@Nullable Placed parentOf(@Nullable Item subprocessor, Instant instant) {
        return subprocessor == null ? null : subprocessor.at(instant).wording().get("parent");
    }

    private void checkTexts(String key, Node node, Pointer at) {
        if (problems.isFull()) {
            return;
        }
        switch (node) {
            case Node.Scalar scalar -> checkCharacters(scalar, at);
            case Node.Sequence sequence -> {
                for (var i = 0; i < sequence.nodes().size(); i++) {
                    checkTexts(
                            LISTS_OF_TEXTS.contains(key) ? "text" : "",
                            sequence.nodes().get(i),
                            at.to(i));
                }
            }
            case Node.Mapping mapping -> {
                if (TEXTS.contains(key)) {
                    checkLanguages(mapping, at);
                }
                mapping.entries().forEach((inner, entry) -> {
                    checkKey(inner, entry, at);
                    checkTexts(TEXTS.contains(key) ? "" : inner, entry.value(), at.to(inner));
                });
            }
        }
    }

    private void checkKey(String key, Node.Entry entry, Pointer at) {
        if (key.chars().anyMatch(Character::isISOControl)) {
            problems.atKey(at.to(key), entry, Fault.KEY_UNPRINTABLE);
        }
    }

    private void checkLanguages(Node.Mapping text, Pointer at) {
        if (defaultLanguage == null) {
            return;
        }
        if (defaultLanguages.stream().noneMatch(language -> text.get(language) != null)
                && !text.entries().isEmpty()) {
            problems.at(at, text, Fault.DEFAULT_LANGUAGE_MISSING, defaultLanguage);
        }
        text.entries().forEach((language, entry) -> {
            if (!languages.contains(language) && LANGUAGE.matcher(language).matches()) {
                problems.atKey(
                        at.to(language), entry, Fault.LANGUAGE_NOT_IN_PROFILE, language, String.join(", ", languages));
            }
        });
    }

    private void checkCharacters(Node.Scalar scalar, Pointer at) {
        var refused = Characters.refused(scalar.text());
        if (refused.isPresent()) {
            problems.at(at, scalar, Fault.CHARACTER_REFUSED, "U+%04X".formatted(refused.getAsInt()));
        }
    }

    private void addLanguage(Wording.Placed entry) {
        var language = entry.asText();
        if (language != null && LANGUAGE.matcher(language).matches()) {
            languages.add(language);
        }
    }
}
