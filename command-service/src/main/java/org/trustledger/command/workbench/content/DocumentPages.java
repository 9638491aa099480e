package org.trustledger.command.workbench.content;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.trustledger.command.content.Applied;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.content.ContentLimits;
import org.trustledger.command.content.PlanPart;
import org.trustledger.command.content.Planned;
import org.trustledger.command.content.Review;
import org.trustledger.command.content.ReviewDesk;
import org.trustledger.command.content.SaidSince;
import org.trustledger.command.content.SentDocument;
import org.trustledger.command.content.Trouble;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.staff.WorkbenchSettings;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.content.ApplyingPage.Step;
import org.trustledger.command.workbench.content.PlanPage.LeftOutShown;
import org.trustledger.command.workbench.content.PlanPage.PartShown;
import org.trustledger.command.workbench.content.ResultPage.Row;
import org.trustledger.presentation.Phrase;

/** Shows a document that was sent, at whichever point of its way it is. */
@Component
class DocumentPages {
    static final String PLACE = "content";

    private static final String SCHEMA = "/api/v1/content-schema";
    private static final int PROBLEMS_ON_A_PAGE = 50;
    private static final int LINES_ON_A_PAGE = 50;
    /** Of each part, where all parts are on one page. */
    private static final int LINES_OF_A_PART = 10;

    private static final int MOST_MEANWHILE = 50;
    private static final int DIGITS = 8;
    private static final int MOST_TEXT = 1_000_000;
    /** What an office that runs takes to record what is due, and more. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final ContentDesk desk;
    private final ReviewDesk reviews;
    private final Ledger ledger;
    private final ContentLimits limits;
    private final WorkbenchSettings settings;
    private final ContentTextFiles files;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    DocumentPages(
            ContentDesk desk,
            ReviewDesk reviews,
            Ledger ledger,
            ContentLimits limits,
            WorkbenchSettings settings,
            ContentTextFiles files,
            Frames frames,
            Pages pages,
            Clock clock) {
        this.desk = desk;
        this.reviews = reviews;
        this.ledger = ledger;
        this.limits = limits;
        this.settings = settings;
        this.files = files;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * Where content as code begins.
     *
     * @param text what was written before
     * @param error what is wrong with what was sent; null if nothing is
     */
    ResponseEntity<byte[]> start(Visit visit, String text, @Nullable ContentText error) {
        var texts = texts(visit);
        var there = ledger.head(visit.trustCenter())
                .filter(head -> head.contentRecordedAt() != null)
                .map(head -> texts.say(
                        ContentText.THERE_POSITION,
                        Long.toString(head.contentPosition()),
                        visit.moment(Objects.requireNonNull(head.contentRecordedAt()))));
        var page = new StartPage(
                frames.around(visit, texts.say(ContentText.TITLE), PLACE),
                texts,
                there.orElse(null),
                visit.href(PLACE + "/export.yaml"),
                visit.href(PLACE + "/export.json"),
                SCHEMA,
                form(visit, texts, text, error == null ? null : texts.say(error)),
                texts.say(ContentText.SENT_HELP, ContentDesk.MOST_OF_ONE),
                desk.of(visit.trustCenter(), visit.member().actor()).stream()
                        .map(sent -> sent(visit, texts, sent))
                        .toList());
        return pages.show(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT, "content/start", page);
    }

    private StartPage.SentShown sent(Visit visit, ContentTexts texts, SentDocument sent) {
        return new StartPage.SentShown(
                href(visit, sent),
                visit.moment(sent.sentAt()),
                sent.sentAt().toString(),
                texts.size(sent.size()),
                state(visit, texts, sent),
                sent.digest().substring(0, DIGITS));
    }

