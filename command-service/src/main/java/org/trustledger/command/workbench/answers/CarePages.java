package org.trustledger.command.workbench.answers;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.care.AnswerReadsOtherwise;
import org.trustledger.command.care.Care;
import org.trustledger.command.care.CareChangedMeanwhile;
import org.trustledger.command.care.CareDesk;
import org.trustledger.command.care.DayUnusable;
import org.trustledger.command.care.KeptCare;
import org.trustledger.command.care.NothingToConfirm;
import org.trustledger.command.care.Owner;
import org.trustledger.command.care.OwnerUnknown;
import org.trustledger.command.care.TimeIsOver;
import org.trustledger.command.content.AnswerDesk;
import org.trustledger.command.content.NothingToExport;
import org.trustledger.command.platform.BodyLimit;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.workbench.Flash;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.Waiting;
import org.trustledger.command.workbench.WaitsForMe;
import org.trustledger.command.workbench.answers.AnswersPage.Option;
import org.trustledger.events.Answer;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.differences.Redline;
import org.trustledger.presentation.differences.WordDifference;

/** Which answers have to be looked at, who does, and that they are still true. */
@Controller
class CarePages implements WaitsForMe {
    static final String PLACE = "care";

    private static final String LIST = "/workbench/{trustCenter}/" + PLACE;
    private static final String ANSWER = LIST + "/answer/{item}";
    private static final String CONFIRM = ANSWER + "/confirm";
    private static final String MANY = LIST + "/many";
    private static final int SOON_DAYS = 30;
    // The server reads a thousand values of a form.
    private static final int MOST_AT_ONCE = 900;

    // As the site has them: a question is a heading of the third level.
    private static final int HEADINGS_BELOW_A_QUESTION = 4;

    private final CareDesk desk;
    private final AnswerDesk answers;
    private final CareParts parts;
    private final AnswerTextFiles answerFiles;
    private final Frames frames;
    private final Pages pages;
    private final Markdown markdown = new Markdown();

    CarePages(
            CareDesk desk,
            AnswerDesk answers,
            CareParts parts,
            AnswerTextFiles answerFiles,
            Frames frames,
            Pages pages) {
        this.desk = desk;
        this.answers = answers;
        this.parts = parts;
        this.answerFiles = answerFiles;
        this.frames = frames;
        this.pages = pages;
    }

    /** Where an answer is looked at, below the trust center. */
    static String answer(String item) {
        return "%s/answer/%s".formatted(PLACE, item);
    }

    /** Which answers are shown. */
    private enum When {
        OVERDUE(CareText.WHEN_OVERDUE),
        SOON(CareText.WHEN_SOON),
        ALL(CareText.WHEN_ALL);

        private final CareText label;

        When(CareText label) {
            this.label = label;
        }

        static When named(String key) {
            return Arrays.stream(values())
                    .filter(when -> AnswerForm.key(when).equals(key))
                    .findFirst()
                    .orElse(OVERDUE);
        }
    }

    /** An answer with how it is looked after. */
    private record Kept(String item, Answer answer, KeptCare care, Set<KeptCare.Because> because) {}

    /** What was sent to change many at once, and could not be. */
    private record ManyTyped(List<String> ticks, String owner, String reviewBy, String error) {}

    @GetMapping(LIST)
    ResponseEntity<byte[]> list(
            Visit visit,
            @RequestParam(name = "when", defaultValue = "") String when,
            @RequestParam(name = "owner", defaultValue = "") String owner) {
        return list(visit, When.named(when), owner, null);
    }

