package org.trustledger.command.workbench.packs;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.trustledger.command.packs.AskedPack;
import org.trustledger.command.packs.AskedPacks;
import org.trustledger.command.packs.LanguageNotPublished;
import org.trustledger.command.packs.NotATime;
import org.trustledger.command.packs.NotAmongContentThen;
import org.trustledger.command.packs.NothingAppliedThen;
import org.trustledger.command.packs.NothingRecordedThen;
import org.trustledger.command.packs.PackStatus;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.command.packs.PointInTime;
import org.trustledger.command.packs.RecordedInTheFuture;
import org.trustledger.command.packs.RequestPack;
import org.trustledger.command.packs.RequestPack.Origin;
import org.trustledger.command.packs.UnknownScope;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Refusal;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.NothingHere;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.packs.PacksPart.Given;
import org.trustledger.command.workbench.packs.PacksPart.Input;
import org.trustledger.events.PackScope;
import org.trustledger.presentation.WordFiles;

/** The packs, for all who may read; asking for them, for all but auditors, who change nothing. */
@Controller
class PacksPages {
    static final String PLACE = "packs";
    private static final String PACKS = "/workbench/{trustCenter}/packs";
    private static final String AGAIN = PACKS + "/{pack}/again";

    private final WordFiles<PackText, PackWords> words =
            new WordFiles<>("texts/workbench/packs", PackText.class, PackWords::new);
    private final Frames frames;
    private final Pages pages;
    private final PacksPart part;
    private final AskedPacks packs;
    private final CommandGateway commands;

    PacksPages(Frames frames, Pages pages, PacksPart part, AskedPacks packs, CommandGateway commands) {
        this.frames = frames;
        this.pages = pages;
        this.part = part;
        this.packs = packs;
        this.commands = commands;
    }

    @GetMapping(PACKS)
    ResponseEntity<byte[]> packs(Visit visit) {
        return list(HttpStatus.OK, visit, Given.NOTHING);
    }

    private ResponseEntity<byte[]> list(HttpStatus status, Visit visit, Given given) {
        var words = words(visit);
        return pages.show(
                status,
                "packs/packs",
                part.show(
                        frames.around(visit, words.say(PackText.PACKS_TITLE), PLACE),
                        visit,
                        words,
                        visit.may(RequestPack.ASKED_BY),
                        given));
    }

    @PostMapping(PACKS)
    ResponseEntity<byte[]> ask(Visit visit, @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var given = Given.of(visit);
        var validAt = given.value(Input.VALID_AT);
        if (validAt == null) {
            return refused(visit, given, Input.VALID_AT, words(visit).say(PackText.REFUSED_MISSING));
        }
        try {
            var status = ask(
                    visit,
                    RequestPack.scope(given.value(Input.SCOPE)),
                    given.value(Input.LANGUAGE),
                    PointInTime.readDate(Input.VALID_AT.parameter(), validAt),
                    PointInTime.readDate(Input.RECORDED_AT.parameter(), given.value(Input.RECORDED_AT)),
                    correlationId);
            return told(visit, status);
        } catch (NotATime refusal) {
            var input = Input.RECORDED_AT.parameter().equals(parameter(refusal)) ? Input.RECORDED_AT : Input.VALID_AT;
            return refused(
                    visit,
                    given,
                    input,
                    words(visit).say(PackText.REFUSED_NOT_A_DATE, String.valueOf(given.value(input))));
        } catch (UnknownScope | NotAmongContentThen _) {
            return refused(visit, given, Input.SCOPE, words(visit).say(PackText.REFUSED_SCOPE));
        } catch (NothingAppliedThen _) {
            return refused(visit, given, Input.VALID_AT, words(visit).say(PackText.REFUSED_NOTHING_APPLIED));
        } catch (NothingRecordedThen _) {
            return refused(visit, given, Input.RECORDED_AT, words(visit).say(PackText.REFUSED_NOTHING_RECORDED));
        } catch (RecordedInTheFuture _) {
            return refused(visit, given, Input.RECORDED_AT, words(visit).say(PackText.REFUSED_FUTURE));
        } catch (LanguageNotPublished _) {
            var languages = packs.languages(visit.trustCenter()).stream()
                    .map(visit.wording()::languageName)
                    .toList();
            return refused(
                    visit,
                    given,
                    Input.LANGUAGE,
                    words(visit).say(PackText.REFUSED_LANGUAGE, words(visit).list(languages)));
        }
    }

