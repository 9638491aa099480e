package org.trustledger.command.workbench.content;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.trustledger.command.content.AnswerDesk;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.content.ContentLimits;
import org.trustledger.command.content.DocumentFormat;
import org.trustledger.command.content.EmbargoUnusable;
import org.trustledger.command.content.NoSuchDocument;
import org.trustledger.command.content.NotInReview;
import org.trustledger.command.content.PlanPart;
import org.trustledger.command.content.PlannedOtherwise;
import org.trustledger.command.content.ReviewDesk;
import org.trustledger.command.content.ReviewMovedOn;
import org.trustledger.command.content.SentDocument;
import org.trustledger.command.content.TooManyInReview;
import org.trustledger.command.content.WordsMissing;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;

/** The addresses of content as code in the browser: a document is sent, planned, applied. */
@Controller
class ContentPages {
    private static final String PAGES = "/workbench/{trustCenter}/content";
    private static final String YAML = PAGES + "/export.yaml";
    private static final String JSON = PAGES + "/export.json";
    private static final String DOCUMENT = PAGES + "/{document}";
    private static final String PLAN = DOCUMENT + "/plan";
    private static final String EMBARGO = DOCUMENT + "/embargo";
    private static final String APPLY = DOCUMENT + "/apply";
    private static final String SUBMIT = DOCUMENT + "/submit";
    private static final String WITHDRAW = DOCUMENT + "/withdraw";
    private static final String APPROVE = DOCUMENT + "/approve";
    private static final String DECLINE = DOCUMENT + "/decline";
    private static final String DISCARD = DOCUMENT + "/discard";
    private static final String WHOLE = DOCUMENT + "/plan.json";

    private final ContentDesk desk;
    private final ReviewDesk reviews;
    private final AnswerDesk answers;
    private final DocumentPages shown;
    private final Pages pages;
    private final ContentTextFiles texts;

    ContentPages(
            ContentDesk desk,
            ReviewDesk reviews,
            AnswerDesk answers,
            DocumentPages shown,
            Pages pages,
            ContentTextFiles texts) {
        this.desk = desk;
        this.reviews = reviews;
        this.answers = answers;
        this.shown = shown;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping(PAGES)
    ResponseEntity<byte[]> start(Visit visit) {
        return shown.start(visit, "", null);
    }

    @PostMapping(path = PAGES, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<byte[]> send(
            Visit visit,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "text", defaultValue = "") String text,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId)
            throws IOException {
        var actor = visit.member().actor();
        if (file != null && !file.isEmpty()) {
            return text.isBlank()
                    ? to(visit, desk.send(visit.trustCenter(), actor, file.getBytes(), false, correlationId))
                    : shown.start(visit, text, ContentText.SEND_BOTH);
        } else if (text.isBlank()) {
            return shown.start(visit, text, ContentText.SEND_NOTHING);
        }
        // Browsers end every line of a form's text as the document did not.
        var bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
        return to(visit, desk.send(visit.trustCenter(), actor, bytes, true, correlationId));
    }

    @GetMapping(YAML)
    void yaml(Visit visit, HttpServletResponse response) throws IOException {
        desk.export(visit.trustCenter(), DocumentFormat.YAML, "attachment", response);
    }

    @GetMapping(JSON)
    void json(Visit visit, HttpServletResponse response) throws IOException {
        desk.export(visit.trustCenter(), DocumentFormat.JSON, "attachment", response);
    }

    @GetMapping(DOCUMENT)
    ResponseEntity<byte[]> document(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "part", defaultValue = "") String part,
            @RequestParam(name = "page", defaultValue = "1") String page) {
        return shown.show(
                visit,
                desk.find(visit.trustCenter(), visit.member().actor(), document),
                PlanPart.read(part).orElse(null),
                page.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(page) : 1);
    }