    private String state(Visit visit, ContentTexts texts, SentDocument sent) {
        var trouble = sent.trouble();
        var plan = sent.plan();
        if (sent.applied() != null) {
            return texts.say(ContentText.SENT_STATE_APPLIED, sent.applied().facts());
        } else if (desk.isBeingApplied(sent)) {
            return texts.say(ContentText.SENT_STATE_APPLYING);
        } else if (trouble != null && !trouble.problems().isEmpty()) {
            return texts.say(ContentText.SENT_STATE_PROBLEMS);
        } else if (plan == null) {
            return texts.say(ContentText.SENT_STATE_TROUBLE);
        } else if (sent.review() != null) {
            return texts.say(
                    switch (sent.review().state()) {
                        case IN_REVIEW -> ContentText.SENT_STATE_IN_REVIEW;
                        case EMBARGOED -> ContentText.SENT_STATE_EMBARGOED;
                        case OVERTAKEN -> ContentText.SENT_STATE_OVERTAKEN;
                        case DECLINED, APPROVED -> ContentText.SENT_STATE_DECLINED;
                    },
                    plan.facts());
        }
        return texts.say(ContentText.SENT_STATE_PLANNED, plan.facts());
    }

    /**
     * A document as it stands.
     *
     * @param part of the plan that is wanted alone; null for all of them
     * @param page of that part, or of the problems, from 1 on
     */
    ResponseEntity<byte[]> show(Visit visit, SentDocument sent, @Nullable PlanPart part, int page) {
        var plan = sent.plan();
        var trouble = sent.trouble();
        if (sent.applied() != null) {
            return result(visit, sent, sent.applied());
        } else if (desk.isBeingApplied(sent)) {
            return applying(visit, sent);
        } else if (trouble != null && !trouble.problems().isEmpty() && !sent.isWaiting()) {
            return problems(visit, sent, trouble, page);
        } else if (isStale(visit, sent)) {
            return stale(visit, sent, null);
        } else if (plan == null) {
            return trouble(visit, sent, Objects.requireNonNull(trouble, "Neither planned nor in trouble"));
        }
        return plan(visit, sent, plan, part, page, null);
    }

    /** A change set that somebody would decline without saying why, or with more words than can be kept. */
    ResponseEntity<byte[]> wordsMissing(Visit visit, SentDocument sent, String words) {
        return isStale(visit, sent)
                ? stale(visit, sent, words)
                : plan(visit, sent, Objects.requireNonNull(sent.plan()), null, 1, words);
    }

    /** Whether content or time has moved on from what the document was to be planned or applied on. */
    private boolean isStale(Visit visit, SentDocument sent) {
        var plan = sent.plan();
        var isPlanned =
                plan != null && base(sent).filter(base -> base == plan.base()).isPresent();
        return isPlanned
                ? !desk.stands(sent)
                : base(sent).filter(base -> base != contentPosition(visit)).isPresent();
    }

    /** Empty if it could not be planned, for another reason than its base. */
    private static Optional<Long> base(SentDocument sent) {
        var trouble = sent.trouble();
        if (trouble != null && trouble.basedOn() != null) {
            return Optional.of(trouble.basedOn());
        }
        return Optional.ofNullable(sent.plan()).map(Planned::base);
    }

    private long contentPosition(Visit visit) {
        return ledger.head(visit.trustCenter()).map(Head::contentPosition).orElse(0L);
    }

    private ResponseEntity<byte[]> problems(Visit visit, SentDocument sent, Trouble trouble, int page) {
        var texts = texts(visit);
        var all = trouble.problems();
        var count = Pager.pages(all.size(), PROBLEMS_ON_A_PAGE);
        var number = Math.min(page, count);
        var bytes = desk.bytes(sent);
        var text = new Excerpt.Text(bytes);
        var title =
                texts.say(trouble.isCut() ? ContentText.PROBLEMS_TITLE_CUT : ContentText.PROBLEMS_TITLE, all.size());
        return pages.show(
                "content/problems",
                new ProblemsPage(
                        frame(visit, texts, title),
                        texts,
                        sentLine(visit, texts, sent),
                        all.stream()
                                .skip((long) (number - 1) * PROBLEMS_ON_A_PAGE)
                                .limit(PROBLEMS_ON_A_PAGE)
                                .map(problem -> new ProblemsPage.ProblemShown(
                                        texts.say(
                                                ContentText.PROBLEM_PLACE,
                                                Integer.toString(problem.line()),
                                                Integer.toString(problem.column())),
                                        problem.path(),
                                        problem.message().in(texts.language(), "en"),
                                        problem.value(),
                                        text.around(problem.line(), problem.column())))
                                .toList(),
                        Pager.of(texts, number, count, href(visit, sent) + "?page="),
                        form(visit, texts, sent, bytes),
                        href(visit, sent) + "/discard"));
    }