    private static @Nullable Object parameter(Refusal refusal) {
        var members = refusal.problem().getProperties();
        return members == null ? null : members.get("parameter");
    }

    private ResponseEntity<byte[]> refused(Visit visit, Given given, Input input, String problem) {
        return list(HttpStatus.UNPROCESSABLE_CONTENT, visit, given.with(input, problem));
    }

    @GetMapping(AGAIN)
    ResponseEntity<byte[]> confirm(Visit visit, @PathVariable String pack) {
        var words = words(visit);
        var asked = packs.find(visit.trustCenter(), pack).orElseThrow(NothingHere::new);
        if (asked.state() != State.FAILED) {
            return notFailed(visit);
        }
        return pages.show(
                "packs/again",
                new AgainPage(
                        frames.around(
                                visit,
                                words.say(PackText.AGAIN_TITLE),
                                PLACE,
                                new Link(words.say(PackText.PACKS_TITLE), visit.href(PLACE))),
                        words,
                        words.strong(
                                PackText.AGAIN_TEXT, date(visit, asked), language(visit, asked), scope(visit, asked)),
                        asked.problem(),
                        visit.href("packs/%s/again".formatted(pack)),
                        visit.href(PLACE)));
    }

    @PostMapping(AGAIN)
    ResponseEntity<byte[]> askAgain(
            Visit visit, @PathVariable String pack, @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var asked = packs.find(visit.trustCenter(), pack).orElseThrow(NothingHere::new);
        if (asked.state() != State.FAILED) {
            return notFailed(visit);
        }
        var identity = asked.identity();
        return told(
                visit,
                ask(
                        visit,
                        identity.scope(),
                        identity.language(),
                        new PointInTime.At(identity.validAt()),
                        new PointInTime.At(identity.recordedAt()),
                        correlationId));
    }

    private ResponseEntity<byte[]> notFailed(Visit visit) {
        return pages.goOn(visit, PLACE, Flash.failed(words(visit).say(PackText.AGAIN_NOT_FAILED)));
    }

    private PackStatus ask(
            Visit visit,
            PackScope scope,
            @Nullable String language,
            @Nullable PointInTime validAt,
            @Nullable PointInTime recordedAt,
            String correlationId) {
        return commands.sendAndWait(new RequestPack(
                visit.trustCenter(),
                scope,
                language,
                validAt,
                recordedAt,
                Origin.STAFF,
                visit.member().actor(),
                correlationId));
    }

    private ResponseEntity<byte[]> told(Visit visit, PackStatus status) {
        var asked = packs.find(visit.trustCenter(), status.pack()).orElseThrow(NothingHere::new);
        return pages.goOn(
                visit,
                PLACE,
                Flash.done(words(visit)
                        .say(
                                status.state() == State.ISSUED ? PackText.ASKED_ISSUED : PackText.ASKED_REQUESTED,
                                date(visit, asked),
                                language(visit, asked),
                                scope(visit, asked))));
    }

    private static String date(Visit visit, AskedPack asked) {
        return visit.briefDay(asked.identity().validAt());
    }

    private static String language(Visit visit, AskedPack asked) {
        return visit.wording().languageName(asked.identity().language());
    }

    private String scope(Visit visit, AskedPack asked) {
        return part.scopes(visit, words(visit)).name(asked.identity().scope());
    }

    private PackWords words(Visit visit) {
        return words.in(visit.texts().language());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door packsPageDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, PACKS);
        }

        @Bean
        Door askForPackDoor() {
            return Door.openTo(RequestPack.ASKED_BY, HttpMethod.POST, PACKS);
        }

        @Bean
        Door confirmAskingAgainDoor() {
            return Door.openTo(RequestPack.ASKED_BY, HttpMethod.GET, AGAIN);
        }

        @Bean
        Door askAgainDoor() {
            return Door.openTo(RequestPack.ASKED_BY, HttpMethod.POST, AGAIN);
        }

        @Bean
        Place packsPlace(AskedPacks packs) {
            return Place.of(
                    300,
                    PLACE,
                    Text.PACKS_TITLE,
                    Role.PEOPLE,
                    trustCenter -> packs.waiting(trustCenter).failed());
        }
    }
}
