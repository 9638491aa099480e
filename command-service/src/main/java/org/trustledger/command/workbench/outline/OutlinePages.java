package org.trustledger.command.workbench.outline;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.content.AnswerDesk;
import org.trustledger.command.content.AnswerDesk.Wrong;
import org.trustledger.command.content.AnswerEdit.Timing;
import org.trustledger.command.content.NothingToExport;
import org.trustledger.command.content.OutlineDesk;
import org.trustledger.command.content.OutlineDesk.Opened;
import org.trustledger.command.content.OutlineKind;
import org.trustledger.command.content.SentDocument;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.NothingHere;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.outline.OutlineItemPage.Field;
import org.trustledger.command.workbench.outline.OutlineItemPage.Option;
import org.trustledger.presentation.differences.WordDifference;

/** The pages on which the profile, the pillars, the categories and the tags are written. */
@Controller
class OutlinePages {
    private static final String PLACE = "outline";
    private static final String OUTLINE = "/workbench/{trustCenter}/" + PLACE;
    private static final String NEW = OUTLINE + "/new/{kind}";
    private static final String EDIT = OUTLINE + "/edit/{kind}/{item}";
    private static final String PLAN = OUTLINE + "/plan/{kind}";
    private static final String MERGE = OUTLINE + "/merge/{kind}/{item}";
    private static final String REMOVE = OUTLINE + "/remove/{kind}/{item}";
    private static final String ORDER = OUTLINE + "/order/{kind}";

    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_PROSE = 2_000;
    private static final int ROWS_OF_PROSE = 4;
    private static final int MOST_PLACES = 900;

    private final OutlineDesk outline;
    private final OutlineTextFiles files;
    private final Frames frames;
    private final Pages pages;

    OutlinePages(OutlineDesk outline, OutlineTextFiles files, Frames frames, Pages pages) {
        this.outline = outline;
        this.files = files;
        this.frames = frames;
        this.pages = pages;
    }

    @GetMapping(OUTLINE)
    ResponseEntity<byte[]> list(Visit visit) {
        var texts = texts(visit);
        var frame = frames.around(visit, visit.say(Text.OUTLINE_TITLE), PLACE);
        try {
            var all = outline.outline(visit.trustCenter());
            return pages.show(
                    "outline/list",
                    new OutlinePage(
                            frame,
                            texts,
                            null,
                            new Link(
                                    texts.say(OutlineText.CHANGE_PROFILE), visit.href(PLACE + "/edit/profile/profile")),
                            Stream.of(OutlineKind.PILLAR, OutlineKind.CATEGORY, OutlineKind.TAG)
                                    .map(kind -> part(visit, texts, kind, all.of(kind)))
                                    .toList()));
        } catch (NothingToExport nothing) {
            return pages.show(
                    "outline/list",
                    new OutlinePage(
                            frame,
                            texts,
                            new Link(visit.say(Text.CONTENT_TITLE), visit.href("content")),
                            null,
                            List.of()));
        }
    }

    private static OutlinePage.Part part(
            Visit visit, OutlineTexts texts, OutlineKind kind, List<OutlineDesk.Entry> entries) {
        var order = "%s/order/%s".formatted(PLACE, kind.key());
        return new OutlinePage.Part(
                kind.key(),
                texts.of(kind, ""),
                entries.stream()
                        .map(entry -> new OutlinePage.Row(
                                visit.href("%s/edit/%s/%s".formatted(PLACE, kind.key(), entry.item())),
                                visit.said(entry.name()),
                                entry.item(),
                                kind.isOfAnswers() ? texts.say(OutlineText.ANSWERS, entry.answers()) : null,
                                kind == OutlineKind.CATEGORY && entry.answers() > 1
                                        ? new Link(
                                                texts.say(OutlineText.ANSWERS_ORDER),
                                                visit.href("%s?category=%s".formatted(order, entry.item())))
                                        : null,
                                entry.announced() == null
                                        ? null
                                        : texts.say(OutlineText.ANNOUNCED, visit.briefDay(entry.announced()))))
                        .toList(),
                new Link(texts.of(kind, "_NEW"), visit.href("%s/new/%s".formatted(PLACE, kind.key()))),
                entries.size() < 2 ? null : new Link(texts.of(kind, "_ORDER"), visit.href(order)));
    }