    private ResponseEntity<byte[]> trouble(Visit visit, SentDocument sent, Trouble trouble) {
        var texts = texts(visit);
        var shown = shown(visit, texts, trouble, ContentText.TROUBLE_TITLE);
        return pages.show(
                "content/trouble",
                new TroublePage(
                        frame(visit, texts, shown.title()),
                        texts,
                        sentLine(visit, texts, sent),
                        shown,
                        form(visit, texts, sent, desk.bytes(sent)),
                        href(visit, sent) + "/discard"));
    }

    private static TroubleShown shown(Visit visit, ContentTexts texts, Trouble trouble, ContentText title) {
        if (trouble.profileStays()) {
            return new TroubleShown(
                    texts.say(title), List.of(texts.say(ContentText.TROUBLE_PROFILE_STAYS)), null, null);
        }
        if (trouble.references().isEmpty()) {
            return new TroubleShown(texts.say(title), List.of(), trouble.detail(), null);
        }
        return new TroubleShown(
                texts.say(title),
                trouble.references().stream()
                        .limit(LINES_ON_A_PAGE)
                        .map(dangling -> texts.say(
                                ContentText.TROUBLE_REFERRED,
                                dangling.item(),
                                visit.briefDay(dangling.from()),
                                dangling.by()))
                        .toList(),
                null,
                texts.say(ContentText.TROUBLE_REFERRED_HELP));
    }

    /** @param declinedWith words that did not do; null if none were sent */
    private ResponseEntity<byte[]> stale(Visit visit, SentDocument sent, @Nullable String declinedWith) {
        var texts = texts(visit);
        var base = base(sent).orElseThrow();
        var now = contentPosition(visit);
        var since = desk.since(visit.trustCenter(), base);
        var title = texts.say(ContentText.STALE_TITLE);
        var ahead = base > now;
        var mine = sent.isOf(visit.member().actor());
        var sentence = ahead
                ? texts.say(ContentText.STALE_AHEAD, Long.toString(base), Long.toString(now))
                : base == now
                        ? texts.say(mine ? ContentText.STALE_PASSED : ContentText.STALE_PASSED_REVIEW)
                        : texts.say(
                                !mine
                                        ? ContentText.STALE_REVIEW
                                        : sent.plan() == null ? ContentText.STALE_DOCUMENT : ContentText.STALE_TEXT,
                                Long.toString(base),
                                since.size(),
                                Long.toString(now));
        return pages.show(
                HttpStatus.PRECONDITION_FAILED,
                "content/stale",
                new StalePage(
                        frame(visit, texts, title, sent),
                        texts,
                        sentence,
                        since.stream()
                                .limit(MOST_MEANWHILE)
                                .map(said -> change(visit, texts, said))
                                .toList(),
                        since.size() > MOST_MEANWHILE
                                ? texts.say(ContentText.STALE_MORE, since.size() - MOST_MEANWHILE)
                                : null,
                        ahead || !mine ? null : Long.toString(now),
                        texts.say(
                                sent.isInReview()
                                        ? ContentText.STALE_ADVICE_REVIEW
                                        : sent.isWaiting()
                                                ? ContentText.STALE_ADVICE_EMBARGO
                                                : ContentText.STALE_ADVICE),
                        texts.say(ContentText.STALE_AGAIN, Long.toString(now)),
                        href(visit, sent) + "/plan",
                        sentLine(visit, texts, sent),
                        mayDiscard(visit, sent) ? href(visit, sent) + "/discard" : null,
                        review(visit, texts, sent, declinedWith)));
    }

