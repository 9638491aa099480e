package org.trustledger.command.workbench.sheets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.content.ContentLimits;
import org.trustledger.command.content.SentSheet;
import org.trustledger.command.content.Sheet;
import org.trustledger.command.content.SheetColumn;
import org.trustledger.command.content.SheetDesk;
import org.trustledger.command.content.UnreadableSheet;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.events.LocalizedText;
import org.trustledger.presentation.Markdown;

/** The addresses of the import: a spreadsheet is sent, its columns are named, and its rows become a plan. */
@Controller
class SheetPages {
    private static final String PLACE = "import";
    private static final String PAGES = "/workbench/{trustCenter}/import";
    private static final String SHEET = PAGES + "/{sheet}";
    private static final String PLAN = SHEET + "/plan";
    private static final String DISCARD = SHEET + "/discard";
    private static final String PROBLEMS = SHEET + "/problems.csv";

    private static final String COLUMN = "column-";
    private static final String REASON = "reason-";
    private static final int VALUES_SHOWN = 3;
    private static final int LONGEST_VALUE = 80;
    private static final int PROBLEMS_SHOWN = 100;
    private static final int ANSWERS_SHOWN = 5;
    private static final int HEADINGS_BELOW_A_QUESTION = 4;

    private final SheetDesk desk;
    private final ContentLimits limits;
    private final SheetTextFiles files;
    private final Frames frames;
    private final Pages pages;
    private final Markdown markdown = new Markdown();

    SheetPages(SheetDesk desk, ContentLimits limits, SheetTextFiles files, Frames frames, Pages pages) {
        this.desk = desk;
        this.limits = limits;
        this.files = files;
        this.frames = frames;
        this.pages = pages;
    }

    @GetMapping(PAGES)
    ResponseEntity<byte[]> start(Visit visit) {
        return start(visit, null);
    }

    @PostMapping(path = PAGES, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<byte[]> send(
            Visit visit, @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        var texts = texts(visit);
        if (file == null || file.isEmpty()) {
            return start(visit, texts.say(SheetText.SEND_NOTHING));
        }
        try {
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            return to(visit, desk.send(visit.trustCenter(), visit.member().actor(), name, file.getBytes()));
        } catch (UnreadableSheet unreadable) {
            return start(visit, unreadable.told().in(texts.language(), "en"));
        }
    }

    private ResponseEntity<byte[]> start(Visit visit, @Nullable String error) {
        var texts = texts(visit);
        var most = size();
        var isLoaded = !desk.languages(visit.trustCenter()).isEmpty();
        var page = new StartPage(
                frames.around(visit, texts.say(SheetText.TITLE), PLACE),
                texts,
                isLoaded
                        ? new StartPage.Form(
                                visit.href(PLACE),
                                limits.maxSize().toBytes(),
                                texts.say(SheetText.SEND_FILE_HELP, most),
                                texts.say(SheetText.SEND_TOO_LARGE, most),
                                error)
                        : null,
                new Link(texts.say(SheetText.NOT_LOADED_WAY), visit.href("content")),
                texts.say(SheetText.SENT_HELP, SheetDesk.MOST_OF_ONE),
                desk.of(visit.trustCenter(), visit.member().actor()).stream()
                        .map(sent -> new StartPage.SentShown(
                                href(visit, sent),
                                sent.name(),
                                visit.moment(sent.sentAt()),
                                sent.sentAt().toString(),
                                texts.say(
                                        SheetText.SENT_STATE,
                                        sent.found().right(),
                                        sent.found().wrong())))
                        .toList());
        return pages.show(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT, "sheets/start", page);
    }

    @GetMapping(SHEET)
    ResponseEntity<byte[]> sheet(Visit visit, @PathVariable String sheet) {
        return show(visit, find(visit, sheet), false);
    }

    /** Looks at the rows by other columns, or for another reason. */
    @PostMapping(SHEET)
    ResponseEntity<byte[]> look(Visit visit, @PathVariable String sheet, HttpServletRequest form) {
        return to(visit, looked(visit, find(visit, sheet), form));
    }

    /** The same, and then goes on to the plan. */
    @PostMapping(PLAN)
    ResponseEntity<byte[]> plan(
            Visit visit,
            @PathVariable String sheet,
            HttpServletRequest form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var sent = looked(visit, find(visit, sheet), form);
        if (sent.reason() == null) {
            return show(visit, sent, true);
        }
        return sent.found().right() == 0
                ? to(visit, sent)
                : seeOther(visit, "content/" + desk.plan(sent, correlationId).id());
    }

    @PostMapping(DISCARD)
    ResponseEntity<byte[]> discard(Visit visit, @PathVariable String sheet) {
        desk.discard(find(visit, sheet));
        return seeOther(visit, PLACE);
    }

    /** Everything that is wrong with the rows, for whoever mends them. */
    @GetMapping(PROBLEMS)
    void problems(Visit visit, @PathVariable String sheet, HttpServletResponse response) throws IOException {
        var sent = find(visit, sheet);
        var texts = texts(visit);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-import.csv\"".formatted(visit.trustCenter()));
        desk.writeProblems(
                sent,
                List.of(
                        texts.say(SheetText.SENT_ROWS),
                        texts.say(SheetText.PROBLEM_COLUMN),
                        texts.say(SheetText.PROBLEM_VALUE),
                        texts.say(SheetText.PROBLEM_WHAT)),
                texts.language(),
                response.getOutputStream());
    }

