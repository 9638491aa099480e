package org.trustledger.command.content;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.content.SheetColumn.Field;
import org.trustledger.command.content.SheetFound.RowProblem;
import org.trustledger.events.Access;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a content document of the rows of a spreadsheet: all that the trust center says, and the answers of the rows as
 * they are to read from now on. So a row is held to the rules of any document, and goes the way of one.
 *
 * <p>An empty cell changes nothing: a questionnaire has many.
 */
final class SheetImport {
    private static final JsonMapper JSON = FactCodec.mapper();
    private static final List<String> ACCESSES = Stream.of(Access.values())
            .map(access -> JSON.valueToTree(access).asString())
            .toList();
    private static final Pattern SEPARATOR = Pattern.compile("[,;\n]+");
    private static final Pattern ANSWER = Pattern.compile("/answers/(\\d+)(?:/(\\w+)(?:/([\\w-]+))?.*)?");
    private static final int MOST_PROBLEMS_OF_A_ROW = 10;

    private final Sheet sheet;
    private final List<SheetColumn> columns;
    private final List<String> languages;
    private final ContentState state;
    private final Instant now;
    private final ObjectNode document;
    private final FaultFiles words = new FaultFiles();
    private final List<RowProblem> problems = new ArrayList<>();
    private final Map<String, ObjectNode> there = new HashMap<>();
    private final Map<String, String> byQuestion = new HashMap<>();
    private final Map<String, Integer> rowsById = new HashMap<>();
    private final Map<String, String> categories;
    private final Map<String, String> tags;

    /** The answers of rows, by id. */
    private final Map<String, Imported> imported = new LinkedHashMap<>();

    private int same;
    private int problemsBefore;

    /**
     * An answer as a row has it.
     *
     * @param before null for a new one
     */
    record Imported(int row, @Nullable ObjectNode before, ObjectNode after) {}

    /**
     * What becomes of a spreadsheet.
     *
     * @param bytes of the document, JSON
     * @param imported the answers in it that a row changes or adds
     */
    record Outcome(SheetFound found, byte[] bytes, List<Imported> imported) {}

    private SheetImport(
            Sheet sheet, List<SheetColumn> columns, ContentState state, @Nullable LocalizedText reason, Instant now) {
        this.sheet = sheet;
        this.columns = columns;
        this.state = state;
        this.now = now;
        var exported = new ByteArrayOutputStream();
        Export.write(state, DocumentFormat.JSON, exported);
        document = JSON.readTree(exported.toByteArray()).asObject();
        languages = document.at("/profile/languages")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        if (reason != null) {
            document.set("reason", JSON.valueToTree(reason));
        }
        categories = named("categories");
        tags = named("tags");
        document.path("answers").forEach(answer -> there.put(answer.get("id").asString(), answer.asObject()));
        // One that ended is meant only where none that applies asks the same.
        there.forEach((id, answer) -> {
            if (!hasEnded(id)) {
                remember(id, texts(answer.path("question")));
            }
        });
        there.forEach((id, answer) -> remember(id, texts(answer.path("question"))));
    }

    private void remember(String id, Map<String, String> question) {
        question.values().forEach(text -> byQuestion.putIfAbsent(folded(text), id));
    }

    private Timeline timeline(String id) {
        return state.of(new ItemId(ContentKind.ANSWER, id));
    }

    private boolean hasEnded(String id) {
        return !timeline(id).saysSomethingSince(now);
    }

    /** Whether it will read otherwise, or end, without anybody doing anything. */
    private boolean isAnnounced(String id) {
        return timeline(id).stretches().stream()
                .anyMatch(stated -> stated.from().isAfter(now)
                        || (stated.to() != null && stated.to().isAfter(now)));
    }

