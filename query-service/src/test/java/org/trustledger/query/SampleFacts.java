package org.trustledger.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.Trigger;
import org.yaml.snakeyaml.Yaml;

/** The facts that loading the sample document gives, made here the short way, without the office. */
@SuppressWarnings("unchecked")
public final class SampleFacts {
    private final Facts facts;
    private final List<Facts.Draft> drafts = new ArrayList<>();
    private final Map<String, Object> document;
    private long order;

    private SampleFacts(Facts facts) throws IOException {
        this.facts = facts;
        this.document = new Yaml().load(Files.readString(Path.of("..", "infra", "sample", "nordhamn.yaml")));
    }

    /** Each version of each item, earlier ones first. */
    public static Facts.Draft[] of(Facts facts) throws IOException {
        var sample = new SampleFacts(facts);
        sample.state("profile", (Map<String, Object>) given(sample.document, "profile"), sample::profile);
        sample.stateAll("pillars", sample::pillar);
        sample.stateAll("categories", item -> new Category(sample.next(), text(item, "label")));
        sample.stateAll("tags", sample::tag);
        sample.stateAll("answers", sample::answer);
        sample.stateAll("agreements", sample::agreement);
        sample.stateAll("subprocessors", sample::subprocessor);
        sample.stateAll("dataCenters", sample::dataCenter);
        return sample.drafts.toArray(Facts.Draft[]::new);
    }

    private void stateAll(String kind, Function<Map<String, Object>, Content> content) {
        for (var item : (List<Map<String, Object>>) given(document, kind)) {
            state(string(item, "id"), item, content);
        }
    }

    private void state(String id, Map<String, Object> item, Function<Map<String, Object>, Content> content) {
        var versions = new ArrayList<Map<String, Object>>();
        for (var earlier : list(item, "earlier")) {
            versions.add(merged(item, (Map<String, Object>) earlier));
        }
        versions.add(item);
        versions.sort(Comparator.comparing(version -> from(version)));
        var place = order += 1000;
        for (var i = 0; i < versions.size(); i++) {
            order = place;
            var version = versions.get(i);
            drafts.add(facts.stated(
                    id,
                    from(version),
                    i + 1 < versions.size() ? from(versions.get(i + 1)) : null,
                    version.containsKey("reason") ? text(version, "reason") : text(document, "reason"),
                    null,
                    content.apply(version)));
        }
    }

    private static Map<String, Object> merged(Map<String, Object> current, Map<String, Object> earlier) {
        var merged = new LinkedHashMap<>(current);
        merged.remove("reason");
        merged.putAll(earlier);
        if (current.containsKey("clauses")) {
            var changed = new HashMap<Object, Map<String, Object>>();
            list(earlier, "clauses")
                    .forEach(clause -> changed.put(((Map<?, ?>) clause).get("id"), (Map<String, Object>) clause));
            var clauses = new ArrayList<Object>();
            for (var clause : list(current, "clauses")) {
                var id = ((Map<?, ?>) clause).get("id");
                if (!list(earlier, "withoutClauses").contains(id)) {
                    var then = new LinkedHashMap<>((Map<String, Object>) clause);
                    then.putAll(changed.getOrDefault(id, Map.of()));
                    clauses.add(then);
                }
            }
            merged.put("clauses", clauses);
        }
        return merged;
    }

    private static Instant from(Map<String, Object> item) {
        var from = item.get("from");
        return from == null
                ? Facts.day("2026-11-20")
                : from instanceof Date date
                        ? Facts.day(date.toInstant().toString().substring(0, 10))
                        : Facts.day(from.toString());
    }

    private long next() {
        return order;
    }

    private Content profile(Map<String, Object> item) {
        return new Profile(
                string(item, "name"),
                string(item, "legalName"),
                contact(item),
                (List<String>) given(item, "languages"),
                ZoneId.of(string(item, "timeZone")),
                Period.parse(string(item, "defaultNoticePeriod")),
                text(item, "introduction"));
    }

    private Content pillar(Map<String, Object> item) {
        return new Pillar(next(), text(item, "title"), text(item, "text"));
    }

    private Content tag(Map<String, Object> item) {
        return new Tag(
                next(),
                text(item, "label"),
                TagKind.valueOf(string(item, "kind").toUpperCase(Locale.ROOT)),
                optional(item, "legalReference"));
    }

    private Content answer(Map<String, Object> item) {
        return new Answer(
                next(),
                string(item, "category"),
                (List<String>) (List<?>) list(item, "tags"),
                text(item, "question"),
                optional(item, "text"));
    }

    private Content agreement(Map<String, Object> item) {
        return new AgreementRevision(
                next(),
                text(item, "title"),
                Trigger.valueOf(string(item, "trigger").toUpperCase(Locale.ROOT).replace('-', '_')),
                null,
                list(item, "clauses").stream()
                        .map(clause -> (Map<String, Object>) clause)
                        .map(clause -> new Clause(
                                string(clause, "id"),
                                string(clause, "number"),
                                text(clause, "heading"),
                                text(clause, "text")))
                        .toList(),
                List.of());
    }

    private Content subprocessor(Map<String, Object> item) {
        return new Subprocessor(
                next(),
                string(item, "legalName"),
                string(item, "address"),
                (String) item.get("registrationNumber"),
                (String) item.get("lei"),
                contact(item),
                text(item, "processing"),
                texts(item, "services"),
                texts(item, "dataCategories"),
                (List<String>) (List<?>) list(item, "storageCountries"),
                (List<String>) (List<?>) list(item, "processingCountries"),
                optional(item, "transferMechanism"),
                (Boolean) given(item, "agreementInPlace"),
                (String) item.get("parent"),
                optional(item, "condition"));
    }

    private Content dataCenter(Map<String, Object> item) {
        return new DataCenter(
                next(),
                text(item, "name"),
                string(item, "operator"),
                text(item, "location"),
                string(item, "country"),
                text(item, "purpose"),
                texts(item, "services"),
                (List<String>) (List<?>) list(item, "certifications"));
    }

    private static ContactFunction contact(Map<String, Object> item) {
        var contact = (Map<String, Object>) given(item, "contact");
        return new ContactFunction(text(contact, "function"), string(contact, "address"));
    }

    private static List<LocalizedText> texts(Map<String, Object> item, String key) {
        return list(item, key).stream().map(SampleFacts::localized).toList();
    }

    private static LocalizedText text(Map<String, Object> item, String key) {
        return localized(given(item, key));
    }

    private static @Nullable LocalizedText optional(Map<String, Object> item, String key) {
        var value = item.get(key);
        return value == null ? null : localized(value);
    }

    private static LocalizedText localized(Object value) {
        return value instanceof Map<?, ?> map
                ? new LocalizedText(new TreeMap<>((Map<String, String>) map))
                : LocalizedText.of("en", value.toString());
    }

    private static String string(Map<String, Object> item, String key) {
        return given(item, key).toString();
    }

    private static List<Object> list(Map<String, Object> item, String key) {
        return item.get(key) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    private static Object given(Map<String, Object> item, String key) {
        return Objects.requireNonNull(item.get(key), key);
    }
}
