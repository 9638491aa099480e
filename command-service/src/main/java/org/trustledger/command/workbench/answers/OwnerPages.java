package org.trustledger.command.workbench.answers;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.care.CareDesk;
import org.trustledger.command.care.NoSuchOwner;
import org.trustledger.command.care.Owner;
import org.trustledger.command.care.OwnerStillNeeded;
import org.trustledger.command.care.OwnerUnusable;
import org.trustledger.command.care.TooManyOwners;
import org.trustledger.command.staff.Door;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.answers.AnswersPage.Option;

/** The list of the functions that look after answers. */
@Controller
class OwnerPages {
    static final String PLACE = CarePages.PLACE + "/owners";

    private static final String LIST = "/workbench/{trustCenter}/" + PLACE;
    private static final String ONE = LIST + "/{owner}";
    private static final String REMOVE = ONE + "/remove";
    private static final String NEW = "new";
    private static final int SHOWN = 10;

    private final CareDesk desk;
    private final CareParts parts;
    private final Frames frames;
    private final Pages pages;

    OwnerPages(CareDesk desk, CareParts parts, Frames frames, Pages pages) {
        this.desk = desk;
        this.parts = parts;
        this.frames = frames;
        this.pages = pages;
    }

    /** What was typed and cannot be kept; of a new owner the id is empty. */
    private record Typed(String id, String name, String mail, String language, OwnerUnusable.Field wrong) {}

    @GetMapping(LIST)
    ResponseEntity<byte[]> owners(Visit visit) {
        return show(visit, null);
    }

    private ResponseEntity<byte[]> show(Visit visit, @Nullable Typed typed) {
        var texts = parts.texts(visit);
        var counts = desk.all(visit.trustCenter()).values().stream()
                .filter(kept -> kept.care().owner() != null)
                .collect(Collectors.groupingBy(
                        kept -> Objects.requireNonNull(kept.care().owner()), Collectors.counting()));
        return pages.show(
                typed == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "care/owners",
                new OwnersPage(
                        frames.around(
                                visit,
                                texts.say(CareText.OWNERS),
                                CarePages.PLACE,
                                new Link(texts.say(CareText.TITLE), visit.href(CarePages.PLACE))),
                        texts,
                        desk.owners(visit.trustCenter()).stream()
                                .map(owner -> row(visit, texts, owner, counts.getOrDefault(owner.id(), 0L), typed))
                                .toList(),
                        form(
                                visit,
                                texts,
                                new Owner("", "", "", visit.texts().language()),
                                typed != null && typed.id().isEmpty() ? typed : null)));
    }

    private static OwnersPage.Row row(Visit visit, CareTexts texts, Owner owner, long answers, @Nullable Typed typed) {
        return new OwnersPage.Row(
                owner.id(),
                owner.name(),
                owner.mail(),
                visit.wording().languageName(owner.language()),
                new Link(
                        texts.say(CareText.OWNER_ANSWERS, answers),
                        visit.href("%s?when=all&owner=%s".formatted(CarePages.PLACE, owner.id()))),
                form(visit, texts, owner, typed != null && typed.id().equals(owner.id()) ? typed : null),
                visit.href("%s/%s/remove".formatted(PLACE, owner.id())));
    }

    private static OwnersPage.Form form(Visit visit, CareTexts texts, Owner owner, @Nullable Typed typed) {
        var language = typed == null ? owner.language() : typed.language();
        return new OwnersPage.Form(
                owner.id().isEmpty() ? NEW : owner.id(),
                visit.href(owner.id().isEmpty() ? PLACE : "%s/%s".formatted(PLACE, owner.id())),
                typed == null ? owner.name() : typed.name(),
                typed == null ? owner.mail() : typed.mail(),
                List.of("en", "sv").stream()
                        .map(tag -> new Option(tag, visit.wording().languageName(tag), null, tag.equals(language)))
                        .toList(),
                typed != null,
                wrong(texts, typed, OwnerUnusable.Field.NAME, CareText.OWNER_NAME_WRONG),
                wrong(texts, typed, OwnerUnusable.Field.MAIL, CareText.OWNER_MAIL_WRONG),
                wrong(texts, typed, OwnerUnusable.Field.LANGUAGE, CareText.OWNER_LANGUAGE_WRONG));
    }

    private static @Nullable String wrong(
            CareTexts texts, @Nullable Typed typed, OwnerUnusable.Field field, CareText text) {
        return typed != null && typed.wrong() == field ? texts.say(text) : null;
    }

    @PostMapping(LIST)
    ResponseEntity<byte[]> add(
            Visit visit,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "mail", defaultValue = "") String mail,
            @RequestParam(name = "language", defaultValue = "") String language) {
        var texts = parts.texts(visit);
        try {
            desk.addOwner(visit.trustCenter(), name, mail, language);
        } catch (OwnerUnusable unusable) {
            return show(visit, new Typed("", name, mail, language, unusable.field()));
        } catch (TooManyOwners full) {
            return pages.goOn(visit, PLACE, Flash.failed(texts.say(CareText.OWNERS_FULL, CareDesk.MOST_OWNERS)));
        }
        return pages.goOn(visit, PLACE, Flash.done(texts.say(CareText.OWNER_ADDED, name.strip())));
    }

    @PostMapping(ONE)
    ResponseEntity<byte[]> change(
            Visit visit,
            @PathVariable String owner,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "mail", defaultValue = "") String mail,
            @RequestParam(name = "language", defaultValue = "") String language) {
        var texts = parts.texts(visit);
        try {
            desk.changeOwner(visit.trustCenter(), owner, name, mail, language);
        } catch (OwnerUnusable unusable) {
            return show(visit, new Typed(owner, name, mail, language, unusable.field()));
        } catch (NoSuchOwner gone) {
            return pages.goOn(visit, PLACE, Flash.failed(texts.say(CareText.OWNER_MISSING)));
        }
        return pages.goOn(visit, PLACE, Flash.done(texts.say(CareText.OWNER_CHANGED, name.strip())));
    }

    @PostMapping(REMOVE)
    ResponseEntity<byte[]> remove(Visit visit, @PathVariable String owner) {
        var texts = parts.texts(visit);
        try {
            desk.removeOwner(visit.trustCenter(), owner);
        } catch (OwnerStillNeeded needed) {
            return pages.goOn(
                    visit,
                    PLACE,
                    Flash.failed(texts.say(
                            CareText.OWNER_STILL_NEEDED,
                            needed.answers().size(),
                            texts.list(needed.answers().stream().limit(SHOWN).toList()))));
        } catch (NoSuchOwner gone) {
            return pages.goOn(visit, PLACE, Flash.failed(texts.say(CareText.OWNER_MISSING)));
        }
        return pages.goOn(visit, PLACE, Flash.done(texts.say(CareText.OWNER_REMOVED)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door ownersPageDoor() {
            return Door.openTo(CareDesk.MAY_WRITE, HttpMethod.GET, LIST);
        }

        @Bean
        Door ownersAddDoor() {
            return Door.openTo(CareDesk.MAY_WRITE, HttpMethod.POST, LIST);
        }

        @Bean
        Door ownerChangeDoor() {
            return Door.openTo(CareDesk.MAY_WRITE, HttpMethod.POST, ONE);
        }

        @Bean
        Door ownerRemoveDoor() {
            return Door.openTo(CareDesk.MAY_WRITE, HttpMethod.POST, REMOVE);
        }
    }
}
