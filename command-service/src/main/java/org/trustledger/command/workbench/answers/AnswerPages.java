package org.trustledger.command.workbench.answers;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.care.CareDesk;
import org.trustledger.command.content.AnswerDesk;
import org.trustledger.command.content.AnswerDesk.Choices;
import org.trustledger.command.content.AnswerDesk.Listed;
import org.trustledger.command.content.AnswerDesk.Opened;
import org.trustledger.command.content.AnswerDesk.Wrong;
import org.trustledger.command.content.AnswerEdit;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.content.NothingToExport;
import org.trustledger.command.content.ReviewDesk;
import org.trustledger.command.content.SentDocument;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.answers.AnswersPage.Badge;
import org.trustledger.command.workbench.answers.AnswersPage.Group;
import org.trustledger.command.workbench.answers.AnswersPage.Option;
import org.trustledger.command.workbench.answers.AnswersPage.Row;
import org.trustledger.events.Access;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.differences.WordDifference;

/** The addresses where answers are found and written one by one. */
@Controller
class AnswerPages {
    static final String PLACE = "answers";

    private static final String LIST = "/workbench/{trustCenter}/" + PLACE;
    private static final String NEW = LIST + "/new";
    private static final String EDIT = LIST + "/edit/{item}";
    private static final String DRAFT = LIST + "/draft";
    private static final String PREVIEW = LIST + "/preview";
    private static final String PLAN = LIST + "/plan";
    private static final String DISCARD = LIST + "/discard";

    // As the site has them: a question is a heading of the third level.
    private static final int HEADINGS_BELOW_A_QUESTION = 4;

    private final AnswerDesk answers;
    private final ContentDesk desk;
    private final ReviewDesk reviews;
    private final CareDesk cares;
    private final CareParts care;
    private final AnswerTextFiles files;
    private final Frames frames;
    private final Pages pages;
    private final Markdown markdown = new Markdown();

    AnswerPages(
            AnswerDesk answers,
            ContentDesk desk,
            ReviewDesk reviews,
            CareDesk cares,
            CareParts care,
            AnswerTextFiles files,
            Frames frames,
            Pages pages) {
        this.answers = answers;
        this.desk = desk;
        this.reviews = reviews;
        this.cares = cares;
        this.care = care;
        this.files = files;
        this.frames = frames;
        this.pages = pages;
    }

    /** What can be asked of the list, beside words and category. */
    private enum State {
        DRAFT(AnswerText.ANSWERS_DRAFT),
        REVIEW(AnswerText.ANSWERS_REVIEW),
        TRANSLATION(AnswerText.ANSWERS_TRANSLATION),
        OVERDUE(AnswerText.ANSWERS_OVERDUE),
        RESTRICTED(AnswerText.ANSWERS_RESTRICTED),
        RETIRED(AnswerText.ANSWERS_RETIRED);

        private final AnswerText label;

        State(AnswerText label) {
            this.label = label;
        }
    }

