package org.trustledger.command.workbench.content;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.trustledger.command.content.ContentDesk;
import org.trustledger.command.content.PlanPart;
import org.trustledger.command.content.ReviewDesk;
import org.trustledger.command.content.SentDocument;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.workbench.Frames;
import org.trustledger.command.workbench.Pages;
import org.trustledger.command.workbench.Place;
import org.trustledger.command.workbench.Text;
import org.trustledger.command.workbench.Visit;
import org.trustledger.command.workbench.content.ReviewPage.ReviewLine;
import org.trustledger.presentation.Phrase;

/** The place where change sets wait for whoever decides on them. */
@Controller
class ReviewPages {
    static final String PLACE = "review";

    private static final String PAGE = "/workbench/{trustCenter}/" + PLACE;

    private final ReviewDesk reviews;
    private final ContentDesk desk;
    private final Ledger ledger;
    private final ContentTextFiles files;
    private final Frames frames;
    private final Pages pages;

    ReviewPages(
            ReviewDesk reviews, ContentDesk desk, Ledger ledger, ContentTextFiles files, Frames frames, Pages pages) {
        this.reviews = reviews;
        this.desk = desk;
        this.ledger = ledger;
        this.files = files;
        this.frames = frames;
        this.pages = pages;
    }

    @GetMapping(PAGE)
    ResponseEntity<byte[]> review(Visit visit) {
        var texts = files.in(visit.texts().language());
        var content =
                ledger.head(visit.trustCenter()).map(Head::contentPosition).orElse(0L);
        var waiting = reviews.waiting(visit.trustCenter());
        return pages.show(
                "content/review",
                new ReviewPage(
                        frames.around(visit, texts.say(ContentText.REVIEW_TITLE), PLACE),
                        texts,
                        texts.say(
                                content == 0
                                        ? ContentText.REVIEW_LEAD_EMPTY
                                        : reviews.isNeeded(visit.trustCenter())
                                                ? ContentText.REVIEW_LEAD
                                                : ContentText.REVIEW_LEAD_OFF),
                        waiting.stream()
                                .filter(sent -> !sent.isEmbargoed())
                                .map(sent -> line(visit, texts, sent))
                                .toList(),
                        waiting.stream()
                                .filter(SentDocument::isEmbargoed)
                                .map(sent -> line(visit, texts, sent))
                                .toList(),
                        reviews.decided(visit.trustCenter()).stream()
                                .map(sent -> line(visit, texts, sent))
                                .toList()));
    }

    private ReviewLine line(Visit visit, ContentTexts texts, SentDocument sent) {
        var plan = Objects.requireNonNull(sent.plan());
        var review = Objects.requireNonNull(sent.review());
        var applied = sent.applied();
        var since = sent.isEmbargoed() ? Objects.requireNonNull(sent.embargo()) : review.since();
        var shaky = sent.isEmbargoed() && !desk.stands(sent);
        var reviewer = review.reviewer() == null ? "" : DocumentPages.who(visit, texts, review.reviewer());
        return new ReviewLine(
                visit.href("%s/%s".formatted(DocumentPages.PLACE, sent.id())),
                texts.say(ContentText.REVIEW_FACTS, applied == null ? plan.facts() : applied.facts()),
                Arrays.stream(PlanPart.values())
                        .filter(part -> part != PlanPart.LEFT_OUT && plan.count(part) > 0)
                        .map(part -> "%s %d"
                                .formatted(texts.say(ContentText.valueOf("PART_" + part.name())), plan.count(part)))
                        .collect(Collectors.joining(", ")),
                plan.reason() == null
                        ? new Phrase("", null)
                        : Phrase.of(plan.reason(), texts.language(), plan.language()),
                DocumentPages.who(visit, texts, sent.actor()),
                visit.moment(since),
                since.toString(),
                switch (review.state()) {
                    case APPROVED -> texts.say(ContentText.REVIEW_STATE_APPROVED, reviewer);
                    case DECLINED -> texts.say(ContentText.REVIEW_STATE_DECLINED, reviewer);
                    case OVERTAKEN -> texts.say(ContentText.REVIEW_STATE_OVERTAKEN);
                    case EMBARGOED ->
                        shaky
                                ? texts.say(ContentText.REVIEW_STATE_SHAKY)
                                : reviewer.isEmpty()
                                        ? texts.say(ContentText.REVIEW_STATE_EMBARGOED_ALONE)
                                        : texts.say(ContentText.REVIEW_STATE_EMBARGOED, reviewer);
                    case IN_REVIEW ->
                        texts.say(
                                waitsFor(visit, sent)
                                        ? ContentText.REVIEW_STATE_YOURS
                                        : ContentText.REVIEW_STATE_OTHERS);
                },
                switch (review.state()) {
                    case APPROVED -> "ok";
                    case DECLINED, OVERTAKEN -> "bad";
                    case EMBARGOED -> shaky ? "bad" : "ok";
                    case IN_REVIEW -> "wait";
                });
    }

    /** Whether this person can decide on it. */
    static boolean waitsFor(Visit visit, SentDocument sent) {
        return sent.isInReview()
                && visit.may(ReviewDesk.MAY_DECIDE)
                && !sent.isOf(visit.member().actor());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Place reviewPlace(ReviewDesk reviews) {
            return Place.of(350, PLACE, Text.REVIEW_TITLE, Role.PEOPLE, reviews::countWaiting);
        }

        @Bean
        Door reviewPageDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, PAGE);
        }
    }
}