    /**
     * @param columns what each column means
     * @param reason why the answers are to read so; null as long as nobody has said
     * @param now the moment against which the rules of documents are held
     */
    static Outcome of(
            Sheet sheet,
            List<SheetColumn> columns,
            ContentState state,
            @Nullable LocalizedText reason,
            ContentReader reader,
            Instant now) {
        var making = new SheetImport(sheet, columns, state, reason, now);
        sheet.rows().forEach(making::take);
        return making.held(reader);
    }

    /** The languages in which a trust center writes, its first one first. */
    static List<String> languages(ContentState state) {
        var profile = state.of(new ItemId(ContentKind.PROFILE, Profile.ITEM)).lastContent();
        return profile instanceof Profile known ? known.languages() : List.of();
    }

    private void take(Sheet.Row row) {
        problemsBefore = problems.size();
        var question = texts(row, Field.QUESTION);
        var id = id(row, question);
        var known = id == null ? null : there.get(id);
        var category = category(row, known);
        var tagged = tags(row);
        var access = access(row);
        if (known == null && !question.containsKey(languages.getFirst())) {
            wrong(row, Field.QUESTION, null, Fault.ROW_QUESTION_MISSING, languages.getFirst());
        }
        if (problems.size() > problemsBefore || id == null) {
            return;
        }
        var first = rowsById.putIfAbsent(id, row.number());
        if (first != null) {
            wrong(row, Field.ID, id, Fault.ROW_TWICE, id, Integer.toString(first));
            return;
        }
        var after = known == null ? JSON.createObjectNode().put("id", id) : known.deepCopy();
        if (category != null) {
            after.put("category", category);
        }
        if (tagged != null) {
            after.set("tags", tagged);
        }
        put(after, "question", question);
        put(after, "text", texts(row, Field.TEXT));
        if (access != null) {
            after.put("access", access);
        }
        if (known == null) {
            remember(id, question);
            imported.put(id, new Imported(row.number(), null, after));
        } else {
            change(row, id, known, after);
        }
    }

    private void change(Sheet.Row row, String id, ObjectNode known, ObjectNode after) {
        var isAnnounced = isAnnounced(id);
        var readsTheSame = reads(known).equals(reads(after))
                || (isAnnounced && readsNow(id).equals(reads(after)));
        if (readsTheSame && isAnnounced) {
            var opened = known.deepCopy();
            if (after.has("access")) {
                opened.set("access", after.get("access"));
            }
            keep(row, id, known, opened);
        } else if (isAnnounced) {
            wrong(row, Field.ID, id, Fault.ROW_ANNOUNCED, id);
        } else if (readsTheSame && !hasEnded(id)) {
            keep(row, id, known, after);
        } else {
            imported.put(id, new Imported(row.number(), known, ItemVersions.ANSWERS.revised(known, after)));
        }
    }

    private void keep(Sheet.Row row, String id, ObjectNode known, ObjectNode after) {
        if (accessOf(known).equals(accessOf(after))) {
            same++;
        } else {
            imported.put(id, new Imported(row.number(), known, after));
        }
    }

    private Map<String, Object> readsNow(String id) {
        var stated = timeline(id).at(now);
        return stated == null || stated.content() == null
                ? Map.of()
                : reads(JSON.valueToTree(stated.content()).asObject());
    }

    /** The id in its column, else that of the answer that asks the same, else one made of the question. */
    private @Nullable String id(Sheet.Row row, Map<String, String> question) {
        var given = cell(row, Field.ID);
        if (!given.isEmpty()) {
            var id = given.toLowerCase(Locale.ROOT);
            if (TrustCenterId.isValid(id)) {
                return id;
            }
            var made = MadeId.of("row-" + given);
            if (given.length() > MadeId.LONGEST || made == null) {
                wrong(row, Field.ID, given, Fault.ROW_ID, Problems.shortened(given));
                return null;
            }
            return made;
        }
        for (var text : question.values()) {
            var known = byQuestion.get(folded(text));
            if (known != null) {
                return known;
            }
        }
        var first = question.get(languages.getFirst());
        var made = first == null ? null : MadeId.of(first);
        if (made == null) {
            return first == null ? null : unused("row-" + row.number());
        }
        return unused(made);
    }