    private static StalePage.ChangeShown change(Visit visit, ContentTexts texts, SaidSince said) {
        return new StalePage.ChangeShown(
                texts.kind(said.kind()),
                said.named(),
                Long.toString(said.position()),
                visit.moment(said.recordedAt()),
                said.recordedAt().toString(),
                Phrase.of(said.reason(), texts.language(), visit.fallback()));
    }

    private ResponseEntity<byte[]> plan(
            Visit visit,
            SentDocument sent,
            Planned plan,
            @Nullable PlanPart part,
            int page,
            @Nullable String declinedWith) {
        var texts = texts(visit);
        var alone = part == null || plan.count(part) == 0 ? null : part;
        var lines = new LinesShown(texts, plan);
        var parts = new ArrayList<PartShown>();
        var counts = new ArrayList<Link>();
        for (var each : PlanPart.values()) {
            if (plan.count(each) > 0 && !(each == PlanPart.LEFT_OUT && sent.edit() != null)) {
                counts.add(new Link(
                        "%s %d".formatted(title(texts, each), plan.count(each)),
                        "%s?part=%s".formatted(href(visit, sent), each.key())));
                if (alone == null || alone == each) {
                    parts.add(part(visit, texts, sent, plan, each, alone == null ? 0 : page, lines));
                }
            }
        }
        var nothing = plan.facts() == 0;
        var title = texts.say(nothing ? ContentText.PLAN_TITLE_NOTHING : ContentText.PLAN_TITLE);
        var at = visit.moment(plan.at());
        var lead = nothing
                ? texts.strong(ContentText.PLAN_LEAD_NOTHING, Long.toString(plan.base()), at)
                : plan.base() == 0
                        ? texts.strong(ContentText.PLAN_LEAD_FIRST, plan.facts())
                        : texts.strong(ContentText.PLAN_LEAD, plan.facts(), Long.toString(plan.base()), at);
        var mine = sent.isOf(visit.member().actor());
        var mayApply = visit.may(ContentDesk.MAY_APPLY);
        return pages.show(
                declinedWith == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "content/plan",
                new PlanPage(
                        frame(visit, texts, title, sent),
                        texts,
                        plan.language(),
                        lead,
                        sentLine(visit, texts, sent),
                        trouble(visit, texts, sent),
                        alone == null ? counts : List.of(),
                        parts,
                        plan.embargo() == null
                                ? null
                                : texts.say(ContentText.EMBARGO_UNTIL, visit.moment(plan.embargo())),
                        nothing || alone != null || !mayApply ? null : embargo(visit, sent, plan),
                        alone == null ? review(visit, texts, sent, declinedWith) : null,
                        nothing || alone != null ? null : decision(visit, texts, sent, plan),
                        nothing || alone != null ? null : ask(visit, texts, sent, plan),
                        nothing || alone != null || !mine || mayApply ? null : notYours(visit, texts),
                        href(visit, sent) + "/plan",
                        href(visit, sent) + "/plan.json",
                        alone == null && mayDiscard(visit, sent) ? href(visit, sent) + "/discard" : null,
                        mayDiscard(visit, sent) ? write(visit, texts, sent) : null,
                        alone == null ? null : new Link(texts.say(ContentText.PART_OF_PLAN), href(visit, sent))));
    }

    private static @Nullable TroubleShown trouble(Visit visit, ContentTexts texts, SentDocument sent) {
        var trouble = sent.trouble();
        if (trouble != null) {
            return shown(visit, texts, trouble, ContentText.TROUBLE_TITLE);
        }
        // Begun, and neither done, nor refused, nor under way.
        return sent.attempt() == null
                ? null
                : new TroubleShown(
                        texts.say(ContentText.INTERRUPTED_TITLE),
                        List.of(texts.say(ContentText.INTERRUPTED_TEXT)),
                        null,
                        null);
    }

    private static boolean mayDiscard(Visit visit, SentDocument sent) {
        return sent.isOf(visit.member().actor()) && !sent.isWaiting();
    }

    private static @Nullable Link write(Visit visit, ContentTexts texts, SentDocument sent) {
        var edit = sent.edit();
        return edit == null
                ? null
                : new Link(
                        texts.say(ContentText.WRITE_ON),
                        visit.href(
                                edit.added()
                                        ? "answers/new?draft=" + edit.draft()
                                        : "answers/edit/%s?document=%s".formatted(edit.item(), sent.id())));
    }