    private SentSheet looked(Visit visit, SentSheet sent, HttpServletRequest form) {
        var keys = IntStream.range(0, sent.columns().size())
                .mapToObj(column -> form.getParameter(COLUMN + column))
                .map(key -> Objects.requireNonNullElse(key, ""))
                .toList();
        var languages = desk.languages(visit.trustCenter());
        var reasons = new TreeMap<String, String>();
        for (var language : languages) {
            var text = form.getParameter(REASON + language);
            if (text != null && !text.isBlank()) {
                reasons.put(language, text.strip().replace("\r\n", "\n"));
            }
        }
        return desk.look(sent, keys, reasons.containsKey(languages.getFirst()) ? new LocalizedText(reasons) : null);
    }

    private ResponseEntity<byte[]> show(Visit visit, SentSheet sent, boolean reasonMissing) {
        var texts = texts(visit);
        var sheet = desk.sheet(sent);
        var found = sent.found();
        var languages = desk.languages(visit.trustCenter());
        return pages.show(
                reasonMissing ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK,
                "sheets/sheet",
                new SheetPage(
                        frame(visit, texts, sent.name().isBlank() ? texts.say(SheetText.TITLE) : sent.name()),
                        texts,
                        texts.say(
                                SheetText.SHEET_LEAD,
                                sheet.rows().size(),
                                sheet.headings().size(),
                                visit.moment(sent.sentAt())),
                        href(visit, sent),
                        columns(texts, sent, sheet, languages),
                        reasons(texts, sent, languages, reasonMissing),
                        List.of(
                                texts.say(SheetText.FOUND_ADDED, found.added()),
                                texts.say(SheetText.FOUND_CHANGED, found.changed()),
                                texts.say(SheetText.FOUND_SAME, found.same()),
                                texts.say(SheetText.FOUND_WRONG, found.wrong())),
                        found.problems().stream()
                                .limit(PROBLEMS_SHOWN)
                                .map(problem -> new SheetPage.ProblemShown(
                                        problem.row() == 0
                                                ? ""
                                                : texts.say(SheetText.PROBLEM_ROW, Integer.toString(problem.row())),
                                        problem.column(),
                                        problem.value(),
                                        problem.message().in(texts.language(), "en")))
                                .toList(),
                        found.problems().isEmpty()
                                ? null
                                : new Link(
                                        texts.say(
                                                SheetText.PROBLEMS_ALL,
                                                found.problems().size()),
                                        href(visit, sent) + "/problems.csv"),
                        found.right() == 0 ? null : preview(texts, sent, languages.getFirst()),
                        found.right() == 0
                                ? null
                                : new Link(
                                        found.wrong() == 0
                                                ? texts.say(SheetText.PLAN_GO, found.right())
                                                : texts.say(SheetText.PLAN_GO_WITHOUT, found.right(), found.wrong()),
                                        href(visit, sent) + "/plan"),
                        href(visit, sent) + "/discard"));
    }