    private String unused(String id) {
        return MadeId.unused(id, taken -> there.containsKey(taken) || rowsById.containsKey(taken));
    }

    private @Nullable String category(Sheet.Row row, @Nullable ObjectNode known) {
        var given = cell(row, Field.CATEGORY);
        if (given.isEmpty()) {
            if (known == null) {
                wrong(row, Field.CATEGORY, null, Fault.ROW_CATEGORY_MISSING);
            }
            return null;
        }
        var id = categories.get(folded(given));
        if (id == null) {
            wrong(
                    row,
                    Field.CATEGORY,
                    given,
                    Fault.ROW_NO_CATEGORY,
                    Problems.shortened(given),
                    Nearest.hint(folded(given), categories.keySet()));
        }
        return id;
    }

    private @Nullable ArrayNode tags(Sheet.Row row) {
        var given = cell(row, Field.TAGS);
        if (given.isEmpty()) {
            return null;
        }
        var ids = JSON.createArrayNode();
        var seen = new TreeSet<String>();
        for (var tag : SEPARATOR.split(given)) {
            if (tag.isBlank()) {
                continue;
            }
            var id = tags.get(folded(tag));
            if (id == null && isToldEnough()) {
                break;
            } else if (id == null) {
                wrong(
                        row,
                        Field.TAGS,
                        tag.strip(),
                        Fault.ROW_NO_TAG,
                        Problems.shortened(tag.strip()),
                        Nearest.hint(folded(tag), tags.keySet()));
            } else if (seen.add(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private @Nullable String access(Sheet.Row row) {
        var given = cell(row, Field.ACCESS).toLowerCase(Locale.ROOT).replace(' ', '-');
        if (given.isEmpty()) {
            return null;
        }
        if (!ACCESSES.contains(given)) {
            wrong(row, Field.ACCESS, given, Fault.ROW_NO_ACCESS, Problems.shortened(given));
            return null;
        }
        return given;
    }

    private Map<String, Object> reads(ObjectNode answer) {
        var reads = new TreeMap<String, Object>();
        reads.put("category", answer.path("category").asString(""));
        reads.put(
                "tags",
                answer.path("tags").valueStream().map(JsonNode::asString).toList());
        reads.put("question", texts(answer.path("question")));
        reads.put("text", texts(answer.path("text")));
        return reads;
    }

    private static String accessOf(ObjectNode answer) {
        return answer.path("access").asString("public");
    }

    private void put(ObjectNode answer, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            var all = texts(answer.path(field));
            all.putAll(texts);
            answer.set(field, JSON.valueToTree(all));
        }
    }

    private Map<String, String> texts(Sheet.Row row, Field field) {
        var texts = new TreeMap<String, String>();
        for (var column = 0; column < columns.size(); column++) {
            var meaning = columns.get(column);
            if (meaning.field() == field
                    && meaning.language() != null
                    && !row.cell(column).isEmpty()) {
                texts.put(meaning.language(), row.cell(column));
            }
        }
        return texts;
    }

    private Map<String, String> texts(JsonNode text) {
        var texts = new TreeMap<String, String>();
        if (text.isString()) {
            texts.put(languages.getFirst(), text.asString());
        } else {
            text.properties()
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        }
        return texts;
    }

    private String cell(Sheet.Row row, Field field) {
        var column = column(field, null);
        return column < 0 ? "" : row.cell(column);
    }

    private int column(Field field, @Nullable String language) {
        for (var column = 0; column < columns.size(); column++) {
            var meaning = columns.get(column);
            if (meaning.field() == field && (language == null || language.equals(meaning.language()))) {
                return column;
            }
        }
        return -1;
    }

    /** What people call the items of a list, in any language, and their ids. */
    private Map<String, String> named(String list) {
        var named = new HashMap<String, String>();
        document.path(list)
                .forEach(item -> texts(item.path("label"))
                        .values()
                        .forEach(label ->
                                named.putIfAbsent(folded(label), item.get("id").asString())));
        document.path(list)
                .forEach(item ->
                        named.put(item.get("id").asString(), item.get("id").asString()));
        return named;
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** Holds what has become of the rows against the rules of documents, as often as it takes to find all of it. */
    private Outcome held(ContentReader reader) {
        var rows = new TreeSet<Integer>();
        problems.forEach(problem -> rows.add(problem.row()));
        byte[] bytes = bytes();
        // Each time at least one row is put aside, so it ends.
        while (true) {
            try {
                reader.read(bytes, DocumentFormat.JSON, now);
                break;
            } catch (InvalidContent invalid) {
                var ids = ids();
                var found = new ArrayList<String>();
                for (var problem : invalid.problems()) {
                    var id = tell(problem, ids);
                    if (id != null) {
                        found.add(id);
                    }
                }
                found.forEach(id -> {
                    var wrong = imported.remove(id);
                    if (wrong != null) {
                        rows.add(wrong.row());
                    }
                });
                if (found.isEmpty()) {
                    break;
                }
                bytes = bytes();
            }
        }
        var added = (int) imported.values().stream()
                .filter(answer -> answer.before() == null)
                .count();
        rows.remove(0);
        return new Outcome(
                new SheetFound(
                        added,
                        imported.size() - added,
                        same,
                        rows.size(),
                        problems.stream()
                                .distinct()
                                .sorted(Comparator.comparingInt(RowProblem::row))
                                .toList()),
                bytes,
                List.copyOf(imported.values()));
    }

    /** Adds the problem of a document to those of the rows; the id of its answer, or null if it is of none. */
    private @Nullable String tell(Problem problem, List<String> ids) {
        var place = ANSWER.matcher(problem.path());
        if (!place.matches()) {
            problems.add(new RowProblem(0, null, problem.message(), problem.value()));
            return null;
        }
        var id = ids.get(Integer.parseInt(place.group(1)));
        var row = imported.get(id);
        problems.add(new RowProblem(
                row == null ? 0 : row.row(),
                heading(place.group(2), place.group(3)),
                problem.message(),
                problem.value()));
        return row == null ? null : id;
    }

    private @Nullable String heading(@Nullable String field, @Nullable String language) {
        for (var each : Field.values()) {
            if (field != null && each.name().equalsIgnoreCase(field)) {
                var column = column(each, language);
                return column < 0 ? null : sheet.headings().get(column);
            }
        }
        return null;
    }

    private List<String> ids() {
        var ids = new ArrayList<String>();
        document.path("answers").forEach(answer -> ids.add(answer.get("id").asString()));
        imported.forEach((id, answer) -> {
            if (answer.before() == null) {
                ids.add(id);
            }
        });
        return ids;
    }

    private byte[] bytes() {
        var whole = document.deepCopy();
        var answers = JSON.createArrayNode();
        document.path("answers").forEach(answer -> {
            var row = imported.get(answer.get("id").asString());
            answers.add(row == null ? answer : row.after());
        });
        imported.values().stream()
                .filter(answer -> answer.before() == null)
                .forEach(answer -> answers.add(answer.after()));
        if (!answers.isEmpty()) {
            whole.set("answers", answers);
        }
        return JSON.writeValueAsBytes(whole);
    }

    private boolean isToldEnough() {
        return problems.size() - problemsBefore >= MOST_PROBLEMS_OF_A_ROW;
    }

    private void wrong(Sheet.Row row, Field field, @Nullable String value, Fault fault, Object... values) {
        var column = column(field, null);
        problems.add(new RowProblem(
                row.number(),
                column < 0 ? null : sheet.headings().get(column),
                words.tell(fault, values),
                value == null ? null : Problems.shortened(value)));
    }
}
