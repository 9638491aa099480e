package org.trustledger.command.reception;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.trustledger.command.packs.PackNeverRequested;
import org.trustledger.command.packs.PackStatus;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.command.packs.Packs;
import org.trustledger.command.packs.PointInTime;
import org.trustledger.command.packs.RequestPack;
import org.trustledger.command.packs.RequestPack.Origin;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Refusal;
import org.trustledger.command.staff.Door;
import org.trustledger.events.TrustCenterId;

/** Packs for the public: by dates only, so that strangers can make no more of them than there are days. */
@RestController
class PackRequestsApi {
    private static final String PACKS = "/reception/api/v1/trust-centers/{trustCenter}/packs";
    private static final String PACK = PACKS + "/{pack}";
    private static final String FORM = "/reception/{trustCenter}/packs";
    private static final String PUBLIC = "public";

    private final CommandGateway commands;
    private final Packs packs;

    PackRequestsApi(CommandGateway commands, Packs packs) {
        this.commands = commands;
        this.packs = packs;
    }

    /** @param validAt,recordedAt ISO 8601 date in the trust center's zone; null for today */
    record Wish(
            @Nullable String language,
            @Nullable String validAt,
            @Nullable String recordedAt) {}

    /**
     * @param state {@code requested}, {@code issued} or {@code failed}
     * @param href where to ask again; of an issued pack the file itself. Seen from the counter, which forwards here
     */
    record Answer(String pack, String state, String href) {}

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
    Answer state(@PathVariable TrustCenterId trustCenter, @PathVariable String pack) {
        return answer(packs.find(trustCenter, pack).orElseThrow(() -> new PackNeverRequested(pack)));
    }

    /** The same for the form on the site: back to the page, or a page that says why not. */
    @PostMapping(path = FORM, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> requestByForm(
            @PathVariable TrustCenterId trustCenter,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String validAt,
            @RequestParam(required = false) @Nullable String recordedAt,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var site = site(trustCenter, language, validAt, recordedAt);
        try {
            ask(trustCenter, new Wish(language, validAt, recordedAt), correlationId);
            return ResponseEntity.status(HttpStatus.SEE_OTHER).location(site).build();
        } catch (Refusal refusal) {
            return ResponseEntity.status(refusal.problem().getStatus())
                    .headers(refusal.headers())
                    .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                    .body(RefusalPage.of(refusal, language, site));
        }
    }

    private PackStatus ask(TrustCenterId trustCenter, Wish wish, String correlationId) {
        return commands.sendAndWait(new RequestPack(
                trustCenter,
                wish.language() == null || wish.language().isBlank() ? null : wish.language(),
                PointInTime.readDate("validAt", wish.validAt()),
                PointInTime.readDate("recordedAt", wish.recordedAt()),
                Origin.PUBLIC,
                PUBLIC,
                correlationId));
    }

    private static URI site(
            TrustCenterId trustCenter,
            @Nullable String language,
            @Nullable String validAt,
            @Nullable String recordedAt) {
        var site = UriComponentsBuilder.fromPath("/{trustCenter}/").fragment("packs");
        given(site, "lang", language);
        given(site, "validAt", validAt);
        given(site, "recordedAt", recordedAt);
        return site.encode().build(trustCenter.value());
    }

    private static void given(UriComponentsBuilder site, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            site.queryParam(name, value.replaceAll("[^A-Za-z0-9-]", ""));
        }
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
        Door publicPackFormDoor() {
            return Door.openToEverybody(HttpMethod.POST, FORM);
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
