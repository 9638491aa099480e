package org.trustledger.command.review;

import java.util.Map;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.TrustCenterId;

/** Says whether changes need approval, and takes the decision on it. */
@RestController
class ReviewApi {
    private static final String REVIEW = "/api/v1/trust-centers/{trustCenter}/review";
    private static final String POSITION = "\"[0-9]{1,18}\"";
    /** No rule stands there. */
    private static final long NONE = -1;

    private final FourEyes fourEyes;
    private final CommandGateway commands;

    ReviewApi(FourEyes fourEyes, CommandGateway commands) {
        this.fourEyes = fourEyes;
        this.commands = commands;
    }

    @GetMapping(path = REVIEW, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FourEyes.Rule> rule(@PathVariable TrustCenterId trustCenter) {
        return shown(fourEyes.rule(trustCenter));
    }

    private static ResponseEntity<FourEyes.Rule> shown(FourEyes.Rule rule) {
        return ResponseEntity.ok().eTag(Long.toString(rule.position())).body(rule);
    }

    /** Harmless if it is so already. */
    @PutMapping(path = REVIEW, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FourEyes.Rule> decide(
            @PathVariable TrustCenterId trustCenter,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Wanted wanted,
            @AuthenticationPrincipal StaffMember staff,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        if (wanted.required() == null) {
            throw new DecisionMissing();
        } else if (ifMatch == null) {
            throw new RuleBaseMissing();
        }
        return shown(commands.sendAndWait(new ChangeReview(
                trustCenter,
                wanted.required(),
                ReasonUnusable.check(wanted.reason()),
                ifMatch.matches(POSITION) ? Long.parseLong(ifMatch.replace("\"", "")) : NONE,
                staff.actor(),
                correlationId)));
    }

    /** @param reason in each of its languages */
    record Wanted(@Nullable Boolean required, @Nullable Map<String, @Nullable String> reason) {}

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door reviewDoor() {
            return Door.openTo(FourEyes.MAY_SEE, HttpMethod.GET, REVIEW);
        }

        @Bean
        Door reviewDecisionDoor() {
            return Door.openTo(ChangeReview.MAY_DECIDE, HttpMethod.PUT, REVIEW);
        }
    }
}