    @GetMapping(NEW)
    ResponseEntity<byte[]> add(Visit visit, @PathVariable String kind) {
        return show(visit, outline.add(visit.trustCenter(), kind(kind)), List.of());
    }

    @GetMapping(EDIT)
    ResponseEntity<byte[]> edit(Visit visit, @PathVariable String kind, @PathVariable String item) {
        return show(visit, outline.open(visit.trustCenter(), kind(kind), item), List.of());
    }

    @PostMapping(PLAN)
    ResponseEntity<byte[]> plan(
            Visit visit,
            @PathVariable String kind,
            HttpServletRequest form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var edit = OutlineForm.read(kind(kind), form);
        return goOn(
                visit,
                outline.plan(visit.trustCenter(), visit.member().actor(), edit, correlationId),
                wrong -> show(visit, outline.open(visit.trustCenter(), edit), wrong));
    }

    @PostMapping(MERGE)
    ResponseEntity<byte[]> merge(
            Visit visit,
            @PathVariable String kind,
            @PathVariable String item,
            @RequestParam(name = "into", defaultValue = "") String into,
            HttpServletRequest form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var reasons = OutlineForm.reasons(form);
        return goOn(
                visit,
                outline.merge(
                        visit.trustCenter(), visit.member().actor(), kind(kind), item, into, reasons, correlationId),
                wrong -> show(
                        visit, outline.open(visit.trustCenter(), kind(kind), item), List.of(), wrong, into, reasons));
    }

    @PostMapping(REMOVE)
    ResponseEntity<byte[]> remove(
            Visit visit,
            @PathVariable String kind,
            @PathVariable String item,
            HttpServletRequest form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var reasons = OutlineForm.reasons(form);
        return goOn(
                visit,
                outline.remove(visit.trustCenter(), visit.member().actor(), kind(kind), item, reasons, correlationId),
                wrong -> show(
                        visit, outline.open(visit.trustCenter(), kind(kind), item), List.of(), wrong, "", reasons));
    }

    /** @param category whose answers are put in another order; empty for the items of the kind */
    @GetMapping(ORDER)
    ResponseEntity<byte[]> order(
            Visit visit,
            @PathVariable String kind,
            @RequestParam(name = "category", defaultValue = "") String category) {
        return order(visit, kind(kind), category, HttpStatus.OK, List.of(), Map.of(), null, new TreeMap<>());
    }

    @PostMapping(ORDER)
    ResponseEntity<byte[]> reorder(
            Visit visit,
            @PathVariable String kind,
            @RequestParam(name = "category", defaultValue = "") String category,
            HttpServletRequest form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var reasons = OutlineForm.reasons(form);
        var typed = OutlineForm.places(form);
        var base = OutlineForm.base(form);
        var wrong = typed.values().stream()
                .filter(place -> !OutlineForm.isNumber(place))
                .map(outline::noNumber)
                .toList();
        if (!wrong.isEmpty()) {
            return order(visit, kind(kind), category, HttpStatus.UNPROCESSABLE_CONTENT, wrong, typed, base, reasons);
        }
        var of = category.isEmpty() ? null : category;
        var before = outline.order(visit.trustCenter(), kind(kind), of).entries().stream()
                .map(OutlineDesk.Entry::item)
                .toList();
        return switch (outline.reorder(
                visit.trustCenter(),
                visit.member().actor(),
                kind(kind),
                of,
                OutlineForm.order(typed, before),
                reasons,
                base,
                correlationId)) {
            case AnswerDesk.Planned(var sent) -> plan(visit, sent);
            case AnswerDesk.Refused(var refused) ->
                order(visit, kind(kind), category, HttpStatus.UNPROCESSABLE_CONTENT, refused, typed, base, reasons);
            // The numbers were given to an order that is none any more.
            case AnswerDesk.Touched() ->
                order(visit, kind(kind), category, HttpStatus.CONFLICT, List.of(), Map.of(), null, reasons);
        };
    }