    private PlanPage.@Nullable Embargo embargo(Visit visit, SentDocument sent, Planned plan) {
        if (!mayDiscard(visit, sent)) {
            return null;
        }
        var until = plan.embargo() == null ? null : plan.embargo().atZone(plan.zone());
        return new PlanPage.Embargo(
                href(visit, sent) + "/embargo",
                plan.zone().getId(),
                until == null ? "" : until.toLocalDate().toString(),
                until == null
                        ? "00:00"
                        : until.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString(),
                LocalDate.ofInstant(clock.instant(), plan.zone()).toString(),
                until != null);
    }

    /** What this person can do to have it recorded; null for nothing. */
    private PlanPage.@Nullable Decision decision(Visit visit, ContentTexts texts, SentDocument sent, Planned plan) {
        var removals = texts.say(ContentText.APPLY_REMOVALS, plan.count(PlanPart.REMOVED));
        var embargoed = plan.isEmbargoed(clock.instant());
        var warning = embargoed
                ? texts.say(ContentText.EMBARGO_WARNING, visit.moment(Objects.requireNonNull(plan.embargo())))
                : texts.say(ContentText.APPLY_WARNING);
        if (sent.isWaiting() && !sent.isInReview()) {
            return null;
        }
        if (sent.isInReview()) {
            return sent.isOf(visit.member().actor()) || !visit.may(ReviewDesk.MAY_DECIDE)
                    ? null
                    : new PlanPage.Decision(
                            texts.say(ContentText.APPLY_TITLE),
                            warning,
                            removals,
                            href(visit, sent) + "/approve",
                            "looked-at",
                            Objects.requireNonNull(sent.review()).since().toString(),
                            texts.say(
                                    embargoed ? ContentText.EMBARGO_APPROVE : ContentText.REVIEW_APPROVE, plan.facts()),
                            true);
        } else if (!sent.isOf(visit.member().actor()) || !visit.may(ContentDesk.MAY_APPLY)) {
            return null;
        }
        return reviews.isNeeded(visit.trustCenter())
                ? new PlanPage.Decision(
                        texts.say(ContentText.REVIEW_NEEDED_TITLE),
                        texts.say(ContentText.REVIEW_NEEDED),
                        removals,
                        href(visit, sent) + "/submit",
                        "planned",
                        plan.at().toString(),
                        texts.say(ContentText.REVIEW_SUBMIT, plan.facts()),
                        false)
                : new PlanPage.Decision(
                        texts.say(ContentText.APPLY_TITLE),
                        warning,
                        removals,
                        href(visit, sent) + "/apply",
                        "planned",
                        plan.at().toString(),
                        texts.say(embargoed ? ContentText.EMBARGO_KEEP : ContentText.APPLY_GO, plan.facts()),
                        false);
    }

    /** Where nobody has to approve it, whoever wants that can ask all the same. */
    private PlanPage.@Nullable Ask ask(Visit visit, ContentTexts texts, SentDocument sent, Planned plan) {
        return plan.base() == 0
                        || sent.isWaiting()
                        || !sent.isOf(visit.member().actor())
                        || !visit.may(ContentDesk.MAY_APPLY)
                        || reviews.isNeeded(visit.trustCenter())
                ? null
                : new PlanPage.Ask(
                        href(visit, sent) + "/submit",
                        plan.at().toString(),
                        texts.say(ContentText.REVIEW_SUBMIT, plan.facts()));
    }

