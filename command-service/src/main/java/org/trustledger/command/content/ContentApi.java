package org.trustledger.command.content;

import java.time.Clock;
import java.util.EnumSet;
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
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.TrustCenterId;

/** Takes content documents and publishes the schema they are written to. */
@RestController
class ContentApi {
    private static final String CONTENT = "/api/v1/trust-centers/{trustCenter}/content";
    private static final String SCHEMA = "/api/v1/content-schema";

    private final ContentSchema schema = new ContentSchema();
    private final ContentReader reader = new ContentReader(schema);
    private final CommandGateway commands;
    private final Clock clock;

    ContentApi(CommandGateway commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** Loads an empty trust center (201), or finds that the document says what is said already (200). */
    @PutMapping(
            path = CONTENT,
            consumes = {"application/yaml", "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Applied> apply(
            @PathVariable TrustCenterId trustCenter,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var format = type.isCompatibleWith(MediaType.APPLICATION_JSON) ? DocumentFormat.JSON : DocumentFormat.YAML;
        // Read before the trust center is locked: a large document would hold up everybody else.
        var document = reader.read(body == null ? new byte[0] : body, format, clock.instant());
        Applied applied = commands.sendAndWait(new ApplyContent(trustCenter, document, staff.actor(), correlationId));
        return ResponseEntity.status(applied.facts() > 0 ? HttpStatus.CREATED : HttpStatus.OK)
                .body(applied);
    }

    @GetMapping(path = SCHEMA, produces = "application/schema+json")
    String schema() {
        return schema.text();
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door contentDoor() {
            return Door.openTo(EnumSet.of(Role.EDITOR, Role.ADMINISTRATOR, Role.AUTOMATION), HttpMethod.PUT, CONTENT);
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