    private static List<SheetPage.ColumnShown> columns(
            SheetTexts texts, SentSheet sent, Sheet sheet, List<String> languages) {
        var shown = new ArrayList<SheetPage.ColumnShown>();
        for (var column = 0; column < sheet.headings().size(); column++) {
            var number = column;
            var meaning = column < sent.columns().size() ? sent.columns().get(column) : SheetColumn.NOTHING;
            shown.add(new SheetPage.ColumnShown(
                    COLUMN + column,
                    sheet.headings().get(column),
                    sheet.rows().stream()
                            .map(row -> row.cell(number))
                            .filter(value -> !value.isEmpty())
                            .limit(VALUES_SHOWN)
                            .map(value ->
                                    value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…")
                            .toList(),
                    SheetColumn.all(languages).stream()
                            .map(choice ->
                                    new SheetPage.Choice(choice.key(), texts.meaning(choice), choice.equals(meaning)))
                            .toList()));
        }
        return shown;
    }

    private static List<SheetPage.ReasonShown> reasons(
            SheetTexts texts, SentSheet sent, List<String> languages, boolean missing) {
        var first = languages.getFirst();
        return languages.stream()
                .map(language -> new SheetPage.ReasonShown(
                        REASON + language,
                        language,
                        texts.say(SheetText.REASON, texts.languageName(language)),
                        sent.reason() == null ? "" : sent.reason().byLanguage().getOrDefault(language, ""),
                        language.equals(first),
                        missing && language.equals(first)
                                ? texts.say(SheetText.REASON_MISSING, texts.languageName(language))
                                : null))
                .toList();
    }

    private SheetPage.PreviewShown preview(SheetTexts texts, SentSheet sent, String language) {
        var answers = desk.preview(sent, ANSWERS_SHOWN);
        return new SheetPage.PreviewShown(
                texts.say(SheetText.PREVIEW_HELP, answers.size(), texts.languageName(language)),
                language,
                answers.stream()
                        .map(answer -> new SheetPage.AnswerShown(
                                texts.say(SheetText.PROBLEM_ROW, Integer.toString(answer.row())),
                                answer.id(),
                                texts.say(answer.isNew() ? SheetText.PREVIEW_NEW : SheetText.PREVIEW_CHANGED),
                                answer.question(),
                                answer.text() == null
                                        ? null
                                        : markdown.toSafeXhtml(answer.text(), HEADINGS_BELOW_A_QUESTION)))
                        .toList());
    }

    private Frame frame(Visit visit, SheetTexts texts, String title) {
        return frames.around(visit, title, PLACE, new Link(texts.say(SheetText.TITLE), visit.href(PLACE)));
    }

    private SheetTexts texts(Visit visit) {
        return files.in(visit.texts().language());
    }

    private String size() {
        return "%d MB".formatted(limits.maxSize().toMegabytes());
    }

    private SentSheet find(Visit visit, String sheet) {
        return desk.find(visit.trustCenter(), visit.member().actor(), sheet);
    }

    private static String href(Visit visit, SentSheet sent) {
        return visit.href("%s/%s".formatted(PLACE, sent.id()));
    }

    private static ResponseEntity<byte[]> to(Visit visit, SentSheet sent) {
        return seeOther(visit, "%s/%s".formatted(PLACE, sent.id()));
    }

    private static ResponseEntity<byte[]> seeOther(Visit visit, String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(visit.href(path)))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        /** What a form adds to the file in it. */
        private static final DataSize FORM = DataSize.ofMegabytes(1);

        @Bean
        Place importPlace() {
            return new Place(450, PLACE, Text.IMPORT_TITLE, ContentDesk.MAY_READ, _ -> 0);
        }

        @Bean
        Door importDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, PAGES);
        }

        @Bean
        Door importSendDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.POST, PAGES);
        }

        @Bean
        Door importSheetDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, SHEET);
        }

        @Bean
        Door importLookDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.POST, SHEET);
        }

        @Bean
        Door importPlanDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.POST, PLAN);
        }

        @Bean
        Door importDiscardDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.POST, DISCARD);
        }

        @Bean
        Door importProblemsDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, PROBLEMS);
        }

        @Bean
        BodyLimit importBodyLimit(ContentLimits limits) {
            return new BodyLimit(PAGES, DataSize.ofBytes(limits.maxSize().toBytes() + FORM.toBytes()));
        }
    }
}
