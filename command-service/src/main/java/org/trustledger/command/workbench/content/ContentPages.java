package org.trustledger.command.workbench.content;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
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
import org.trustledger.command.content.DocumentFormat;
import org.trustledger.command.content.PlanPart;
import org.trustledger.command.content.SentDocument;
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
    private static final String APPLY = DOCUMENT + "/apply";
    private static final String DISCARD = DOCUMENT + "/discard";
    private static final String WHOLE = DOCUMENT + "/plan.json";

    private final ContentDesk desk;
    private final DocumentPages shown;
    private final Pages pages;
    private final ContentTextFiles texts;

    ContentPages(ContentDesk desk, DocumentPages shown, Pages pages, ContentTextFiles texts) {
        this.desk = desk;
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
                find(visit, document),
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
        var sent = find(visit, document);
        if (sent.applied() != null || desk.isBeingApplied(sent)) {
            return to(visit, sent);
        }
        // What is on other pages of a long list stays as it was ticked there.
        var removals = new HashSet<>(sent.removals());
        offered.forEach(removals::remove);
        removals.addAll(remove);
        return to(visit, desk.planAgain(sent, base == null ? sent.base() : base, removals, correlationId));
    }

    @PostMapping(APPLY)
    ResponseEntity<byte[]> apply(
            Visit visit,
            @PathVariable String document,
            @RequestParam(name = "planned", defaultValue = "") String planned,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var sent = find(visit, document);
        if (sent.applied() == null && !desk.isBeingApplied(sent)) {
            if (sent.plan() == null || !sent.plan().at().toString().equals(planned)) {
                return pages.goOn(
                        visit,
                        DocumentPages.PLACE + "/" + sent.id(),
                        Flash.failed(texts.in(visit.texts().language()).say(ContentText.PLANNED_ELSEWHERE)));
            }
            desk.apply(sent, correlationId);
        }
        return to(visit, sent);
    }

    @PostMapping(DISCARD)
    ResponseEntity<byte[]> discard(Visit visit, @PathVariable String document) {
        var sent = find(visit, document);
        if (desk.isBeingApplied(sent)) {
            return to(visit, sent);
        }
        desk.discard(sent);
        return seeOther(visit, DocumentPages.PLACE);
    }

    /** The whole plan as the API would have it. */
    @GetMapping(path = WHOLE, produces = MediaType.APPLICATION_JSON_VALUE)
    void whole(Visit visit, @PathVariable String document, HttpServletResponse response) throws IOException {
        var sent = find(visit, document);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-plan.json\"".formatted(visit.trustCenter()));
        desk.writePlan(sent, response.getOutputStream());
    }

    private SentDocument find(Visit visit, String document) {
        return desk.find(visit.trustCenter(), visit.member().actor(), document);
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
        Door contentApplyDoor() {
            return Door.openTo(ContentDesk.MAY_APPLY, HttpMethod.POST, APPLY);
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
