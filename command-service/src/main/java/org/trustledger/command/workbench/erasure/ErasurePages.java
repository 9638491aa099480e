package org.trustledger.command.workbench.erasure;

import java.util.List;
import java.util.stream.Stream;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.subscriptions.ErasureDesk;
import org.trustledger.command.subscriptions.Subscriber;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.NothingHere;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.Waiting;
import org.trustledger.command.workbench.WaitsForMe;
import org.trustledger.presentation.WordFiles;

/**
 * Forgetting a reader who asks the provider for it, for administrators. What is typed to find them is in no address, no
 * session and no page: from there on they have a number.
 */
@Controller
class ErasurePages implements WaitsForMe {
    private static final String PLACE = "erasure";
    private static final String ERASURE = "/workbench/{trustCenter}/erasure";
    private static final String FORGET = ERASURE + "/{reader}/forget";
    private static final String KEEP = ERASURE + "/{reader}/keep";
    private static final int NUMBER_SHOWN = 8;
    private static final String ID = "[0-9a-f]{32}";

    private final WordFiles<ErasureText, ErasureWords> words =
            new WordFiles<>("texts/workbench/erasure", ErasureText.class, ErasureWords::new);
    private final Frames frames;
    private final Pages pages;
    private final ErasureDesk desk;
    private final People people;

    ErasurePages(Frames frames, Pages pages, ErasureDesk desk, People people) {
        this.frames = frames;
        this.pages = pages;
        this.desk = desk;
        this.people = people;
    }

    @GetMapping(ERASURE)
    ResponseEntity<byte[]> form(Visit visit) {
        return form(visit, HttpStatus.OK, null);
    }

    private ResponseEntity<byte[]> form(Visit visit, HttpStatus status, @Nullable ErasureText wrong) {
        var words = words(visit);
        return pages.show(
                status,
                "erasure/erasure",
                new ErasurePage(
                        frames.around(visit, words.say(ErasureText.TITLE), PLACE),
                        words,
                        people.areKept() ? null : words.say(ErasureText.NO_KEYS),
                        visit.href(PLACE),
                        wrong == null ? null : words.say(wrong),
                        desk.asked(visit.trustCenter()).stream()
                                .map(each -> row(visit, each))
                                .toList()));
    }

    private static ErasurePage.Row row(Visit visit, ErasureDesk.Asked asked) {
        var reader = asked.reader().value();
        return new ErasurePage.Row(
                number(asked.reader()),
                asked.by(),
                asked.at().toString(),
                visit.moment(asked.at()),
                asked.isOf(visit.member().actor()) ? null : reader,
                visit.href("%s/%s/keep".formatted(PLACE, reader)));
    }

    /** @param typed an address, or the beginning of a reader's number */
    @PostMapping(ERASURE)
    ResponseEntity<byte[]> look(Visit visit, @RequestParam(name = "typed", defaultValue = "") String typed) {
        return switch (desk.find(visit.trustCenter(), typed, visit.member().actor())) {
            case ErasureDesk.One one -> confirm(visit, one.reader());
            case ErasureDesk.NotOne notOne ->
                form(
                        visit,
                        notOne == ErasureDesk.NotOne.TOO_MANY
                                ? HttpStatus.TOO_MANY_REQUESTS
                                : HttpStatus.UNPROCESSABLE_CONTENT,
                        switch (notOne) {
                            case NOBODY -> ErasureText.NOBODY;
                            case SEVERAL -> ErasureText.SEVERAL;
                            case UNUSABLE -> ErasureText.UNUSABLE;
                            case UNRECOGNISABLE -> ErasureText.UNRECOGNISABLE;
                            case TOO_MANY -> ErasureText.TOO_MANY;
                        });
        };
    }