    private static PlanPage.@Nullable ReviewShown review(
            Visit visit, ContentTexts texts, SentDocument sent, @Nullable String declinedWith) {
        var review = sent.review();
        if (review == null) {
            return null;
        }
        var mine = sent.isOf(visit.member().actor());
        var since = visit.moment(review.since());
        if (sent.isEmbargoed() || sent.isOvertaken()) {
            return kept(visit, texts, sent, review, declinedWith);
        } else if (!sent.isInReview()) {
            return new PlanPage.ReviewShown(
                    texts.say(ContentText.REVIEW_DECLINED_TITLE),
                    texts.say(
                            ContentText.REVIEW_DECLINED,
                            who(visit, texts, Objects.requireNonNull(review.reviewer())),
                            since),
                    mine || visit.member().actor().equals(review.reviewer()) ? review.words() : null,
                    null,
                    null);
        }
        return new PlanPage.ReviewShown(
                texts.say(ContentText.REVIEW_WAITS_TITLE),
                mine
                        ? texts.say(ContentText.REVIEW_WAITS_MINE, since)
                        : texts.say(ContentText.REVIEW_WAITS, since, sent.actor()),
                null,
                withdraw(visit, texts, sent, ContentText.REVIEW_WITHDRAW),
                decline(visit, texts, sent, declinedWith));
    }

    private static PlanPage.ReviewShown kept(
            Visit visit, ContentTexts texts, SentDocument sent, Review review, @Nullable String declinedWith) {
        var until = visit.moment(Objects.requireNonNull(sent.embargo()));
        var since = visit.moment(review.since());
        return new PlanPage.ReviewShown(
                sent.isOvertaken()
                        ? texts.say(ContentText.OVERTAKEN_TITLE)
                        : texts.say(ContentText.EMBARGO_WAITS_TITLE, until),
                sent.isOvertaken()
                        ? texts.say(ContentText.OVERTAKEN, until)
                        : review.reviewer() == null
                                ? texts.say(ContentText.EMBARGO_WAITS_ALONE, since)
                                : texts.say(ContentText.EMBARGO_WAITS, who(visit, texts, review.reviewer()), since),
                null,
                withdraw(visit, texts, sent, ContentText.EMBARGO_WITHDRAW),
                decline(visit, texts, sent, declinedWith));
    }

    private static @Nullable Link withdraw(Visit visit, ContentTexts texts, SentDocument sent, ContentText label) {
        return sent.isOf(visit.member().actor()) && visit.may(ContentDesk.MAY_APPLY)
                ? new Link(texts.say(label), href(visit, sent) + "/withdraw")
                : null;
    }

    /** @param declinedWith words that did not do; null if none were sent */
    private static PlanPage.@Nullable Decline decline(
            Visit visit, ContentTexts texts, SentDocument sent, @Nullable String declinedWith) {
        return !sent.isWaiting() || sent.isOf(visit.member().actor()) || !visit.may(ReviewDesk.MAY_DECIDE)
                ? null
                : new PlanPage.Decline(
                        texts.say(
                                sent.isInReview()
                                        ? ContentText.REVIEW_DECLINE_TITLE
                                        : ContentText.EMBARGO_CALL_OFF_TITLE),
                        texts.say(sent.isInReview() ? ContentText.REVIEW_DECLINE : ContentText.EMBARGO_CALL_OFF),
                        href(visit, sent) + "/decline",
                        Objects.requireNonNull(sent.review()).since().toString(),
                        Objects.requireNonNullElse(declinedWith, ""),
                        declinedWith != null,
                        ReviewDesk.MOST_WORDS);
    }

    static String who(Visit visit, ContentTexts texts, String actor) {
        return actor.equals(visit.member().actor()) ? texts.say(ContentText.REVIEW_YOU) : actor;
    }

    private static String notYours(Visit visit, ContentTexts texts) {
        return texts.say(
                ContentText.APPLY_NOT_YOURS_TEXT,
                texts.list(ContentDesk.MAY_APPLY.stream()
                        .map(role -> visit.texts().role(role))
                        .toList()));
    }