    private ResponseEntity<byte[]> list(Visit visit, When when, String owner, @Nullable ManyTyped typed) {
        var texts = parts.texts(visit);
        var owners = desk.owners(visit.trustCenter());
        var found = found(visit, when).stream()
                .filter(kept -> owner.isEmpty()
                        || Objects.requireNonNullElse(kept.care().care().owner(), "-")
                                .equals(owner))
                .toList();
        return pages.show(
                typed == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "care/list",
                new CarePage(
                        frames.around(visit, texts.say(CareText.TITLE), PLACE),
                        texts,
                        visit.href(PLACE),
                        Arrays.stream(When.values())
                                .map(each ->
                                        new Option(AnswerForm.key(each), texts.say(each.label), null, each == when))
                                .toList(),
                        whose(texts, owners, owner),
                        found.isEmpty() ? texts.say(CareText.NOTHING) : texts.say(CareText.FOUND, found.size()),
                        found.stream()
                                .map(kept -> row(visit, texts, owners, kept, typed))
                                .toList(),
                        visit.may(CareDesk.MAY_WRITE)
                                ? new Link(texts.say(CareText.OWNERS_TO), visit.href(OwnerPages.PLACE))
                                : null,
                        visit.may(CareDesk.MAY_WRITE) && !found.isEmpty()
                                ? many(visit, texts, when, owner, owners, typed)
                                : null));
    }

    private static CarePage.Many many(
            Visit visit, CareTexts texts, When when, String owner, List<Owner> owners, @Nullable ManyTyped typed) {
        var chosen = typed == null ? "" : typed.owner();
        return new CarePage.Many(
                visit.href("%s/many?when=%s&owner=%s".formatted(PLACE, AnswerForm.key(when), owner)),
                Stream.concat(
                                CareParts.owners(owners, chosen, texts.say(CareText.MANY_OWNER_STAYS)).stream(),
                                Stream.of(new Option(
                                        "-", texts.say(CareText.MANY_OWNER_NOBODY), null, chosen.equals("-"))))
                        .toList(),
                typed == null ? "" : typed.reviewBy(),
                typed == null ? null : typed.error());
    }

    private static List<Option> whose(CareTexts texts, List<Owner> owners, String chosen) {
        return Stream.concat(
                        CareParts.owners(owners, chosen, texts.say(CareText.OWNER_ANY)).stream(),
                        Stream.of(new Option("-", texts.say(CareText.OWNER_NONE), null, chosen.equals("-"))))
                .toList();
    }

    private List<Kept> found(Visit visit, When when) {
        var trustCenter = visit.trustCenter();
        if (when == When.OVERDUE) {
            return desk.overdue(trustCenter).stream()
                    .map(overdue -> new Kept(
                            overdue.answer().item(), overdue.answer().answer(), overdue.kept(), overdue.because()))
                    .toList();
        }
        var today = visit.date(visit.now());
        var kept = desk.all(trustCenter);
        try {
            return answers.shelf(trustCenter, visit.member().actor()).answers().stream()
                    .filter(listed -> !listed.retired())
                    .map(listed -> {
                        var care = kept.getOrDefault(listed.item(), KeptCare.none(listed.item()));
                        return new Kept(listed.item(), listed.answer(), care, care.overdue(today));
                    })
                    .filter(each -> when == When.ALL
                            || !each.care().overdue(today.plusDays(SOON_DAYS)).isEmpty())
                    .toList();
        } catch (NothingToExport nothing) {
            return List.of();
        }
    }

    private static CarePage.Row row(
            Visit visit, CareTexts texts, List<Owner> owners, Kept kept, @Nullable ManyTyped typed) {
        var care = kept.care().care();
        var tick = "%s:%d".formatted(kept.item(), kept.care().version());
        return new CarePage.Row(
                visit.href(answer(kept.item())),
                visit.said(kept.answer().question()),
                kept.item(),
                tick,
                typed != null && typed.ticks().contains(tick),
                CareParts.owner(texts, owners, care.owner()),
                day(visit, care.reviewBy()),
                day(visit, care.speaksUntil()),
                CareParts.overdue(visit, texts, kept.care(), kept.because()));
    }

    private static String day(Visit visit, @Nullable LocalDate day) {
        return day == null ? "" : CareParts.day(visit, day);
    }