    @GetMapping(LIST)
    ResponseEntity<byte[]> list(
            Visit visit,
            @RequestParam(name = "words", defaultValue = "") String words,
            @RequestParam(name = "category", defaultValue = "") String category,
            @RequestParam(name = "state", defaultValue = "") String state) {
        var texts = texts(visit);
        var frame = frames.around(visit, texts.say(AnswerText.TITLE), PLACE);
        AnswerDesk.Shelf shelf;
        try {
            shelf = answers.shelf(visit.trustCenter(), visit.member().actor());
        } catch (NothingToExport nothing) {
            return pages.show(
                    "answers/list",
                    new AnswersPage(
                            frame,
                            texts,
                            new Link(texts.say(AnswerText.NOT_LOADED_WAY), visit.href("content")),
                            visit.href(PLACE + "/new"),
                            List.of(),
                            null,
                            List.of()));
        }
        var inReview = inReview(visit);
        var overdue = cares.overdue(visit.trustCenter()).stream()
                .map(each -> each.answer().item())
                .collect(Collectors.toSet());
        var drafts = shelf.drafts().stream().map(AnswerEdit::place).collect(Collectors.toSet());
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        var found = shelf.answers().stream()
                .filter(answer ->
                        category.isEmpty() || answer.answer().category().equals(category))
                .filter(answer -> wanted.isEmpty() || speaksOf(answer, wanted))
                .filter(answer -> is(state, answer, drafts, inReview, overdue))
                .toList();
        return pages.show(
                "answers/list",
                new AnswersPage(
                        frame,
                        texts,
                        null,
                        visit.href(PLACE + "/new"),
                        begun(visit, texts, shelf),
                        new AnswersPage.Filter(
                                visit.href(PLACE),
                                words,
                                options(
                                        visit,
                                        shelf.choices().categories(),
                                        Set.of(category),
                                        texts.say(AnswerText.FILTER_ANY)),
                                Stream.concat(
                                                Stream.of(new Option(
                                                        "",
                                                        texts.say(AnswerText.FILTER_STATE_ANY),
                                                        null,
                                                        state.isEmpty())),
                                                Arrays.stream(State.values())
                                                        .map(each -> new Option(
                                                                AnswerForm.key(each),
                                                                texts.say(each.label),
                                                                null,
                                                                AnswerForm.key(each)
                                                                        .equals(state))))
                                        .toList(),
                                texts.say(AnswerText.FOUND, found.size())),
                        groups(visit, texts, shelf.choices(), found, drafts, inReview, overdue)));
    }

    /** New answers that have been begun. */
    private static List<Link> begun(Visit visit, AnswerTexts texts, AnswerDesk.Shelf shelf) {
        return shelf.drafts().stream()
                .filter(AnswerEdit::added)
                .map(edit -> new Link(
                        edit.question().values().stream().findFirst().orElse(texts.say(AnswerText.NEW_TITLE)),
                        visit.href(place(edit))))
                .toList();
    }

    /** The answers that somebody's change set of one is about. */
    private Set<String> inReview(Visit visit) {
        return reviews.waiting(visit.trustCenter()).stream()
                .map(SentDocument::edit)
                .filter(Objects::nonNull)
                .map(AnswerEdit::item)
                .collect(Collectors.toSet());
    }

    private static boolean speaksOf(Listed answer, String words) {
        return answer.item().contains(words)
                || answer.answer().question().byLanguage().values().stream()
                        .anyMatch(question -> question.toLowerCase(Locale.ROOT).contains(words));
    }

    private static boolean is(
            String state, Listed answer, Set<String> drafts, Set<String> inReview, Set<String> overdue) {
        for (var each : State.values()) {
            if (AnswerForm.key(each).equals(state)) {
                return switch (each) {
                    case DRAFT -> drafts.contains(answer.item());
                    case REVIEW -> inReview.contains(answer.item());
                    case TRANSLATION ->
                        !answer.retired()
                                && !(answer.untranslated().isEmpty()
                                        && answer.outdated().isEmpty());
                    case OVERDUE -> overdue.contains(answer.item());
                    case RESTRICTED -> answer.access() != Access.PUBLIC;
                    case RETIRED -> answer.retired();
                };
            }
        }
        return true;
    }

    private static List<Group> groups(
            Visit visit,
            AnswerTexts texts,
            Choices choices,
            List<Listed> found,
            Set<String> drafts,
            Set<String> inReview,
            Set<String> overdue) {
        var rows = new LinkedHashMap<String, List<Row>>();
        choices.categories().forEach(category -> rows.put(category.id(), new ArrayList<>()));
        for (var answer : found) {
            rows.computeIfAbsent(answer.answer().category(), _ -> new ArrayList<>())
                    .add(new Row(
                            visit.href("%s/edit/%s".formatted(PLACE, answer.item())),
                            visit.said(answer.answer().question()),
                            answer.item(),
                            badges(visit, texts, choices, answer, drafts, inReview, overdue)));
        }
        var labels = choices.categories().stream()
                .collect(Collectors.toMap(AnswerDesk.Choice::id, choice -> visit.said(choice.label())));
        return rows.entrySet().stream()
                .filter(group -> !group.getValue().isEmpty())
                .map(group -> new Group(
                        group.getKey(),
                        labels.getOrDefault(group.getKey(), new Phrase(group.getKey(), null)),
                        group.getValue()))
                .toList();
    }