    /** @param page from 1 on; 0 for the first few lines */
    private PartShown part(
            Visit visit,
            ContentTexts texts,
            SentDocument sent,
            Planned plan,
            PlanPart part,
            int page,
            LinesShown words) {
        var count = plan.count(part);
        var onEach = page == 0 ? LINES_OF_A_PART : LINES_ON_A_PAGE;
        var last = Pager.pages(count, onEach);
        var number = Math.clamp(page, 1, last);
        var offset = (number - 1) * onEach;
        var address = "%s?part=%s".formatted(href(visit, sent), part.key());
        return new PartShown(
                part.key(),
                "%s %d".formatted(title(texts, part), count),
                texts.say(
                        part == PlanPart.LEFT_OUT && !mayDiscard(visit, sent)
                                ? ContentText.PART_LEFT_OUT_READ
                                : ContentText.valueOf("PART_" + part.name() + "_HELP")),
                (part == PlanPart.REMOVED || part == PlanPart.LEFT_OUT) && mayDiscard(visit, sent),
                part == PlanPart.LEFT_OUT
                        ? List.of()
                        : desk.changes(sent, part, offset, onEach).stream()
                                .map(line -> words.show(line, sent.removals()))
                                .toList(),
                part != PlanPart.LEFT_OUT
                        ? List.of()
                        : desk.leftOut(sent, offset, onEach).stream()
                                .map(left -> new LeftOutShown(
                                        left.item(),
                                        left.title() == null ? left.item() : left.title(),
                                        sent.removals().contains(left.item())))
                                .toList(),
                page == 0 && count > onEach ? new Link(texts.say(ContentText.PART_ALL, count), address) : null,
                page == 0 ? null : Pager.of(texts, number, last, address + "&page="));
    }

    private static String title(ContentTexts texts, PlanPart part) {
        return texts.say(ContentText.valueOf("PART_" + part.name()));
    }

    private ResponseEntity<byte[]> applying(Visit visit, SentDocument sent) {
        var texts = texts(visit);
        var title = texts.say(ContentText.APPLYING_TITLE);
        return pages.show(
                "content/applying",
                new ApplyingPage(
                        frame(visit, texts, title, sent),
                        texts,
                        sentLine(visit, texts, sent),
                        steps(texts, sent),
                        href(visit, sent)));
    }

    private List<Step> steps(ContentTexts texts, SentDocument sent) {
        var reached = desk.progress(sent).orElse(null);
        if (reached == null) {
            return List.of(new Step(texts.say(ContentText.STEP_ELSEWHERE), "now"));
        }
        var facts = reached.facts();
        var items = reached.items();
        return switch (reached.phase()) {
            case READING ->
                List.of(
                        new Step(texts.say(ContentText.STEP_READING_NOW), "now"),
                        new Step(texts.say(ContentText.STEP_CHECKED_NOW, items), "ahead"),
                        new Step(texts.say(ContentText.STEP_RECORDING_NOW, facts), "ahead"));
            case CHECKED ->
                List.of(
                        new Step(texts.say(ContentText.STEP_READING), "done"),
                        new Step(texts.say(ContentText.STEP_CHECKED_NOW, items), "now"),
                        new Step(texts.say(ContentText.STEP_RECORDING_NOW, facts), "ahead"));
            case RECORDING, RECORDED, REFUSED ->
                List.of(
                        new Step(texts.say(ContentText.STEP_READING), "done"),
                        new Step(texts.say(ContentText.STEP_CHECKED, items), "done"),
                        new Step(texts.say(ContentText.STEP_RECORDING_NOW, facts), "now"));
        };
    }