    @GetMapping(ANSWER)
    ResponseEntity<byte[]> answer(Visit visit, @PathVariable String item) {
        return show(visit, HttpStatus.OK, item, parts.of(visit, item), null);
    }

    private ResponseEntity<byte[]> show(
            Visit visit, HttpStatus status, String item, CareShown care, CareAnswerPage.@Nullable Refused refused) {
        var texts = parts.texts(visit);
        var answerTexts = answerFiles.in(visit.texts().language());
        var standing = desk.standing(visit.trustCenter(), item);
        return pages.show(
                status,
                "care/answer",
                new CareAnswerPage(
                        frames.around(
                                visit,
                                standing.map(each -> visit.said(each.answer().question())
                                                .text())
                                        .orElse(item),
                                PLACE,
                                new Link(texts.say(CareText.TITLE), visit.href(PLACE))),
                        texts,
                        answerTexts,
                        item,
                        standing.map(each -> says(answerTexts, each.answer())).orElse(List.of()),
                        refused,
                        care,
                        visit.may(AnswerDesk.MAY_WRITE)
                                ? new Link(
                                        texts.say(CareText.WRITE),
                                        visit.href("%s/edit/%s".formatted(AnswerPages.PLACE, item)))
                                : null));
    }

    private static List<CareAnswerPage.Changed> changes(
            CareTexts texts, AnswerTexts answerTexts, List<AnswerDesk.Theirs> stale) {
        var redline = new Redline(texts.say(CareText.REDLINE_REMOVED), texts.say(CareText.REDLINE_ADDED));
        return stale.stream()
                .map(change -> new CareAnswerPage.Changed(
                        answerTexts.field(change.field()),
                        change.field().contains("/")
                                ? change.field().substring(change.field().indexOf('/') + 1)
                                : null,
                        redline.of(WordDifference.between(change.before(), change.now()))))
                .toList();
    }

    private List<AnswerPage.Shown> says(AnswerTexts texts, Answer answer) {
        return answer.question().byLanguage().entrySet().stream()
                .map(question -> new AnswerPage.Shown(
                        question.getKey(),
                        texts.languageName(question.getKey()),
                        question.getValue(),
                        Optional.ofNullable(answer.text())
                                .filter(text -> text.speaks(question.getKey()))
                                .map(text -> markdown.toSafeXhtml(
                                        text.in(question.getKey(), question.getKey()), HEADINGS_BELOW_A_QUESTION))
                                .orElse(null)))
                .toList();
    }

    /** Looks after the answer otherwise. */
    @PostMapping(ANSWER)
    ResponseEntity<byte[]> change(
            Visit visit,
            @PathVariable String item,
            @RequestParam(name = "owner", defaultValue = "") String owner,
            @RequestParam(name = "reviewBy", defaultValue = "") String reviewBy,
            @RequestParam(name = "speaksUntil", defaultValue = "") String speaksUntil,
            @RequestParam(name = "version", defaultValue = "-1") long version,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var texts = parts.texts(visit);
        try {
            desk.change(
                    visit.trustCenter(),
                    item,
                    new Care(
                            owner.isEmpty() ? null : owner,
                            DayUnusable.read(DayUnusable.Field.REVIEW_BY, reviewBy),
                            DayUnusable.read(DayUnusable.Field.SPEAKS_UNTIL, speaksUntil)),
                    version,
                    visit.member().actor(),
                    correlationId);
        } catch (CareChangedMeanwhile changed) {
            return pages.goOn(visit, answer(item), Flash.failed(texts.say(CareText.CHANGED_MEANWHILE)));
        } catch (OwnerUnknown gone) {
            return show(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    item,
                    parts.of(
                            visit,
                            item,
                            new CareParts.Typed("", reviewBy, speaksUntil, texts.say(CareText.OWNER_GONE), null, null),
                            null),
                    null);
        } catch (DayUnusable unusable) {
            return show(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    item,
                    parts.of(visit, item, typed(texts, owner, reviewBy, speaksUntil, unusable), null),
                    null);
        }
        return pages.goOn(visit, answer(item), Flash.done(texts.say(CareText.KEPT)));
    }