    private static List<Badge> badges(
            Visit visit,
            AnswerTexts texts,
            Choices choices,
            Listed answer,
            Set<String> drafts,
            Set<String> inReview,
            Set<String> overdue) {
        var badges = new ArrayList<Badge>();
        if (overdue.contains(answer.item())) {
            badges.add(new Badge("bad", texts.say(AnswerText.STATE_OVERDUE)));
        }
        if (drafts.contains(answer.item())) {
            badges.add(new Badge("wait", texts.say(AnswerText.STATE_DRAFT)));
        }
        if (inReview.contains(answer.item())) {
            badges.add(new Badge("wait", texts.say(AnswerText.STATE_REVIEW)));
        }
        if (answer.retired()) {
            badges.add(new Badge("quiet", texts.say(AnswerText.STATE_RETIRED)));
        }
        if (answer.access() == Access.ON_REQUEST) {
            badges.add(new Badge("quiet", texts.say(AnswerText.STATE_ON_REQUEST)));
        } else if (answer.access() == Access.INTERNAL) {
            badges.add(new Badge("quiet", texts.say(AnswerText.STATE_INTERNAL)));
        }
        if (answer.announced() != null) {
            badges.add(new Badge("wait", texts.say(AnswerText.STATE_ANNOUNCED, visit.briefDay(answer.announced()))));
        }
        if (!answer.retired() && !answer.untranslated().isEmpty()) {
            badges.add(new Badge(
                    "bad", texts.say(AnswerText.STATE_UNTRANSLATED, texts.languageNames(answer.untranslated()))));
        }
        if (!answer.retired() && !answer.outdated().isEmpty()) {
            badges.add(new Badge(
                    "bad",
                    texts.say(
                            AnswerText.STATE_OUTDATED,
                            texts.languageNames(answer.outdated()),
                            texts.languageName(choices.languages().getFirst()))));
        }
        return badges;
    }

    /** @param draft its key; empty for an empty sheet */
    @GetMapping(NEW)
    ResponseEntity<byte[]> add(Visit visit, @RequestParam(name = "draft", defaultValue = "") String draft) {
        return show(visit, answers.add(visit.trustCenter(), visit.member().actor(), draft), List.of());
    }

    /**
     * @param document that was planned of an edit, to write on at that; empty for the draft, or what the ledger says
     */
    @GetMapping(EDIT)
    ResponseEntity<byte[]> edit(
            Visit visit,
            @PathVariable String item,
            @RequestParam(name = "document", defaultValue = "") String document) {
        var trustCenter = visit.trustCenter();
        var actor = visit.member().actor();
        if (!document.isEmpty()) {
            var edit = desk.own(trustCenter, actor, document).edit();
            if (edit != null && edit.item().equals(item)) {
                return show(visit, answers.open(trustCenter, actor, edit), List.of());
            }
        }
        return show(visit, answers.open(trustCenter, actor, item), List.of());
    }

