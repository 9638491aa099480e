package org.trustledger.command.packs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.command.ledger.OccurrenceName;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.command.packs.RequestPack.Origin;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.PackUpcasts;
import org.trustledger.events.Seal;
import org.trustledger.events.TrustCenterId;

/** Packs for staff and for the press. */
@RestController
class PacksApi {
    private static final String PACKS = "/api/v1/trust-centers/{trustCenter}/packs";
    private static final String PACK = PACKS + "/{pack}";
    private static final int LONGEST_PROBLEM = 2_000;

    private final CommandGateway commands;
    private final Packs packs;

    PacksApi(CommandGateway commands, Packs packs) {
        this.commands = commands;
        this.packs = packs;
    }

    /**
     * @param scope {@code all}, {@code tag:<id>}, {@code agreement:<id>}, {@code subprocessors} or
     *     {@code differences:<instant>}; null for all
     * @param validAt,recordedAt ISO 8601 date or instant; null for now
     */
    record Wish(
            @Nullable String scope,
            @Nullable String language,
            @Nullable String validAt,
            @Nullable String recordedAt) {}

    /** @param state {@code requested}, {@code issued} or {@code failed} */
    record Answer(String pack, String state, String href) {}

    /** A report of the press, of any kind: {@code state} says which members are needed. */
    record Report(
            @Nullable String state,
            @Nullable String unsignedSha256,
            @Nullable String sealedSha256,
            @Nullable Integer pages,
            @Nullable Long bytes,
            @Nullable String rendererVersion,
            @Nullable Seal seal,
            @Nullable String problem) {}

    @PostMapping(PACKS)
    ResponseEntity<Answer> request(
            @PathVariable TrustCenterId trustCenter,
            @RequestBody Wish wish,
            @AuthenticationPrincipal StaffMember member,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        PackStatus status = commands.sendAndWait(new RequestPack(
                trustCenter,
                RequestPack.scope(wish.scope()),
                wish.language(),
                PointInTime.read("validAt", wish.validAt()),
                PointInTime.read("recordedAt", wish.recordedAt()),
                Origin.STAFF,
                member.actor(),
                correlationId));
        var answer = answer(status);
        return (status.state() == State.ISSUED ? ResponseEntity.ok() : ResponseEntity.accepted())
                .header("Location", answer.href())
                .body(answer);
    }

    @GetMapping(PACK)
    Answer state(@PathVariable TrustCenterId trustCenter, @PathVariable String pack) {
        return answer(packs.find(trustCenter, pack).orElseThrow(() -> new PackNeverRequested(pack)));
    }

    @PutMapping(PACK)
    Answer report(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String pack,
            @RequestBody Report report,
            @AuthenticationPrincipal StaffMember member,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var command = switch (report.state()) {
            case "being-set" -> new TakeUpPack(trustCenter, pack);
            case "failed" -> failure(trustCenter, pack, report, member, correlationId);
            case null, default -> registration(trustCenter, pack, report, member, correlationId);
        };
        PackStatus status = commands.sendAndWait(command);
        return answer(status);
    }

    private static ReportFailure failure(
            TrustCenterId trustCenter, String pack, Report report, StaffMember member, String correlationId) {
        var problem = report.problem();
        if (problem == null || problem.isBlank()) {
            throw new UnusableReport(List.of("problem is missing: say what went wrong"));
        }
        return new ReportFailure(
                trustCenter,
                pack,
                problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem,
                member.actor(),
                correlationId);
    }

    private static RegisterPack registration(
            TrustCenterId trustCenter, String pack, Report report, StaffMember member, String correlationId) {
        var problems = new ArrayList<String>();
        var state = given("state", report.state(), "issued"::equals, "being-set, issued or failed", problems);
        var unsigned = given("unsignedSha256", report.unsignedSha256(), PacksApi::isDigest, DIGEST, problems);
        var sealed = given("sealedSha256", report.sealedSha256(), PacksApi::isDigest, DIGEST, problems);
        var pages = given("pages", report.pages(), count -> count > 0, "at least 1", problems);
        var bytes = given("bytes", report.bytes(), count -> count > 0, "at least 1", problems);
        var version = given("rendererVersion", report.rendererVersion(), PacksApi::isText, TEXT, problems);
        var seal = given("seal", report.seal(), PacksApi::isWhole, "level, signer and certificateSha256", problems);
        if (state == null
                || unsigned == null
                || sealed == null
                || pages == null
                || bytes == null
                || version == null
                || seal == null) {
            throw new UnusableReport(problems);
        }
        return new RegisterPack(
                trustCenter, pack, unsigned, sealed, pages, bytes, version, seal, member.actor(), correlationId);
    }

    private static final String DIGEST = "64 lower-case hex digits";
    private static final String TEXT = "a text of up to 500 characters";

    private static <T> @Nullable T given(
            String member, @Nullable T value, Predicate<T> usable, String wanted, List<String> problems) {
        if (value != null && usable.test(value)) {
            return value;
        }
        problems.add("%s is %s: %s is needed".formatted(member, value == null ? "missing" : "'" + value + "'", wanted));
        return null;
    }

    private static boolean isDigest(@Nullable String text) {
        return text != null && text.matches("[0-9a-f]{64}");
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= 500;
    }

    private static boolean isWhole(Seal seal) {
        return isText(seal.level()) && isText(seal.signer()) && isDigest(seal.certificateSha256());
    }

    private static Answer answer(PackStatus status) {
        return new Answer(
                status.pack(),
                status.state().name().toLowerCase(Locale.ROOT),
                "/api/v1/trust-centers/%s/packs/%s".formatted(status.trustCenter(), status.pack()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        private static final Set<Role> EVERY_ROLE = EnumSet.allOf(Role.class);

        @Bean
        Door requestPackDoor() {
            return Door.openTo(RequestPack.ASKED_BY, HttpMethod.POST, PACKS);
        }

        @Bean
        Door packStateDoor() {
            return Door.openTo(EVERY_ROLE, HttpMethod.GET, PACK);
        }

        @Bean
        Door reportPackDoor() {
            return Door.openTo(EnumSet.of(Role.RENDERER), HttpMethod.PUT, PACK);
        }

        @Bean
        OccurrenceName packRequestedName() {
            return new OccurrenceName("packs.requested", PackRequested.class, List.of(event -> {
                PackUpcasts.identityFromVersion1(event.withObject("/identity"));
                return event;
            }));
        }

        @Bean
        OccurrenceName packFailedName() {
            return new OccurrenceName("packs.failed", PackFailed.class);
        }
    }
}