    private ResponseEntity<byte[]> confirm(Visit visit, Subscriber reader) {
        var words = words(visit);
        var standing = desk.standing(visit.trustCenter(), reader.id());
        var asked = standing.asked();
        var isMine = asked != null && asked.isOf(visit.member().actor());
        var isFirst = standing.takesTwo() && asked == null;
        return pages.show(
                "erasure/confirm",
                new ErasureConfirmPage(
                        frames.around(
                                visit,
                                words.say(ErasureText.CONFIRM_TITLE, number(reader.id())),
                                PLACE,
                                new Link(words.say(ErasureText.TITLE), visit.href(PLACE))),
                        words,
                        reader.confirmedAt() == null
                                ? words.say(ErasureText.CONFIRM_ASKED, visit.moment(reader.askedAt()))
                                : words.say(ErasureText.CONFIRM_TOLD, visit.moment(reader.confirmedAt())),
                        List.of(
                                words.say(ErasureText.LOSES_LETTERS),
                                words.say(ErasureText.LOSES_ADDRESS),
                                words.say(ErasureText.LOSES_RECORD)),
                        isMine
                                ? words.say(ErasureText.CONFIRM_WAITS)
                                : isFirst ? words.say(ErasureText.TAKES_TWO) : null,
                        isMine
                                ? null
                                : visit.href("%s/%s/forget"
                                        .formatted(PLACE, reader.id().value())),
                        standing.key(),
                        words.say(isFirst ? ErasureText.DO_ASK : ErasureText.DO),
                        visit.href(PLACE)));
    }

    @PostMapping(FORGET)
    ResponseEntity<byte[]> forget(
            Visit visit,
            @PathVariable String reader,
            @RequestParam(name = "basedOn", defaultValue = "") String basedOn,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var words = words(visit);
        var id = id(reader);
        return pages.goOn(
                visit,
                PLACE,
                switch (desk.erase(
                        visit.trustCenter(), id, basedOn, visit.member().actor(), correlationId)) {
                    case FORGOTTEN -> Flash.done(words.say(ErasureText.FORGOTTEN, number(id)));
                    case WAITS -> Flash.done(words.say(ErasureText.WAITS, number(id)));
                    case NOBODY -> Flash.failed(words.say(ErasureText.GONE));
                    case CHANGED -> Flash.failed(words.say(ErasureText.CHANGED, number(id)));
                });
    }

    @PostMapping(KEEP)
    ResponseEntity<byte[]> keep(
            Visit visit, @PathVariable String reader, @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var words = words(visit);
        return pages.goOn(
                visit,
                PLACE,
                desk.keep(visit.trustCenter(), id(reader), visit.member().actor(), correlationId)
                        ? Flash.done(words.say(ErasureText.KEPT))
                        : Flash.failed(words.say(ErasureText.NOT_KEPT)));
    }

    @Override
    public List<Waiting> linesFor(Visit visit) {
        return visit.may(ErasureDesk.MAY_ERASE)
                ? waitsFor(visit, desk)
                        .map(each -> new Waiting(
                                Waiting.Kind.TASK,
                                words(visit).say(ErasureText.WAITING, number(each.reader())),
                                visit.href(PLACE),
                                each.at()))
                        .toList()
                : List.of();
    }

    private static Stream<ErasureDesk.Asked> waitsFor(Visit visit, ErasureDesk desk) {
        return desk.asked(visit.trustCenter()).stream()
                .filter(each -> !each.isOf(visit.member().actor()));
    }

    private static String number(PersonId reader) {
        return reader.value().substring(0, NUMBER_SHOWN);
    }

    private static PersonId id(String reader) {
        if (!reader.matches(ID)) {
            throw new NothingHere();
        }
        return new PersonId(reader);
    }

    private ErasureWords words(Visit visit) {
        return words.in(visit.texts().language());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door erasureDoor() {
            return Door.openTo(ErasureDesk.MAY_ERASE, HttpMethod.GET, ERASURE);
        }

        @Bean
        Door erasureLookDoor() {
            return Door.openTo(ErasureDesk.MAY_ERASE, HttpMethod.POST, ERASURE);
        }

        @Bean
        Door forgetReaderDoor() {
            return Door.openTo(ErasureDesk.MAY_ERASE, HttpMethod.POST, FORGET);
        }

        @Bean
        Door keepReaderDoor() {
            return Door.openTo(ErasureDesk.MAY_ERASE, HttpMethod.POST, KEEP);
        }

        @Bean
        Place erasurePlace(ErasureDesk desk) {
            return new Place(330, PLACE, Text.ERASURE_TITLE, ErasureDesk.MAY_ERASE, visit ->
                    (int) waitsFor(visit, desk).count());
        }
    }
}