    /** Keeps what was typed so far; a script is told so in a line, a person on the page. */
    @PostMapping(DRAFT)
    ResponseEntity<byte[]> draft(
            Visit visit,
            HttpServletRequest form,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        var edit = AnswerForm.read(form);
        var texts = texts(visit);
        var at = answers.keep(visit.trustCenter(), visit.member().actor(), edit);
        if (accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return pages.goOn(visit, place(edit), Flash.done(texts.say(AnswerText.KEPT_DONE)));
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(texts.say(AnswerText.KEPT, visit.moment(at)).getBytes(StandardCharsets.UTF_8));
    }

    /** Shows how it will read: alone for a script, else beside the form with all that was typed. */
    @PostMapping(PREVIEW)
    ResponseEntity<byte[]> preview(
            Visit visit, HttpServletRequest form, @RequestParam(name = "part", defaultValue = "") String part) {
        var edit = AnswerForm.read(form);
        if (part.equals("preview")) {
            return pages.show("answers/preview", new PreviewPart(texts(visit), shown(texts(visit), edit)));
        }
        return show(visit, answers.open(visit.trustCenter(), visit.member().actor(), edit), List.of());
    }

    @PostMapping(PLAN)
    ResponseEntity<byte[]> plan(
            Visit visit, HttpServletRequest form, @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var edit = AnswerForm.read(form);
        var trustCenter = visit.trustCenter();
        var actor = visit.member().actor();
        return switch (answers.plan(trustCenter, actor, edit, correlationId)) {
            case AnswerDesk.Planned(var sent) ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(visit.href("content/" + sent.id())))
                        .build();
            case AnswerDesk.Refused(var wrong) -> show(visit, answers.open(trustCenter, actor, edit), wrong);
            case AnswerDesk.Touched() -> show(visit, answers.open(trustCenter, actor, edit), List.of());
        };
    }

    @PostMapping(DISCARD)
    ResponseEntity<byte[]> discard(Visit visit, HttpServletRequest form) {
        answers.discard(visit.trustCenter(), visit.member().actor(), AnswerForm.read(form));
        return pages.goOn(visit, PLACE, Flash.done(texts(visit).say(AnswerText.DISCARDED)));
    }

    private static String place(AnswerEdit edit) {
        return edit.added()
                ? "%s/new?draft=%s".formatted(PLACE, edit.draft())
                : "%s/edit/%s".formatted(PLACE, edit.item());
    }

