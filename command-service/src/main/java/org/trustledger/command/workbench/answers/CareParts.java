package org.trustledger.command.workbench.answers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.care.CareDesk;
import org.trustledger.command.care.KeptCare;
import org.trustledger.command.care.Owner;
import org.trustledger.command.care.StandingAnswer;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.answers.AnswersPage.Option;
import org.trustledger.events.Access;

/** Makes the part of a page that says how an answer is looked after. */
@Component
class CareParts {
    private final CareDesk desk;
    private final Ledger ledger;
    private final CareTextFiles files;

    CareParts(CareDesk desk, Ledger ledger, CareTextFiles files) {
        this.desk = desk;
        this.ledger = ledger;
        this.files = files;
    }

    /** What was typed and cannot be so. */
    record Typed(
            String owner,
            String reviewBy,
            String speaksUntil,
            @Nullable String ownerError,
            @Nullable String reviewError,
            @Nullable String timeError) {}

    CareTexts texts(Visit visit) {
        return files.in(visit.texts().language());
    }

    CareShown of(Visit visit, String item) {
        return of(visit, item, null, null);
    }

    /** Beside a draft: whoever looks at that has not looked at the answer, so it is confirmed elsewhere. */
    CareShown besideDraft(Visit visit, String item) {
        var care = of(visit, item);
        return new CareShown(
                care.texts(),
                care.overdue(),
                care.lines(),
                care.confirmed(),
                care.form(),
                care.confirm() == null
                        ? null
                        : new Link(care.texts().say(CareText.LOOK), visit.href(CarePages.answer(item))),
                null);
    }

    /** How an answer is looked after, a line each. */
    List<CareShown.Line> holds(Visit visit, String item) {
        return lines(visit, texts(visit), desk.of(visit.trustCenter(), item), desk.owners(visit.trustCenter()));
    }

    /**
     * @param typed into the form; null for what holds
     * @param confirming what was typed beside the confirmation; null for what is proposed
     */
    CareShown of(Visit visit, String item, @Nullable Typed typed, @Nullable Typed confirming) {
        var texts = texts(visit);
        var trustCenter = visit.trustCenter();
        var kept = desk.of(trustCenter, item);
        var standing = desk.standing(trustCenter, item).orElse(null);
        var today = visit.date(visit.now());
        var owners = desk.owners(trustCenter);
        return new CareShown(
                texts,
                standing == null ? List.of() : overdue(visit, texts, kept, kept.overdue(today)),
                visit.may(CareDesk.MAY_WRITE) ? List.of() : lines(visit, texts, kept, owners),
                confirmed(visit, texts, kept),
                visit.may(CareDesk.MAY_WRITE) ? form(visit, texts, kept, owners, typed) : null,
                null,
                standing != null && visit.may(CareDesk.MAY_CONFIRM)
                        ? confirm(visit, texts, kept, standing, today, confirming)
                        : null);
    }

    /** Why it has to be looked at, a sentence each. */
    static List<String> overdue(Visit visit, CareTexts texts, KeptCare kept, Set<KeptCare.Because> because) {
        return because.stream()
                .map(each -> switch (each) {
                    case REVIEW ->
                        texts.say(
                                CareText.OVERDUE_REVIEW,
                                day(visit, Objects.requireNonNull(kept.care().reviewBy())));
                    case TIME ->
                        texts.say(
                                CareText.OVERDUE_TIME,
                                day(visit, Objects.requireNonNull(kept.care().speaksUntil())));
                })
                .toList();
    }

    static String day(Visit visit, LocalDate day) {
        return visit.wording().briefDay(day);
    }

    /** What an owner is called; that there is none if it has none. */
    static String owner(CareTexts texts, List<Owner> owners, @Nullable String id) {
        return owners.stream()
                .filter(owner -> owner.id().equals(id))
                .findFirst()
                .map(Owner::name)
                .orElseGet(() -> texts.say(CareText.NOBODY));
    }

    /** @param none what stands for none of them */
    static List<Option> owners(List<Owner> owners, String chosen, String none) {
        var options = new ArrayList<Option>();
        options.add(new Option("", none, null, chosen.isEmpty()));
        owners.forEach(owner -> options.add(
                new Option(owner.id(), owner.name(), null, owner.id().equals(chosen))));
        return options;
    }

    private static List<CareShown.Line> lines(Visit visit, CareTexts texts, KeptCare kept, List<Owner> owners) {
        var care = kept.care();
        return Arrays.asList(
                new CareShown.Line(texts.say(CareText.OWNER), owner(texts, owners, care.owner())),
                new CareShown.Line(
                        texts.say(CareText.REVIEW_BY),
                        care.reviewBy() == null ? texts.say(CareText.NO_DAY) : day(visit, care.reviewBy())),
                new CareShown.Line(
                        texts.say(CareText.SPEAKS_UNTIL),
                        care.speaksUntil() == null ? texts.say(CareText.NO_TIME) : day(visit, care.speaksUntil())));
    }

    private static CareShown.@Nullable Confirmed confirmed(Visit visit, CareTexts texts, KeptCare kept) {
        var confirmed = kept.confirmed();
        return confirmed == null
                ? null
                : new CareShown.Confirmed(
                        texts.say(CareText.CONFIRMED_LAST, visit.briefDay(confirmed.at())),
                        new Link(
                                texts.say(CareText.CONFIRMED_VERSION, Long.toString(confirmed.position())),
                                visit.href("ledger/" + confirmed.position())));
    }

    private static CareShown.Form form(
            Visit visit, CareTexts texts, KeptCare kept, List<Owner> owners, @Nullable Typed typed) {
        var care = kept.care();
        return new CareShown.Form(
                visit.href(CarePages.answer(kept.item())),
                Long.toString(kept.version()),
                owners(
                        owners,
                        typed == null ? Objects.requireNonNullElse(care.owner(), "") : typed.owner(),
                        texts.say(CareText.NOBODY)),
                typed == null ? null : typed.ownerError(),
                new CareShown.Day(
                        typed == null ? text(care.reviewBy()) : typed.reviewBy(),
                        typed == null ? null : typed.reviewError()),
                new CareShown.Day(
                        typed == null ? text(care.speaksUntil()) : typed.speaksUntil(),
                        typed == null ? null : typed.timeError()));
    }

    private CareShown.Confirm confirm(
            Visit visit,
            CareTexts texts,
            KeptCare kept,
            StandingAnswer standing,
            LocalDate today,
            @Nullable Typed typed) {
        return new CareShown.Confirm(
                visit.href(CarePages.answer(kept.item()) + "/confirm"),
                Long.toString(standing.position()),
                Long.toString(ledger.head(visit.trustCenter())
                        .map(Head::contentPosition)
                        .orElse(0L)),
                Long.toString(kept.version()),
                texts.say(standing.access() == Access.PUBLIC ? CareText.CONFIRM_PUBLIC : CareText.CONFIRM_OFFICE),
                new CareShown.Day(
                        typed == null ? text(kept.nextReviewBy(today)) : typed.reviewBy(),
                        typed == null ? null : typed.reviewError()),
                kept.isOver(today)
                        ? new CareShown.Day(
                                typed == null ? "" : typed.speaksUntil(), typed == null ? null : typed.timeError())
                        : null);
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