    private static CareParts.Typed typed(
            CareTexts texts, String owner, String reviewBy, String speaksUntil, DayUnusable unusable) {
        var isReview = unusable.field() == DayUnusable.Field.REVIEW_BY;
        return new CareParts.Typed(
                owner,
                reviewBy,
                speaksUntil,
                null,
                isReview ? texts.say(CareText.DAY_WRONG_REVIEW, DayUnusable.MOST_YEARS) : null,
                isReview ? null : texts.say(CareText.DAY_WRONG, DayUnusable.MOST_YEARS));
    }

    /** Says that the answer is still true as it was looked at. */
    @PostMapping(CONFIRM)
    ResponseEntity<byte[]> confirm(
            Visit visit,
            @PathVariable String item,
            @RequestParam(name = "position", defaultValue = "0") long position,
            @RequestParam(name = "base", defaultValue = "0") long base,
            @RequestParam(name = "care", defaultValue = "-1") long care,
            @RequestParam(name = "reviewBy", defaultValue = "") String reviewBy,
            @RequestParam(name = "speaksUntil", defaultValue = "") String speaksUntil,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var texts = parts.texts(visit);
        try {
            var confirmation = desk.confirm(
                    visit.trustCenter(),
                    item,
                    position,
                    new CareDesk.Next(
                            DayUnusable.read(DayUnusable.Field.REVIEW_BY, reviewBy),
                            DayUnusable.read(DayUnusable.Field.SPEAKS_UNTIL, speaksUntil),
                            care,
                            visit.may(CareDesk.MAY_WRITE)),
                    visit.member().actor(),
                    correlationId);
            return pages.goOn(
                    visit,
                    answer(item),
                    Flash.done(texts.say(CareText.CONFIRMED, CareParts.day(visit, confirmation.reviewBy()))));
        } catch (AnswerReadsOtherwise changed) {
            return show(
                    visit,
                    HttpStatus.CONFLICT,
                    item,
                    parts.of(visit, item),
                    new CareAnswerPage.Refused(
                            texts.say(CareText.STALE_TITLE),
                            texts.say(CareText.STALE_TEXT),
                            changes(
                                    texts,
                                    answerFiles.in(visit.texts().language()),
                                    answers.changedSince(visit.trustCenter(), item, base)),
                            List.of()));
        } catch (CareChangedMeanwhile changed) {
            return show(
                    visit,
                    HttpStatus.PRECONDITION_FAILED,
                    item,
                    parts.of(visit, item),
                    new CareAnswerPage.Refused(
                            texts.say(CareText.CARE_CHANGED_TITLE),
                            texts.say(CareText.CARE_CHANGED_TEXT),
                            List.of(),
                            parts.holds(visit, item)));
        } catch (NothingToConfirm nothing) {
            return pages.goOn(visit, answer(item), Flash.failed(texts.say(CareText.NOTHING_TO_CONFIRM)));
        } catch (TimeIsOver over) {
            return refused(
                    visit,
                    item,
                    new CareParts.Typed(
                            "",
                            reviewBy,
                            speaksUntil,
                            null,
                            null,
                            texts.say(CareText.DAY_WRONG, DayUnusable.MOST_YEARS)));
        } catch (DayUnusable unusable) {
            return refused(visit, item, typed(texts, "", reviewBy, speaksUntil, unusable));
        }
    }

    private ResponseEntity<byte[]> refused(Visit visit, String item, CareParts.Typed typed) {
        return show(visit, HttpStatus.UNPROCESSABLE_CONTENT, item, parts.of(visit, item, null, typed), null);
    }