    /** Plans with what is ticked, on the same base or on the newest. */
    @PostMapping(PLAN)
    ResponseEntity<byte[]> plan(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "base", required = false) @Nullable Long base,
            @RequestParam(name = "shown", defaultValue = "") List<String> offered,
            @RequestParam(name = "remove", defaultValue = "") List<String> remove,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var sent = own(visit, document);
        if (sent.applied() != null || desk.isBeingApplied(sent)) {
            return to(visit, sent);
        }
        if (sent.isWaiting()) {
            reviews.withdraw(sent, correlationId);
        }
        if (sent.edit() != null && answers.isToBeWrittenOn(sent)) {
            return seeOther(
                    visit,
                    sent.edit().added()
                            ? "answers/new?draft=" + sent.edit().draft()
                            : "answers/edit/%s?document=%s"
                                    .formatted(sent.edit().item(), sent.id()));
        }
        // What is on other pages of a long list stays as it was ticked there.
        var removals = new HashSet<>(sent.removals());
        offered.forEach(removals::remove);
        removals.addAll(remove);
        return to(visit, desk.planAgain(sent, base == null ? sent.base() : base, removals, correlationId));
    }

    /** Plans for the end of an embargo; without a day, for none. */
    @PostMapping(EMBARGO)
    ResponseEntity<byte[]> embargo(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "day", defaultValue = "") String day,
            @RequestParam(name = "time", defaultValue = "") String time,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var sent = own(visit, document);
        if (sent.applied() != null || desk.isBeingApplied(sent) || sent.isWaiting() || sent.plan() == null) {
            return to(visit, sent);
        }
        try {
            var until = day.isEmpty()
                    ? null
                    : LocalDate.parse(day)
                            .atTime(LocalTime.parse(time))
                            .atZone(sent.plan().zone())
                            .toInstant();
            return to(visit, desk.embargo(sent, until, correlationId));
        } catch (DateTimeException | EmbargoUnusable wrong) {
            return to(visit, sent, ContentText.EMBARGO_WRONG);
        }
    }

    @PostMapping(APPLY)
    ResponseEntity<byte[]> apply(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "planned", defaultValue = "") String planned,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var sent = own(visit, document);
        if (sent.applied() == null && !desk.isBeingApplied(sent) && !sent.isWaiting()) {
            if (sent.plan() == null || !sent.plan().at().toString().equals(planned)) {
                return movedOn(visit, sent);
            } else if (sent.plan().facts() > 0 && reviews.isNeeded(visit.trustCenter())) {
                return to(visit, sent, ContentText.REVIEW_NEEDED_NOW);
            }
            desk.apply(sent, correlationId);
        }
        return to(visit, sent);
    }

    /** Asks others to decide on the plan that was looked at. */
    @PostMapping(SUBMIT)
    ResponseEntity<byte[]> submit(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "planned", defaultValue = "") String planned,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var sent = own(visit, document);
        if (sent.applied() != null || sent.isWaiting()) {
            return to(visit, sent);
        }
        if (sent.plan() == null || !sent.plan().at().toString().equals(planned)) {
            return movedOn(visit, sent);
        }
        try {
            reviews.submit(sent, sent.plan().at(), correlationId);
        } catch (PlannedOtherwise otherwise) {
            return movedOn(visit, sent);
        } catch (TooManyInReview tooMany) {
            return to(visit, sent, ContentText.REVIEW_TOO_MANY);
        }
        return to(visit, sent);
    }

    @PostMapping(WITHDRAW)
    ResponseEntity<byte[]> withdraw(
            Visit visit,
            @PathVariable String document,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var sent = own(visit, document);
        try {
            if (sent.isWaiting()) {
                reviews.withdraw(sent, correlationId);
            }
        } catch (NotInReview decided) {
            return movedOn(visit, own(visit, document));
        }
        return to(visit, sent);
    }

    @PostMapping(APPROVE)
    ResponseEntity<byte[]> approve(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "looked-at", defaultValue = "") String lookedAt,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        return decide(visit, document, lookedAt, SentDocument::isInReview, sent -> {
            desk.approve(sent, visit.member().actor(), since(sent), correlationId);
            return to(visit, sent);
        });
    }

    @PostMapping(DECLINE)
    ResponseEntity<byte[]> decline(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "looked-at", defaultValue = "") String lookedAt,
            @RequestParam(name = "words", defaultValue = "") String words,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        return decide(visit, document, lookedAt, SentDocument::isWaiting, sent -> {
            try {
                reviews.decline(sent, visit.member().actor(), since(sent), words.replace("\r\n", "\n"), correlationId);
            } catch (WordsMissing missing) {
                return shown.wordsMissing(visit, sent, words);
            }
            return pages.goOn(
                    visit,
                    ReviewPages.PLACE,
                    Flash.done(texts.in(visit.texts().language()).say(ContentText.REVIEW_DECLINED_DONE)));
        });
    }

    /** Lets somebody decide on what they have looked at, unless its author or somebody else was quicker. */
    private ResponseEntity<byte[]> decide(
            Visit visit,
            String document,
            String lookedAt,
            Predicate<SentDocument> isInTurn,
            Function<SentDocument, ResponseEntity<byte[]>> decision) {
        SentDocument sent;
        try {
            sent = desk.find(visit.trustCenter(), visit.member().actor(), document);
        } catch (NoSuchDocument gone) {
            return takenBack(visit);
        }
        if (sent.applied() != null || desk.isBeingApplied(sent)) {
            return to(visit, sent);
        } else if (!isInTurn.test(sent) || !since(sent).toString().equals(lookedAt)) {
            return movedOn(visit, sent);
        }
        try {
            return decision.apply(sent);
        } catch (NotInReview | ReviewMovedOn decided) {
            return movedOn(visit, sent);
        } catch (NoSuchDocument gone) {
            return takenBack(visit);
        }
    }

    private ResponseEntity<byte[]> takenBack(Visit visit) {
        return pages.goOn(
                visit,
                ReviewPages.PLACE,
                Flash.failed(texts.in(visit.texts().language()).say(ContentText.REVIEW_TAKEN_BACK)));
    }

    private static Instant since(SentDocument sent) {
        return Objects.requireNonNull(sent.review()).since();
    }

    private ResponseEntity<byte[]> movedOn(Visit visit, SentDocument sent) {
        return to(visit, sent, sent.review() == null ? ContentText.PLANNED_ELSEWHERE : ContentText.REVIEW_MOVED_ON);
    }

    private ResponseEntity<byte[]> to(Visit visit, SentDocument sent, ContentText why) {
        return pages.goOn(
                visit,
                DocumentPages.PLACE + "/" + sent.id(),
                Flash.failed(texts.in(visit.texts().language()).say(why)));
    }

    @PostMapping(DISCARD)
    ResponseEntity<byte[]> discard(Visit visit, @PathVariable String document) {
        var sent = own(visit, document);
        if (desk.isBeingApplied(sent) || sent.isWaiting()) {
            return to(visit, sent);
        }
        desk.discard(sent);
        return seeOther(visit, DocumentPages.PLACE);
    }

    /** The whole plan as the API would have it. */
    @GetMapping(path = WHOLE, produces = MediaType.APPLICATION_JSON_VALUE)
    void whole(Visit visit, @PathVariable String document, HttpServletResponse response) throws IOException {
        var sent = desk.find(visit.trustCenter(), visit.member().actor(), document);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-plan.json\"".formatted(visit.trustCenter()));
        desk.writePlan(sent, response.getOutputStream());
    }

    private SentDocument own(Visit visit, String document) {
        return desk.own(visit.trustCenter(), visit.member().actor(), document);
    }

    private static ResponseEntity<byte[]> to(Visit visit, SentDocument sent) {
        return seeOther(visit, DocumentPages.PLACE + "/" + sent.id());
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

        private static final int ON_DISK_FROM = 64 * 1024;

        @Bean
        Place contentPlace() {
            return Place.of(400, DocumentPages.PLACE, Text.CONTENT_TITLE);
        }

        @Bean
        Door contentStartDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, PAGES);
        }

        @Bean
        Door contentSendDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.POST, PAGES);
        }

        @Bean
        Door contentYamlDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, YAML);
        }

        @Bean
        Door contentJsonDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, JSON);
        }

        @Bean
        Door contentDocumentDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, DOCUMENT);
        }

        @Bean
        Door contentPlanDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.POST, PLAN);
        }

        @Bean
        Door contentEmbargoDoor() {
            return Door.openTo(ContentDesk.MAY_APPLY, HttpMethod.POST, EMBARGO);
        }

        @Bean
        Door contentApplyDoor() {
            return Door.openTo(ContentDesk.MAY_APPLY, HttpMethod.POST, APPLY);
        }

        @Bean
        Door contentSubmitDoor() {
            return Door.openTo(ContentDesk.MAY_APPLY, HttpMethod.POST, SUBMIT);
        }

        @Bean
        Door contentWithdrawDoor() {
            return Door.openTo(ContentDesk.MAY_APPLY, HttpMethod.POST, WITHDRAW);
        }

        @Bean
        Door contentApproveDoor() {
            return Door.openTo(ReviewDesk.MAY_DECIDE, HttpMethod.POST, APPROVE);
        }

        @Bean
        Door contentDeclineDoor() {
            return Door.openTo(ReviewDesk.MAY_DECIDE, HttpMethod.POST, DECLINE);
        }

        @Bean
        Door contentDiscardDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.POST, DISCARD);
        }

        @Bean
        Door contentWholePlanDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, WHOLE);
        }

        @Bean
        BodyLimit contentPagesBodyLimit(ContentLimits limits) {
            return new BodyLimit(PAGES, DataSize.ofBytes(limits.maxSize().toBytes() + FORM.toBytes()));
        }

        // Bounds what has no declared length, which the body limit does not see: the server reads forms by itself.
        @Bean
        MultipartConfigElement multipartConfigElement(ContentLimits limits) {
            var most = limits.maxSize().toBytes();
            return new MultipartConfigElement("", most, most + FORM.toBytes(), ON_DISK_FROM);
        }
    }
}