    private ResponseEntity<byte[]> show(Visit visit, Opened opened, List<Wrong> wrong) {
        var texts = texts(visit);
        var edit = opened.edit();
        var choices = opened.choices();
        var errors = new LinkedHashMap<String, String>();
        wrong.forEach(each -> errors.putIfAbsent(each.field(), each.message().in(texts.language(), "en")));
        var languages = choices.languages();
        var known = new HashSet<>(Set.of("category", "tags", "evidence", "timing", "from", "access"));
        if (edit.added()) {
            known.add("id");
        }
        languages.forEach(
                language -> known.addAll(List.of("question/" + language, "text/" + language, "reason/" + language)));
        var first = languages.getFirst();
        for (var field : List.of("question", "text", "reason")) {
            // That it is missing is told of the field as a whole.
            if (errors.containsKey(field)) {
                errors.putIfAbsent(field + "/" + first, Objects.requireNonNull(errors.remove(field)));
            }
        }
        var title = edit.added()
                ? texts.say(AnswerText.NEW_TITLE)
                : Objects.requireNonNullElse(
                        edit.question().get(texts.language()), edit.question().getOrDefault(first, edit.item()));
        var conflict = !opened.theirs().isEmpty();
        return pages.show(
                conflict ? HttpStatus.CONFLICT : errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "answers/edit",
                new AnswerPage(
                        frames.around(visit, title, PLACE, new Link(texts.say(AnswerText.TITLE), visit.href(PLACE))),
                        texts,
                        visit.href(PLACE),
                        edit.item(),
                        edit.added(),
                        edit.draft(),
                        Long.toString(edit.base()),
                        opened.keptAt() == null ? null : texts.say(AnswerText.KEPT, visit.moment(opened.keptAt())),
                        notices(visit, texts, opened),
                        theirs(visit, texts, opened),
                        errors.isEmpty() ? null : texts.say(AnswerText.PROBLEMS, errors.size()),
                        errors.entrySet().stream()
                                .filter(error -> !known.contains(error.getKey()))
                                .map(Map.Entry::getValue)
                                .toList(),
                        edit.added()
                                ? new AnswerPage.Field(
                                        "item", "", texts.say(AnswerText.ID), edit.item(), errors.get("id"))
                                : null,
                        new AnswerPage.Choice(
                                options(
                                        visit,
                                        choices.categories(),
                                        Set.of(edit.category()),
                                        texts.say(AnswerText.CATEGORY_NONE)),
                                errors.get("category")),
                        new AnswerPage.Choice(
                                options(visit, choices.tags(), Set.copyOf(edit.tags()), null), errors.get("tags")),
                        languages.stream()
                                .map(language -> new AnswerPage.Language(
                                        field(
                                                AnswerForm.QUESTION,
                                                language,
                                                texts.say(AnswerText.QUESTION, texts.languageName(language)),
                                                edit.question(),
                                                errors.get("question/" + language)),
                                        field(
                                                AnswerForm.TEXT,
                                                language,
                                                texts.say(AnswerText.TEXT, texts.languageName(language)),
                                                edit.text(),
                                                errors.get("text/" + language)),
                                        opened.outdated().contains(language)
                                                ? texts.say(AnswerText.OUTDATED, texts.languageName(first))
                                                : null))
                                .toList(),
                        new AnswerPage.Field(
                                "evidence",
                                "",
                                texts.say(AnswerText.EVIDENCE),
                                edit.evidence(),
                                errors.get("evidence")),
                        texts.say(
                                AnswerText.EVIDENCE_HELP,
                                languages.stream().map(texts::languageName).collect(Collectors.joining(" | "))),
                        choices.evidence().stream()
                                .map(choice -> known(visit, choice))
                                .toList(),
                        shown(texts, edit),
                        new AnswerPage.Choice(
                                Stream.of(Access.PUBLIC, Access.ON_REQUEST, Access.INTERNAL)
                                        .map(access -> new Option(
                                                AnswerForm.key(access),
                                                texts.say(AnswerText.valueOf("ACCESS_" + access.name())),
                                                null,
                                                access == edit.access()))
                                        .toList(),
                                errors.get("access")),
                        new AnswerPage.Choice(
                                Arrays.stream(AnswerEdit.Timing.values())
                                        .filter(timing -> !edit.added()
                                                || timing == AnswerEdit.Timing.NOW
                                                || timing == AnswerEdit.Timing.LATER)
                                        .map(timing -> new Option(
                                                AnswerForm.key(timing),
                                                texts.say(AnswerText.valueOf("TIMING_" + timing.name())),
                                                null,
                                                timing == edit.timing()))
                                        .toList(),
                                errors.get("timing")),
                        new AnswerPage.Field("from", "", texts.say(AnswerText.FROM), edit.from(), errors.get("from")),
                        texts.say(AnswerText.FROM_HELP, choices.zone().getId()),
                        languages.stream()
                                .map(language -> field(
                                        AnswerForm.REASON,
                                        language,
                                        texts.say(AnswerText.REASON, texts.languageName(language)),
                                        edit.reason(),
                                        errors.get("reason/" + language)))
                                .toList(),
                        opened.keptAt() == null ? null : visit.href(PLACE + "/discard"),
                        edit.added() ? null : care.besideDraft(visit, edit.item())));
    }

    private static List<String> notices(Visit visit, AnswerTexts texts, Opened opened) {
        var notices = new ArrayList<String>();
        opened.others()
                .forEach(writer ->
                        notices.add(texts.say(AnswerText.OTHERS, writer.actor(), visit.moment(writer.keptAt()))));
        if (opened.announced() != null) {
            notices.add(texts.say(AnswerText.ANNOUNCED, visit.briefDay(opened.announced())));
        }
        return notices;
    }

    private static List<AnswerPage.Theirs> theirs(Visit visit, AnswerTexts texts, Opened opened) {
        return opened.theirs().stream()
                .map(theirs -> new AnswerPage.Theirs(
                        texts.field(theirs.field()),
                        theirs.field().contains("/")
                                ? theirs.field().substring(theirs.field().indexOf('/') + 1)
                                : null,
                        texts.redline()
                                .of(WordDifference.between(
                                        named(visit, texts, opened, theirs.field(), theirs.before()),
                                        named(visit, texts, opened, theirs.field(), theirs.now()))),
                        theirs.mine()
                                ? named(visit, texts, opened, theirs.field(), theirs.typed())
                                : texts.say(AnswerText.CONFLICT_TAKEN_OVER),
                        theirs.mine()))
                .toList();
    }