    /** Gives all that is ticked the same owner, the same day, or both. */
    @PostMapping(MANY)
    ResponseEntity<byte[]> many(
            Visit visit,
            @RequestParam(name = "when", defaultValue = "") String when,
            @RequestParam(name = "owner", defaultValue = "") String shown,
            @RequestParam(name = "answer", defaultValue = "") List<String> ticks,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "reviewBy", defaultValue = "") String reviewBy,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var texts = parts.texts(visit);
        var back = "%s?when=%s&owner=%s"
                .formatted(PLACE, AnswerForm.key(When.named(when)), shown.matches("[0-9a-f]{16}|-") ? shown : "");
        var ticked = ticks.stream()
                .filter(tick -> tick.matches("[a-z0-9-]{1,64}:[0-9]{1,18}"))
                .toList();
        if (ticked.isEmpty() || (to.isEmpty() && reviewBy.isBlank())) {
            return pages.goOn(visit, back, Flash.failed(texts.say(CareText.MANY_NONE)));
        }
        if (ticked.size() > MOST_AT_ONCE) {
            return pages.goOn(
                    visit, back, Flash.failed(texts.say(CareText.MANY_TOO_MANY, ticked.size(), MOST_AT_ONCE)));
        }
        try {
            var day = DayUnusable.read(DayUnusable.Field.REVIEW_BY, reviewBy);
            var changed = desk.changeMany(
                    visit.trustCenter(),
                    ticked.stream()
                            .map(tick -> new CareDesk.Read(
                                    tick.substring(0, tick.indexOf(':')),
                                    Long.parseLong(tick.substring(tick.indexOf(':') + 1))))
                            .toList(),
                    care -> new Care(
                            to.isEmpty() ? care.owner() : to.equals("-") ? null : to,
                            day == null ? care.reviewBy() : day,
                            care.speaksUntil()),
                    visit.member().actor(),
                    correlationId);
            return pages.goOn(visit, back, Flash.done(texts.say(CareText.MANY_KEPT, changed)));
        } catch (CareChangedMeanwhile changed) {
            return pages.goOn(visit, back, Flash.failed(texts.say(CareText.CHANGED_MEANWHILE)));
        } catch (OwnerUnknown gone) {
            return pages.goOn(visit, back, Flash.failed(texts.say(CareText.OWNER_GONE)));
        } catch (DayUnusable unusable) {
            return list(
                    visit,
                    When.named(when),
                    shown,
                    new ManyTyped(ticked, to, reviewBy, texts.say(CareText.DAY_WRONG_REVIEW, DayUnusable.MOST_YEARS)));
        }
    }

    @Override
    public List<Waiting> linesFor(Visit visit) {
        var overdue = visit.may(CareDesk.MAY_CONFIRM) ? desk.countOverdue(visit.trustCenter()) : 0;
        return overdue == 0
                ? List.of()
                : List.of(new Waiting(
                        Waiting.Kind.TASK,
                        parts.texts(visit).say(CareText.HOME_OVERDUE, overdue),
                        visit.href(PLACE),
                        null));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Place carePlace(CareDesk desk) {
            return Place.of(305, PLACE, Text.CARE_TITLE, Role.PEOPLE, desk::countOverdue);
        }

        @Bean
        Door carePageDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, LIST);
        }

        @Bean
        Door careAnswerDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, ANSWER);
        }

        @Bean
        Door careAnswerChangeDoor() {
            return Door.openTo(CareDesk.MAY_WRITE, HttpMethod.POST, ANSWER);
        }

        @Bean
        Door careConfirmDoor() {
            return Door.openTo(CareDesk.MAY_CONFIRM, HttpMethod.POST, CONFIRM);
        }

        @Bean
        BodyLimit careManyBodyLimit() {
            return new BodyLimit(MANY, DataSize.ofKilobytes(256));
        }

        @Bean
        Door careManyDoor() {
            return Door.openTo(CareDesk.MAY_WRITE, HttpMethod.POST, MANY);
        }
    }
}