    private ResponseEntity<byte[]> result(Visit visit, SentDocument sent, Applied applied) {
        var texts = texts(visit);
        var title = texts.say(ContentText.RESULT_TITLE, applied.facts());
        var rows = new ArrayList<Row>();
        if (applied.facts() > 0) {
            var first = applied.position() - applied.facts() + 1;
            rows.add(
                    applied.facts() == 1
                            ? new Row(texts.say(ContentText.RESULT_POSITION), "№" + first, null)
                            : new Row(
                                    texts.say(ContentText.RESULT_POSITIONS),
                                    "№%d–%d".formatted(first, applied.position()),
                                    null));
        }
        rows.add(new Row(
                texts.say(ContentText.RESULT_CONTENT_POSITION), Long.toString(applied.contentPosition()), null));
        rows.add(new Row(
                texts.say(ContentText.RESULT_RECORDED_AT),
                visit.moment(applied.recordedAt()),
                applied.recordedAt().toString()));
        if (sent.embargo() != null) {
            rows.add(new Row(
                    texts.say(ContentText.RESULT_EMBARGO),
                    visit.moment(sent.embargo()),
                    sent.embargo().toString()));
        }
        if (sent.isApproved() && sent.review() != null && sent.review().reviewer() != null) {
            rows.add(new Row(texts.say(ContentText.RESULT_AUTHOR), who(visit, texts, sent.actor()), null));
            rows.add(new Row(
                    texts.say(ContentText.RESULT_APPROVER),
                    who(visit, texts, sent.review().reviewer()),
                    null));
        }
        if (sent.edit() == null) {
            rows.add(new Row(
                    texts.say(ContentText.RESULT_LEFT_OUT),
                    texts.say(
                            ContentText.RESULT_LEFT_OUT_COUNT, applied.leftOut().size()),
                    null));
        }
        rows.add(new Row(texts.say(ContentText.SENT_DIGEST), sent.digest(), null));
        var ways = new ArrayList<Link>();
        if (applied.facts() > 0) {
            ways.add(new Link(texts.say(ContentText.RESULT_LEDGER), visit.href("ledger/" + applied.position())));
        }
        if (settings.site() != null) {
            ways.add(new Link(
                    texts.say(ContentText.RESULT_SITE), "%s/%s/".formatted(settings.site(), visit.trustCenter())));
        }
        ways.add(
                sent.review() == null
                        ? new Link(texts.say(ContentText.RESULT_ANOTHER), visit.href(PLACE))
                        : new Link(texts.say(ContentText.REVIEW_TITLE), visit.href(ReviewPages.PLACE)));
        return pages.show(
                "content/result",
                new ResultPage(frame(visit, texts, title, sent), texts, lead(visit, texts, sent, applied), rows, ways));
    }

    private static String lead(Visit visit, ContentTexts texts, SentDocument sent, Applied applied) {
        if (applied.facts() == 0) {
            return texts.say(ContentText.RESULT_NOTHING);
        }
        var embargo = sent.embargo();
        return embargo != null && applied.recordedAt().isAfter(embargo.plus(LATE))
                ? texts.say(ContentText.RESULT_LATE, visit.moment(embargo))
                : texts.say(ContentText.RESULT_LEAD);
    }

    /** Of what was sent for review, the place above is where it waits. */
    private Frame frame(Visit visit, ContentTexts texts, String title, SentDocument sent) {
        return sent.review() == null
                ? frame(visit, texts, title)
                : frames.around(
                        visit,
                        title,
                        ReviewPages.PLACE,
                        new Link(texts.say(ContentText.REVIEW_TITLE), visit.href(ReviewPages.PLACE)));
    }

    private Frame frame(Visit visit, ContentTexts texts, String title) {
        return frames.around(visit, title, PLACE, new Link(texts.say(ContentText.TITLE), visit.href(PLACE)));
    }

    private ContentTexts texts(Visit visit) {
        return files.in(visit.texts().language());
    }

    private SendForm form(Visit visit, ContentTexts texts, SentDocument sent, byte[] bytes) {
        return form(visit, texts, sent.typed() ? Excerpt.text(bytes) : "", null);
    }

    private SendForm form(Visit visit, ContentTexts texts, String text, @Nullable String error) {
        var most = texts.size(limits.maxSize().toBytes());
        return new SendForm(
                visit.href(PLACE),
                limits.maxSize().toBytes(),
                MOST_TEXT,
                texts.say(ContentText.SEND_FILE_HELP, most),
                texts.say(ContentText.SEND_TOO_LARGE, most),
                text,
                error);
    }

    private static SentLine sentLine(Visit visit, ContentTexts texts, SentDocument sent) {
        return new SentLine(
                texts.say(ContentText.PLAN_DOCUMENT, visit.moment(sent.sentAt()), texts.size(sent.size())),
                sent.typed() && sent.isOf(visit.member().actor()) ? visit.href(PLACE) : null);
    }

    private static String href(Visit visit, SentDocument sent) {
        return visit.href("%s/%s".formatted(PLACE, sent.id()));
    }
}
