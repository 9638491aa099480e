package org.trustledger.command.content;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.TrustCenterId;

/** Takes content documents, plans them, gives them back, and publishes the schema they are written to. */
@RestController
class ContentApi {
    private static final String CONTENT = "/api/v1/trust-centers/{trustCenter}/content";
    private static final String PROGRESS = CONTENT + "/progress/{id}";
    private static final String SCHEMA = "/api/v1/content-schema";
    private static final String YAML = DocumentFormat.YAML_TYPE;

    private final ContentSchema schema;
    private final ContentReader reader;
    private final CommandGateway commands;
    private final ContentLoading loading;
    private final ContentDesk desk;
    private final ReviewDesk reviews;
    private final Progress progress;
    private final Clock clock;

    ContentApi(
            ContentSchema schema,
            ContentReader reader,
            CommandGateway commands,
            ContentLoading loading,
            ContentDesk desk,
            ReviewDesk reviews,
            Progress progress,
            Clock clock) {
        this.schema = schema;
        this.reader = reader;
        this.commands = commands;
        this.loading = loading;
        this.desk = desk;
        this.reviews = reviews;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Loads an empty trust center (201), changes a loaded one or finds that it says so already (200), or sends the
     * change for review where somebody has to approve it (202).
     */
    @PutMapping(
            path = CONTENT,
            params = "plan!=true",
            consumes = {YAML, "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> apply(
            @PathVariable TrustCenterId trustCenter,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(name = "remove", defaultValue = "") List<String> remove,
            @RequestParam(name = "embargo", required = false) @Nullable String embargo,
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        if (!staff.holdsOneOf(ContentDesk.MAY_APPLY, trustCenter)) {
            throw new NotYours(ContentDesk.MAY_APPLY, trustCenter);
        }
        var submitted = progress.follow(trustCenter, correlationId, Submitted::facts, () -> {
            var command = command(trustCenter, type, ifMatch, remove, until(embargo), body, staff, correlationId);
            progress.checked(
                    trustCenter, correlationId, command.document().items().size());
            return commands.<Submitted>sendAndWait(
                    new SubmitContent(command, body == null ? new byte[0] : body, format(type), until(embargo)));
        });
        if (submitted.changeSet() != null) {
            return ChangeSetsApi.accepted(submitted.changeSet());
        }
        var applied = Objects.requireNonNull(submitted.applied());
        return ResponseEntity.status(applied.wasEmptyBefore() ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(etag(applied.contentPosition()))
                .body(applied);
    }

    /** What applying would do, as JSON or in words; changes nothing. */
    @PutMapping(
            path = CONTENT,
            params = "plan=true",
            consumes = {YAML, "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON_VALUE},
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<Object> plan(
            @PathVariable TrustCenterId trustCenter,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(name = "remove", defaultValue = "") List<String> remove,
            @RequestParam(name = "embargo", required = false) @Nullable String embargo,
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var until = until(embargo);
        var command = command(trustCenter, type, ifMatch, remove, until, body, staff, correlationId);
        var plan = loading.plan(command, moment(until));
        if (plan.facts() > 0) {
            reviews.requireAhead(until);
        }
        // For programs that show the words and need no more than whether there is anything to do.
        var answer = ResponseEntity.ok()
                .eTag(etag(plan.contentPosition()))
                .header("Plan-Facts", Integer.toString(plan.facts()));
        if (!prefers(MediaType.TEXT_PLAIN, accept)) {
            return answer.contentType(MediaType.APPLICATION_JSON).body(plan);
        }
        var profile = command.document().profile();
        var words = PlanInWords.of(plan, profile.timeZone(), profile.languages().getFirst());
        return answer.contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(words.getBytes(StandardCharsets.UTF_8));
    }

    /** All of it as a document that changes nothing when it is applied. */
    @GetMapping(
            path = CONTENT,
            produces = {YAML, MediaType.APPLICATION_JSON_VALUE})
    void export(
            @PathVariable TrustCenterId trustCenter,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            HttpServletResponse response)
            throws IOException {
        var format = prefers(MediaType.APPLICATION_JSON, accept) ? DocumentFormat.JSON : DocumentFormat.YAML;
        desk.export(trustCenter, format, "inline", response);
    }

    /** How far this office has come with a document, by the correlation id it was sent with. */
    @GetMapping(path = PROGRESS, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Step> progress(@PathVariable TrustCenterId trustCenter, @PathVariable String id) {
        return ResponseEntity.of(progress.find(trustCenter, id));
    }

    @GetMapping(path = SCHEMA, produces = "application/schema+json")
    String schema() {
        return schema.text();
    }

    private ApplyContent command(
            TrustCenterId trustCenter,
            MediaType type,
            @Nullable String ifMatch,
            List<String> remove,
            @Nullable Instant embargo,
            byte @Nullable [] body,
            StaffMember staff,
            String correlationId) {
        // Read before the trust center is locked: a large document would hold up everybody else.
        var document = reader.read(body == null ? new byte[0] : body, format(type), moment(embargo));
        var basedOn = new HashSet<Long>();
        if (document.basedOn() != null) {
            basedOn.add(document.basedOn());
        }
        if (ifMatch != null) {
            basedOn.add(UnknownBase.read(ifMatch));
        }
        return new ApplyContent(
                trustCenter, document, Removals.of(remove), basedOn, staff.actor(), null, correlationId);
    }

    /** A change under embargo is planned for the moment at which that ends. */
    private Instant moment(@Nullable Instant embargo) {
        return embargo == null || !reviews.isAhead(embargo) ? clock.instant() : embargo;
    }

    private static @Nullable Instant until(@Nullable String embargo) {
        if (embargo == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(embargo).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException noMoment) {
            throw new EmbargoUnreadable(embargo);
        }
    }

    private static DocumentFormat format(MediaType type) {
        return type.isCompatibleWith(MediaType.APPLICATION_JSON) ? DocumentFormat.JSON : DocumentFormat.YAML;
    }

    private static boolean prefers(MediaType wanted, @Nullable String accept) {
        return accept != null
                && MediaType.parseMediaTypes(accept).stream()
                        .filter(type -> !type.isWildcardType())
                        .findFirst()
                        .filter(type -> type.isCompatibleWith(wanted))
                        .isPresent();
    }

    private static String etag(long contentPosition) {
        return Long.toString(contentPosition);
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door contentDoor() {
            // Applying is narrower than planning, and both are one address: ContentApi tells them apart.
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.PUT, CONTENT);
        }

        @Bean
        Door contentExportDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, CONTENT);
        }

        @Bean
        Door contentProgressDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, PROGRESS);
        }

        @Bean
        Door contentSchemaDoor() {
            return Door.openToEverybody(HttpMethod.GET, SCHEMA);
        }

        @Bean
        BodyLimit contentBodyLimit(ContentLimits limits) {
            return new BodyLimit(CONTENT, limits.maxSize());
        }
    }
}