    private static ResponseEntity<byte[]> plan(Visit visit, SentDocument sent) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(visit.href("content/" + sent.id())))
                .build();
    }

    private static ResponseEntity<byte[]> goOn(
            Visit visit, AnswerDesk.Outcome outcome, Function<List<Wrong>, ResponseEntity<byte[]>> again) {
        return switch (outcome) {
            case AnswerDesk.Planned(var sent) -> plan(visit, sent);
            case AnswerDesk.Refused(var wrong) -> again.apply(wrong);
            case AnswerDesk.Touched() -> again.apply(List.of());
        };
    }

    /**
     * @param typed numbers by the ids of the items; none for those they have
     * @param base content position at which they were typed; null for now
     */
    private ResponseEntity<byte[]> order(
            Visit visit,
            OutlineKind kind,
            String category,
            HttpStatus status,
            List<Wrong> wrong,
            Map<String, String> typed,
            @Nullable Long base,
            SortedMap<String, String> reasons) {
        var texts = texts(visit);
        var ordered = outline.order(visit.trustCenter(), kind, category.isEmpty() ? null : category);
        var items = new ArrayList<OutlineItemPage.Placed>();
        for (var entry : ordered.entries()) {
            var name = visit.said(entry.name());
            items.add(new OutlineItemPage.Placed(
                    entry.item(),
                    name,
                    typed.getOrDefault(entry.item(), Integer.toString(items.size() + 1)),
                    texts.say(OutlineText.ORDER_PLACE, name.text())));
        }
        var title = category.isEmpty()
                ? texts.of(kind, "_ORDER")
                : texts.say(OutlineText.ANSWERS_ORDER_OF, name(visit, kind, category));
        var errors = errors(visit, wrong);
        return pages.show(
                status,
                "outline/order",
                new OutlineItemPage.Order(
                        frames.around(visit, title, PLACE, way(visit)),
                        texts,
                        visit.href("%s/order/%s".formatted(PLACE, kind.key())),
                        category,
                        Long.toString(base == null ? ordered.base() : base),
                        // The server reads no more of a form.
                        items.size() > MOST_PLACES ? List.of() : items,
                        reasons(visit, texts, languages(visit), reasons, wrong, ""),
                        status == HttpStatus.CONFLICT
                                ? texts.say(OutlineText.ORDER_TOUCHED)
                                : items.size() > MOST_PLACES
                                        ? texts.say(OutlineText.ORDER_TOO_MANY, items.size(), MOST_PLACES)
                                        : wrong.isEmpty() ? null : texts.say(OutlineText.PROBLEMS, wrong.size()),
                        errors.entrySet().stream()
                                .filter(error -> error.getKey().isEmpty())
                                .map(Map.Entry::getValue)
                                .toList()));
    }

    private String name(Visit visit, OutlineKind kind, String item) {
        return outline.outline(visit.trustCenter()).of(kind).stream()
                .filter(entry -> entry.item().equals(item))
                .map(entry -> visit.said(entry.name()).text())
                .findFirst()
                .orElse(item);
    }

    private List<String> languages(Visit visit) {
        return outline.languages(visit.trustCenter());
    }

    private ResponseEntity<byte[]> show(Visit visit, Opened opened, List<Wrong> wrong) {
        return show(visit, opened, wrong, List.of(), "", new TreeMap<>());
    }

    /**
     * @param wrong with the item
     * @param refused why it cannot be merged or removed
     * @param into what it was to be merged into
     */
    private ResponseEntity<byte[]> show(
            Visit visit,
            Opened opened,
            List<Wrong> wrong,
            List<Wrong> refused,
            String into,
            SortedMap<String, String> reasons) {
        var texts = texts(visit);
        var edit = opened.edit();
        var languages = opened.languages();
        var errors = errors(visit, wrong);
        var fields = edit.kind().fields().stream()
                .flatMap(field -> field.paths(languages).stream()
                        .map(path -> field(texts, field, path, edit.values().getOrDefault(path, ""), errors)))
                .toList();
        var known = Stream.concat(fields.stream().map(Field::name), Stream.of("id", "timing", "from"))
                .toList();
        var general = new ArrayList<String>();
        errors.forEach((path, message) -> {
            if (!known.contains(OutlineForm.name(path)) && !known.contains(path) && !path.startsWith("reason/")) {
                general.add(message);
            }
        });
        refused.stream()
                .filter(each -> each.field().isEmpty())
                .forEach(each -> general.add(each.message().in(visit.texts().language(), "en")));
        var conflict = !opened.theirs().isEmpty();
        var problems = errors.size() + refused.size();
        return pages.show(
                conflict ? HttpStatus.CONFLICT : problems == 0 ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "outline/edit",
                new OutlineItemPage(
                        frames.around(visit, title(visit, texts, opened), PLACE, way(visit)),
                        texts,
                        visit.href("%s/plan/%s".formatted(PLACE, edit.kind().key())),
                        edit.kind().key(),
                        edit.item(),
                        edit.added(),
                        Long.toString(edit.base()),
                        edit.added() || edit.kind() == OutlineKind.PROFILE
                                ? null
                                : "%s/%s".formatted(edit.kind().key(), edit.item()),
                        opened.announced() == null
                                ? null
                                : texts.say(OutlineText.ANNOUNCED_NOTICE, visit.briefDay(opened.announced())),
                        theirs(texts, opened),
                        problems == 0 ? null : texts.say(OutlineText.PROBLEMS, problems),
                        general,
                        fields,
                        edit.added()
                                ? new Field(
                                        "item",
                                        null,
                                        texts.say(OutlineText.ID),
                                        edit.item(),
                                        1,
                                        64,
                                        texts.say(OutlineText.ID_HELP),
                                        List.of(),
                                        errors.get("id"))
                                : null,
                        Stream.of(Timing.NOW, Timing.LATER, Timing.CORRECTION)
                                .filter(timing -> !edit.added() || timing != Timing.CORRECTION)
                                .map(timing -> new Option(
                                        OutlineForm.key(timing),
                                        texts.say(OutlineText.valueOf("TIMING_" + timing.name())),
                                        null,
                                        timing == edit.timing()))
                                .toList(),
                        errors.get("timing"),
                        new Field(
                                "from",
                                null,
                                texts.say(OutlineText.FROM),
                                edit.from(),
                                1,
                                10,
                                texts.say(OutlineText.FROM_HELP, opened.zone().getId()),
                                List.of(),
                                errors.get("from")),
                        reasons(visit, texts, languages, edit.reason(), wrong, ""),
                        merge(visit, texts, opened, refused, into, reasons),
                        edit.added() || edit.kind() == OutlineKind.PROFILE || opened.answers() > 0
                                ? null
                                : new OutlineItemPage.Remove(
                                        visit.href("%s/remove/%s/%s"
                                                .formatted(PLACE, edit.kind().key(), edit.item())),
                                        reasons(visit, texts, languages, reasons, refused, "remove-"))));
    }

    private static OutlineItemPage.@Nullable Merge merge(
            Visit visit,
            OutlineTexts texts,
            Opened opened,
            List<Wrong> refused,
            String into,
            SortedMap<String, String> reasons) {
        var edit = opened.edit();
        if (edit.added() || !edit.kind().isOfAnswers() || opened.others().isEmpty()) {
            return null;
        }
        var options = new ArrayList<Option>();
        options.add(new Option("", texts.say(OutlineText.MERGE_NONE), null, into.isEmpty()));
        opened.others().forEach(other -> {
            var name = visit.said(other.name());
            options.add(new Option(
                    other.item(), name.text(), name.language(), other.item().equals(into)));
        });
        return new OutlineItemPage.Merge(
                visit.href("%s/merge/%s/%s".formatted(PLACE, edit.kind().key(), edit.item())),
                texts.say(OutlineText.MERGE_HELP, opened.answers()),
                options,
                errors(visit, refused).get("into"),
                reasons(visit, texts, opened.languages(), reasons, refused, "merge-"));
    }

    private static String title(Visit visit, OutlineTexts texts, Opened opened) {
        var edit = opened.edit();
        if (edit.added()) {
            return texts.of(edit.kind(), "_NEW");
        }
        if (edit.kind() == OutlineKind.PROFILE) {
            return texts.say(OutlineText.PROFILE_TITLE);
        }
        var name = edit.kind().fields().getFirst().name();
        return Stream.concat(Stream.of(visit.texts().language()), opened.languages().stream())
                .map(language -> edit.values().get("%s/%s".formatted(name, language)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(edit.item());
    }

    private static Map<String, String> errors(Visit visit, List<Wrong> wrong) {
        var errors = new LinkedHashMap<String, String>();
        wrong.forEach(each ->
                errors.putIfAbsent(each.field(), each.message().in(visit.texts().language(), "en")));
        return errors;
    }

    private static Field field(
            OutlineTexts texts, OutlineKind.Field field, String path, String value, Map<String, String> errors) {
        var slash = path.indexOf('/');
        var prose = field.form() == OutlineKind.Form.PROSE;
        return new Field(
                OutlineForm.name(path),
                slash < 0 ? null : path.substring(slash + 1),
                texts.field(path),
                value,
                switch (field.form()) {
                    case LINE -> 1;
                    case PROSE -> ROWS_OF_PROSE;
                    case TAG_KIND -> 0;
                },
                prose ? LONGEST_PROSE : LONGEST_LINE,
                texts.help(field),
                field.form() == OutlineKind.Form.TAG_KIND
                        ? Stream.of("framework", "theme")
                                .map(kind -> new Option(
                                        kind,
                                        texts.say(
                                                kind.equals("theme")
                                                        ? OutlineText.KIND_THEME
                                                        : OutlineText.KIND_FRAMEWORK),
                                        null,
                                        kind.equals(value)))
                                .toList()
                        : List.of(),
                errors.containsKey(path) ? errors.get(path) : errors.get(field.name()));
    }

    /** @param within which of the page's forms: ids are of one element only */
    private static List<Field> reasons(
            Visit visit,
            OutlineTexts texts,
            List<String> languages,
            SortedMap<String, String> reasons,
            List<Wrong> wrong,
            String within) {
        var errors = errors(visit, wrong);
        return languages.stream()
                .map(language -> new Field(
                        within + OutlineForm.REASON + language,
                        language,
                        texts.say(OutlineText.REASON, texts.languageName(language)),
                        reasons.getOrDefault(language, ""),
                        2,
                        LONGEST_PROSE,
                        texts.say(OutlineText.REASON_HELP),
                        List.of(),
                        errors.get("reason/" + language)))
                .toList();
    }

    private static List<OutlineItemPage.Theirs> theirs(OutlineTexts texts, Opened opened) {
        return opened.theirs().stream()
                .map(theirs -> new OutlineItemPage.Theirs(
                        texts.field(theirs.field()),
                        theirs.field().contains("/")
                                ? theirs.field().substring(theirs.field().indexOf('/') + 1)
                                : null,
                        texts.redline().of(WordDifference.between(theirs.before(), theirs.now())),
                        theirs.mine() ? theirs.typed() : texts.say(OutlineText.CONFLICT_TAKEN_OVER)))
                .toList();
    }

    private static Link way(Visit visit) {
        return new Link(visit.say(Text.OUTLINE_TITLE), visit.href(PLACE));
    }

    private static OutlineKind kind(String key) {
        return OutlineKind.read(key).orElseThrow(NothingHere::new);
    }

    private OutlineTexts texts(Visit visit) {
        return files.in(visit.texts().language());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        private static final DataSize MOST = DataSize.ofMegabytes(1);

        @Bean
        Place outlinePlace() {
            return new Place(310, PLACE, Text.OUTLINE_TITLE, OutlineDesk.MAY_WRITE, _ -> 0);
        }

        @Bean
        Door outlineDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.GET, OUTLINE);
        }

        @Bean
        Door outlineNewDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.GET, NEW);
        }

        @Bean
        Door outlineEditDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.GET, EDIT);
        }

        @Bean
        Door outlinePlanDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.POST, PLAN);
        }

        @Bean
        Door outlineMergeDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.POST, MERGE);
        }

        @Bean
        Door outlineRemoveDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.POST, REMOVE);
        }

        @Bean
        Door outlineOrderDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.GET, ORDER);
        }

        @Bean
        Door outlineReorderDoor() {
            return Door.openTo(OutlineDesk.MAY_WRITE, HttpMethod.POST, ORDER);
        }

        @Bean
        BodyLimit outlineBodyLimit() {
            return new BodyLimit(OUTLINE, MOST);
        }
    }
}
