package org.trustledger.command.workbench.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.NothingHere;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.presentation.WordFiles;

/** The ledger, and each of its facts, for all who may read it. */
@Controller
class LedgerPages {
    static final String PLACE = "ledger";
    private static final String LEDGER = "/workbench/{trustCenter}/ledger";
    private static final String FACT = LEDGER + "/{position}";
    private static final String BYTES = FACT + "/bytes";
    private static final String WITHHELD = FACT + "/withheld";

    private final WordFiles<FactText, FactWords> words =
            new WordFiles<>("texts/workbench/ledger", FactText.class, FactWords::new);
    private final Frames frames;
    private final Pages pages;
    private final LedgerPart ledger;
    private final FactPart fact;
    private final RecordedFacts facts;

    LedgerPages(Frames frames, Pages pages, LedgerPart ledger, FactPart fact, RecordedFacts facts) {
        this.frames = frames;
        this.pages = pages;
        this.ledger = ledger;
        this.fact = fact;
        this.facts = facts;
    }

    @GetMapping(LEDGER)
    ResponseEntity<byte[]> ledger(
            Visit visit,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String after) {
        var onlooker = onlooker(visit);
        var asked = Asked.of(visit.request()::getParameter, visit.zone(), onlooker.words());
        var page = ledger.show(
                frames.around(visit, onlooker.say(FactText.LEDGER_TITLE), PLACE),
                onlooker,
                asked,
                Asked.position(before),
                Asked.position(after));
        return pages.show(asked.problems().isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST, "ledger/ledger", page);
    }

    @GetMapping(FACT)
    ResponseEntity<byte[]> fact(Visit visit, @PathVariable String position) {
        var onlooker = onlooker(visit);
        var up = new Link(onlooker.say(FactText.LEDGER_TITLE), onlooker.ledger());
        return fact.show(heading -> frames.around(visit, heading, PLACE, up), onlooker, position(position))
                .map(page -> pages.show("ledger/fact", page))
                .orElseThrow(NothingHere::new);
    }

    /** The published bytes of a fact, to the last. */
    @GetMapping(BYTES)
    ResponseEntity<byte[]> bytes(Visit visit, @PathVariable String position) {
        var bytes = facts.bytes(visit.trustCenter(), position(position)).orElseThrow(NothingHere::new);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%s.json\"".formatted(visit.trustCenter(), position))
                .body(bytes);
    }

    /** What a fact withholds, to the last byte: for whoever asks for it, who can hold it against the fact's digest. */
    @GetMapping(WITHHELD)
    ResponseEntity<byte[]> withheld(Visit visit, @PathVariable String position) {
        var bytes = facts.withheld(visit.trustCenter(), position(position)).orElseThrow(NothingHere::new);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%s-withheld.json\"".formatted(visit.trustCenter(), position))
                .body(bytes);
    }

    private static long position(String text) {
        var position = Asked.position(text);
        if (position == null) {
            throw new NothingHere();
        }
        return position;
    }

    private Onlooker onlooker(Visit visit) {
        return new Onlooker(visit, words.in(visit.texts().language()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door ledgerPageDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, LEDGER);
        }

        @Bean
        Door factPageDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, FACT);
        }

        @Bean
        Door factBytesDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, BYTES);
        }

        @Bean
        Door factWithheldDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, WITHHELD);
        }

        @Bean
        Place ledgerPlace() {
            return Place.of(200, PLACE, Text.LEDGER_TITLE);
        }
    }
}
