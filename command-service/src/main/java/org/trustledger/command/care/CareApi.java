package org.trustledger.command.care;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.TrustCenterId;

/** Who looks after each answer and until when, and that it is still true. */
@RestController
class CareApi {
    private static final String TRUST_CENTER = "/api/v1/trust-centers/{trustCenter}";
    private static final String OWNERS = TRUST_CENTER + "/owners";
    private static final String ANSWER = TRUST_CENTER + "/answers/{answer}";
    private static final String CARE = ANSWER + "/care";
    private static final String CONFIRMATIONS = ANSWER + "/confirmations";
    private static final String VERSION = "\"[0-9]{1,18}\"";
    /** Whatever there is: whoever says so has read none. */
    private static final String ANY = "*";
    /** No version is that. */
    private static final long NONE = -1;

    private final CareDesk desk;

    CareApi(CareDesk desk) {
        this.desk = desk;
    }

    /** Its address stays out: who may read the list need not write to them. */
    record OwnerShown(String id, String name, String language) {}

    record OwnersShown(List<OwnerShown> owners) {}

    /** @param overdue why it has to be looked at; empty if it need not */
    record CareShown(
            String answer,
            @Nullable String owner,
            @Nullable LocalDate reviewBy,
            @Nullable LocalDate speaksUntil,
            Set<KeptCare.Because> overdue,
            KeptCare.@Nullable Confirmed confirmed) {}

    /** Days as they were sent. */
    record Wanted(
            @Nullable String owner,
            @Nullable String reviewBy,
            @Nullable String speaksUntil) {}

    /**
     * Days as they were sent.
     *
     * @param care version of the care that was read
     */
    record Confirming(
            @Nullable Long position,
            @Nullable Long care,
            @Nullable String reviewBy,
            @Nullable String speaksUntil) {}

    @GetMapping(path = OWNERS, produces = MediaType.APPLICATION_JSON_VALUE)
    OwnersShown owners(@PathVariable TrustCenterId trustCenter) {
        return new OwnersShown(desk.owners(trustCenter).stream()
                .map(owner -> new OwnerShown(owner.id(), owner.name(), owner.language()))
                .toList());
    }

    @GetMapping(path = CARE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CareShown> care(@PathVariable TrustCenterId trustCenter, @PathVariable String answer) {
        return shown(trustCenter, answer);
    }

    private ResponseEntity<CareShown> shown(TrustCenterId trustCenter, String answer) {
        var kept = desk.of(trustCenter, answer);
        var care = kept.care();
        return ResponseEntity.ok()
                .eTag(Long.toString(kept.version()))
                .body(new CareShown(
                        answer,
                        care.owner(),
                        care.reviewBy(),
                        care.speaksUntil(),
                        desk.standing(trustCenter, answer).isPresent()
                                ? kept.overdue(desk.today(trustCenter))
                                : Set.of(),
                        kept.confirmed()));
    }

    /** Harmless if it is so already. */
    @PutMapping(path = CARE, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CareShown> change(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String answer,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Wanted wanted,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        if (ifMatch == null || ANY.equals(ifMatch.strip())) {
            throw CareBaseMissing.inIfMatch(answer);
        }
        // Whoever passes it on may have made it weak.
        var version = ifMatch.strip().replaceFirst("^W/", "");
        desk.change(
                trustCenter,
                answer,
                new Care(
                        wanted.owner(),
                        DayUnusable.read(DayUnusable.Field.REVIEW_BY, wanted.reviewBy()),
                        DayUnusable.read(DayUnusable.Field.SPEAKS_UNTIL, wanted.speaksUntil())),
                version.matches(VERSION) ? Long.parseLong(version.replace("\"", "")) : NONE,
                staff.actor(),
                correlationId);
        return shown(trustCenter, answer);
    }

    /** Says that an answer is still true. */
    @PostMapping(
            path = CONFIRMATIONS,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Confirmation confirm(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String answer,
            @RequestBody Confirming confirming,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        if (confirming.position() == null) {
            throw new PositionMissing(answer);
        }
        return desk.confirm(
                trustCenter,
                answer,
                confirming.position(),
                new CareDesk.Next(
                        DayUnusable.read(DayUnusable.Field.REVIEW_BY, confirming.reviewBy()),
                        DayUnusable.read(DayUnusable.Field.SPEAKS_UNTIL, confirming.speaksUntil()),
                        confirming.care(),
                        staff.holdsOneOf(CareDesk.MAY_WRITE, trustCenter)),
                staff.actor(),
                correlationId);
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door ownersApiDoor() {
            return Door.openTo(CareDesk.MAY_READ, HttpMethod.GET, OWNERS);
        }

        @Bean
        Door careDoor() {
            return Door.openTo(CareDesk.MAY_READ, HttpMethod.GET, CARE);
        }

        @Bean
        Door careChangeDoor() {
            return Door.openTo(CareDesk.MAY_WRITE, HttpMethod.PUT, CARE);
        }

        @Bean
        Door confirmationsDoor() {
            return Door.openTo(CareDesk.MAY_CONFIRM, HttpMethod.POST, CONFIRMATIONS);
        }
    }
}