    /** What people call a value. */
    private static String named(Visit visit, AnswerTexts texts, Opened opened, String field, String value) {
        return switch (field) {
            case "access" ->
                value.isEmpty()
                        ? ""
                        : texts.say(AnswerText.valueOf(
                                "ACCESS_" + value.toUpperCase(Locale.ROOT).replace('-', '_')));
            case "category" -> label(visit, opened.choices().categories(), value);
            case "tags" ->
                Arrays.stream(value.split(", "))
                        .map(tag -> label(visit, opened.choices().tags(), tag))
                        .collect(Collectors.joining(", "));
            default -> value;
        };
    }

    private static AnswerPage.Known known(Visit visit, AnswerDesk.Choice choice) {
        var label = visit.said(choice.label());
        return new AnswerPage.Known(choice.id(), label.text(), label.language());
    }

    private static String label(Visit visit, List<AnswerDesk.Choice> choices, String id) {
        return choices.stream()
                .filter(choice -> choice.id().equals(id))
                .map(choice -> visit.said(choice.label()).text())
                .findFirst()
                .orElse(id);
    }

    private static AnswerPage.Field field(
            String prefix, String language, String label, Map<String, String> values, @Nullable String error) {
        return new AnswerPage.Field(prefix + language, language, label, values.getOrDefault(language, ""), error);
    }

    /** @param none what stands for none of them; null if any number can be chosen */
    private static List<Option> options(
            Visit visit, List<AnswerDesk.Choice> choices, Set<String> chosen, @Nullable String none) {
        var options = new ArrayList<Option>();
        if (none != null) {
            options.add(new Option("", none, null, choices.stream().noneMatch(choice -> chosen.contains(choice.id()))));
        }
        choices.forEach(choice -> {
            var label = visit.said(choice.label());
            options.add(new Option(choice.id(), label.text(), label.language(), chosen.contains(choice.id())));
        });
        return options;
    }

    private List<AnswerPage.Shown> shown(AnswerTexts texts, AnswerEdit edit) {
        return edit.question().entrySet().stream()
                .map(question -> {
                    var text = edit.text().get(question.getKey());
                    return new AnswerPage.Shown(
                            question.getKey(),
                            texts.languageName(question.getKey()),
                            question.getValue(),
                            text == null ? null : markdown.toSafeXhtml(text, HEADINGS_BELOW_A_QUESTION));
                })
                .toList();
    }

    private AnswerTexts texts(Visit visit) {
        return files.in(visit.texts().language());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        private static final DataSize MOST = DataSize.ofMegabytes(1);

        @Bean
        Place answersPlace() {
            return new Place(300, PLACE, Text.ANSWERS_TITLE, AnswerDesk.MAY_WRITE, _ -> 0);
        }

        @Bean
        Door answersDoor() {
            return Door.openTo(AnswerDesk.MAY_WRITE, HttpMethod.GET, LIST);
        }

        @Bean
        Door answersNewDoor() {
            return Door.openTo(AnswerDesk.MAY_WRITE, HttpMethod.GET, NEW);
        }

        @Bean
        Door answersEditDoor() {
            return Door.openTo(AnswerDesk.MAY_WRITE, HttpMethod.GET, EDIT);
        }

        @Bean
        Door answersDraftDoor() {
            return Door.openTo(AnswerDesk.MAY_WRITE, HttpMethod.POST, DRAFT);
        }

        @Bean
        Door answersPreviewDoor() {
            return Door.openTo(AnswerDesk.MAY_WRITE, HttpMethod.POST, PREVIEW);
        }

        @Bean
        Door answersPlanDoor() {
            return Door.openTo(AnswerDesk.MAY_WRITE, HttpMethod.POST, PLAN);
        }

        @Bean
        Door answersDiscardDoor() {
            return Door.openTo(AnswerDesk.MAY_WRITE, HttpMethod.POST, DISCARD);
        }

        @Bean
        BodyLimit answersBodyLimit() {
            return new BodyLimit(LIST, MOST);
        }
    }
}
