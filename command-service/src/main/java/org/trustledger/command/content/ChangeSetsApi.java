package org.trustledger.command.content;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.TrustCenterId;

/** What waits for somebody's approval, and the decisions on it. */
@RestController
class ChangeSetsApi {
    private static final String ALL = "/api/v1/trust-centers/{trustCenter}/change-sets";
    private static final String ONE = ALL + "/{changeSet}";
    private static final String PLAN = ONE + "/plan";
    private static final String APPROVE = ONE + "/approve";
    private static final String DECLINE = ONE + "/decline";
    private static final String WITHDRAW = ONE + "/withdraw";

    private final ReviewDesk reviews;
    private final ContentDesk desk;
    private final CommandGateway commands;
    private final Progress progress;

    ChangeSetsApi(ReviewDesk reviews, ContentDesk desk, CommandGateway commands, Progress progress) {
        this.reviews = reviews;
        this.desk = desk;
        this.commands = commands;
        this.progress = progress;
    }

    /** @param changeSets those overtaken, those in review, then those under embargo, the oldest first */
    record Waiting(List<ChangeSet> changeSets) {}

    /** @param words for the author */
    record Declining(@Nullable String words) {}

    /** That a change waits for somebody to decide. */
    static ResponseEntity<Object> accepted(ChangeSet changeSet) {
        return ResponseEntity.accepted()
                .location(URI.create(
                        "/api/v1/trust-centers/%s/change-sets/%s".formatted(changeSet.trustCenter(), changeSet.id())))
                .body(changeSet);
    }

    @GetMapping(path = ALL, produces = MediaType.APPLICATION_JSON_VALUE)
    Waiting waiting(@PathVariable TrustCenterId trustCenter, @AuthenticationPrincipal StaffMember staff) {
        return new Waiting(reviews.waiting(trustCenter).stream()
                .map(sent -> ChangeSet.of(sent, staff.actor()))
                .toList());
    }

    /** In review or under embargo, or decided on within a day. */
    @GetMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChangeSet> one(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String changeSet,
            @AuthenticationPrincipal StaffMember staff) {
        return shown(ChangeSet.of(reviews.find(trustCenter, changeSet), staff.actor()));
    }

    @GetMapping(path = PLAN, produces = MediaType.APPLICATION_JSON_VALUE)
    void plan(@PathVariable TrustCenterId trustCenter, @PathVariable String changeSet, HttpServletResponse response)
            throws IOException {
        var sent = reviews.find(trustCenter, changeSet);
        desk.requirePlan(sent);
        response.setHeader(
                HttpHeaders.ETAG,
                "\"%s\"".formatted(Objects.requireNonNull(sent.review()).since()));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        desk.writePlan(sent, response.getOutputStream());
    }

    /** Records it (200), or keeps it until its embargo ends (202). What was recorded before is answered as it was. */
    @PostMapping(path = APPROVE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> approve(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String changeSet,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var command = new ApplySent(trustCenter, changeSet, staff.actor(), lookedAt(ifMatch), correlationId);
        var submitted = progress.follow(
                trustCenter, correlationId, Submitted::facts, () -> commands.<Submitted>sendAndWait(command));
        if (submitted.changeSet() != null) {
            return accepted(submitted.changeSet());
        }
        var applied = Objects.requireNonNull(submitted.applied());
        return ResponseEntity.ok()
                .eTag(Long.toString(applied.contentPosition()))
                .body(applied);
    }

    @PostMapping(
            path = DECLINE,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChangeSet> decline(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String changeSet,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Declining declining,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        return shown(commands.sendAndWait(new DeclineSent(
                trustCenter,
                changeSet,
                staff.actor(),
                lookedAt(ifMatch),
                Objects.requireNonNullElse(declining.words(), ""),
                correlationId)));
    }

    /** For its author. */
    @PostMapping(path = WITHDRAW, produces = MediaType.APPLICATION_JSON_VALUE)
    WithdrawSent.Withdrawn withdraw(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String changeSet,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        return commands.sendAndWait(new WithdrawSent(trustCenter, changeSet, staff.actor(), correlationId));
    }

    private static ResponseEntity<ChangeSet> shown(ChangeSet changeSet) {
        return ResponseEntity.ok().eTag(changeSet.since().toString()).body(changeSet);
    }

    private static Instant lookedAt(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new LookedAtMissing();
        }
        try {
            return Instant.parse(ifMatch.strip().replaceAll("^\"|\"$", ""));
        } catch (DateTimeException noMoment) {
            // Names nothing that was ever looked at.
            return Instant.MIN;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door changeSetsDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, ALL);
        }

        @Bean
        Door changeSetDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, ONE);
        }

        @Bean
        Door changeSetPlanDoor() {
            return Door.openTo(ContentDesk.MAY_READ, HttpMethod.GET, PLAN);
        }

        @Bean
        Door changeSetApproveDoor() {
            return Door.openTo(ReviewDesk.MAY_DECIDE, HttpMethod.POST, APPROVE);
        }

        @Bean
        Door changeSetDeclineDoor() {
            return Door.openTo(ReviewDesk.MAY_DECIDE, HttpMethod.POST, DECLINE);
        }

        @Bean
        Door changeSetWithdrawDoor() {
            return Door.openTo(ContentDesk.MAY_APPLY, HttpMethod.POST, WITHDRAW);
        }
    }
}
