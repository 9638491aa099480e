package org.trustledger.command.reception;

import java.time.Instant;
import java.util.Locale;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.command.packs.PackNeverRequested;
import org.trustledger.command.packs.PackStatus;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.command.packs.Packs;
import org.trustledger.command.packs.PointInTime;
import org.trustledger.command.packs.RequestPack;
import org.trustledger.command.packs.RequestPack.Origin;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.events.TrustCenterId;

/**
 * Packs for the public: by dates and scopes there are, and only so many new ones an hour and a day, so that strangers
 * cannot make the ledger grow as they like.
 */
@RestController
class PackRequestsApi {
    private static final String PACKS = "/reception/api/v1/trust-centers/{trustCenter}/packs";
    private static final String PACK = PACKS + "/{pack}";
    private static final String PUBLIC = "public";

    private final CommandGateway commands;
    private final Packs packs;

    PackRequestsApi(CommandGateway commands, Packs packs) {
        this.commands = commands;
        this.packs = packs;
    }

    /**
     * @param scope {@code all}, {@code tag:<id>}, {@code agreement:<id>}, {@code subprocessors} or
     *     {@code differences:<instant>}; null for all
     * @param validAt,recordedAt ISO 8601 date in the trust center's zone; null for now
     */
    record Wish(
            @Nullable String scope,
            @Nullable String language,
            @Nullable String validAt,
            @Nullable String recordedAt) {}

    /**
     * @param state {@code requested}, {@code issued} or {@code failed}
     * @param href where to ask again; of an issued pack the file itself. Seen from the counter, which forwards here
     */
    record Answer(String pack, String state, String href) {}

    /**
     * @param state,href as in {@link Answer}
     * @param requestedAt when it was asked for
     * @param beingSetSince when the press began with it; null while it is in line
     * @param before how many packs of the trust center are to be made before it; 0 unless it is in line
     */
    record Progress(
            String pack,
            String state,
            String href,
            String scope,
            String language,
            Instant validAt,
            Instant recordedAt,
            long contentPosition,
            Instant requestedAt,
            @Nullable Instant beingSetSince,
            int before) {}

    @PostMapping(path = PACKS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> request(
            @PathVariable TrustCenterId trustCenter,
            @RequestBody Wish wish,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var status = ask(trustCenter, wish, correlationId);
        var answer = answer(status);
        return (status.state() == State.ISSUED ? ResponseEntity.ok() : ResponseEntity.accepted())
                .header("Location", answer.href())
                .body(answer);
    }

    @GetMapping(PACK)
    Progress progress(@PathVariable TrustCenterId trustCenter, @PathVariable String pack) {
        var progress = packs.progress(trustCenter, pack).orElseThrow(() -> new PackNeverRequested(pack));
        var answer = answer(progress.status());
        var identity = progress.identity();
        var inLine = progress.status().state() == State.REQUESTED && progress.takenUpAt() == null;
        return new Progress(
                answer.pack(),
                answer.state(),
                answer.href(),
                identity.scope().text(),
                identity.language(),
                identity.validAt(),
                identity.recordedAt(),
                identity.contentPosition(),
                progress.requestedAt(),
                progress.takenUpAt(),
                inLine ? progress.before() : 0);
    }

    private PackStatus ask(TrustCenterId trustCenter, Wish wish, String correlationId) {
        return commands.sendAndWait(new RequestPack(
                trustCenter,
                RequestPack.scope(wish.scope()),
                wish.language() == null || wish.language().isBlank() ? null : wish.language(),
                PointInTime.readDate("validAt", wish.validAt()),
                PointInTime.readDate("recordedAt", wish.recordedAt()),
                Origin.PUBLIC,
                PUBLIC,
                correlationId));
    }

    private static Answer answer(PackStatus status) {
        return new Answer(
                status.pack(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.state() == State.ISSUED
                        ? "/api/v1/trust-centers/%s/packs/%s.pdf".formatted(status.trustCenter(), status.pack())
                        : "/reception/api/v1/trust-centers/%s/packs/%s".formatted(status.trustCenter(), status.pack()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door publicPackRequestDoor() {
            return Door.openToEverybody(HttpMethod.POST, PACKS);
        }

        @Bean
        Door publicPackStateDoor() {
            return Door.openToEverybody(HttpMethod.GET, PACK);
        }

        @Bean
        BodyLimit publicBodies() {
            return new BodyLimit("/reception", DataSize.ofKilobytes(16));
        }
    }
}
