package org.trustledger.command.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.SentDocument.Attempt;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.review.ChangeReview;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** From the sending of a document to what it recorded, on a real office. */
class ContentDeskTest {
    private static final String ANSWER = "answers: [{id: why, category: data-protection, question: Why?}]\n";

    private final RunningOffice office = RunningOffice.shared();
    private final ContentDesk desk = office.bean(ContentDesk.class);
    private final ReviewDesk reviews = office.bean(ReviewDesk.class);
    private final SentDocuments documents = office.bean(SentDocuments.class);
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final String actor = "actor-" + trustCenter;

    @Test
    void aDocumentIsPlannedAndAppliedAsItWasPlanned() {
        var sent = send(Documents.HEAD + ANSWER);

        assertThat(sent.trouble()).isNull();
        assertThat(plan(sent).base()).isZero();
        assertThat(plan(sent).facts()).isEqualTo(4);
        assertThat(plan(sent).count(PlanPart.ADDED)).isEqualTo(4);
        assertThat(documents.changes(sent, PlanPart.ADDED, 3, 10))
                .extracting(Plan.Line::item)
                .containsExactly("why");
        assertThat(facts()).isEmpty();

        var applied = applied(sent);

        assertThat(outcome(applied).facts()).isEqualTo(4);
        assertThat(facts()).hasSize(4).allMatch(fact -> fact.actor().equals(actor));
        assertThat(count("select count(*) from sent_document where document = ? and bytes is null", sent))
                .as("what was applied is kept no longer")
                .isOne();
        assertThat(count("select count(*) from planned_line where document = ?", sent))
                .isZero();
    }

    @Test
    void manyAttemptsAtOnceRecordOnce() {
        var sent = send(Documents.HEAD + ANSWER);

        CompletableFuture.allOf(IntStream.range(0, 6)
                        .mapToObj(number -> CompletableFuture.runAsync(
                                () -> desk.apply(again(sent), "correlation-" + number), Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .join();
        var once = applied(sent);
        desk.apply(once, "correlation-later");

        assertThat(applied(sent).applied()).isEqualTo(once.applied());
        assertThat(facts()).hasSize(4);
    }

    /** The way of an answer that got lost: whoever comes again past every check is answered as before. */
    @Test
    void aCommandGivenTwiceIsAnsweredTheSameAndRecordsOnce() {
        var sent = send(Documents.HEAD + ANSWER);

        var first = handled(sent, "correlation-1");
        var second = handled(sent, "correlation-2");

        assertThat(second).isEqualTo(first);
        assertThat(facts()).hasSize(4).allMatch(fact -> fact.correlationId().equals("correlation-1"));
    }

    @Test
    void aBadDocumentIsKeptWithEveryProblem() {
        var sent = send(Documents.HEAD + "answers:\n  - {id: A, category: no, question: Why?}\nextra: 1\n");

        assertThat(again(sent).plan()).isNull();
        assertThat(trouble(again(sent)).slug()).isEqualTo("content-invalid");
        assertThat(trouble(again(sent)).problems())
                .extracting(Problem::path)
                .containsExactly("/answers/0/id", "/answers/0/category", "/extra");
        desk.apply(again(sent), "correlation-1");
        assertThat(again(sent).attempt()).isNull();
        assertThat(facts()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsOneProblemAtItsPlace() {
        var sent = send("trustLedger: 1\nprofile: {name: [}\n");

        assertThat(trouble(sent).slug()).isEqualTo("content-unreadable");
        assertThat(trouble(sent).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
    }

    @Test
    void onlyWhatWasTickedIsRemoved() {
        applied(send(Documents.HEAD + ANSWER));
        var sent = send(Documents.HEAD);

        assertThat(plan(sent).facts()).isZero();
        assertThat(documents.leftOut(sent, 0, 10))
                .extracting(Plan.LeftOut::item)
                .containsExactly("answers/why");

        var ticked = desk.planAgain(sent, null, Set.of("answers/why"), "correlation-1");

        assertThat(plan(ticked).count(PlanPart.REMOVED)).isOne();
        assertThat(plan(ticked).count(PlanPart.LEFT_OUT)).isZero();
        assertThat(outcome(applied(sent)).facts()).isOne();
        assertThat(facts().getLast().fact().getClass().getSimpleName()).isEqualTo("AnswerRetired");
    }

    @Test
    void aRemovalThatCannotBeLeavesThePlanAsItWas() {
        applied(send(Documents.HEAD + ANSWER));
        var sent = send(Documents.HEAD.replace(
                "categories: [{id: data-protection, label: Data protection}]", "categories: []"));

        var refused = desk.planAgain(sent, null, Set.of("categories/data-protection"), "correlation-1");

        assertThat(trouble(refused).slug()).isEqualTo("still-referred");
        assertThat(trouble(refused).references()).isNotEmpty();
        assertThat(again(sent).plan()).isEqualTo(sent.plan());
        assertThat(again(sent).removals()).containsExactly("categories/data-protection");
    }

    @Test
    void whoIsLateIsRefusedAndCanPlanAgainOnWhatIsThereNow() {
        applied(send(Documents.HEAD + ANSWER));
        var late = send(Documents.HEAD + ANSWER.replace("Why?", "Why so?"));
        applied(send(Documents.HEAD + ANSWER.replace("Why?", "Why not?")));

        desk.apply(late, "correlation-1");
        await().until(() -> again(late).trouble() != null);

        assertThat(trouble(again(late)).slug()).isEqualTo("changed-meanwhile");
        assertThat(trouble(again(late)).basedOn()).isEqualTo(4);
        assertThat(facts()).hasSize(5);

        var planned = desk.planAgain(again(late), 5L, Set.of(), "correlation-1");

        assertThat(planned.trouble()).isNull();
        assertThat(plan(planned).base()).isEqualTo(5);
        assertThat(outcome(applied(late)).position()).isEqualTo(6);
    }

    @Test
    void theBaseThatADocumentNamesCountsUntilAnotherIsChosen() {
        applied(send(Documents.HEAD + ANSWER));
        var changed = Documents.HEAD + ANSWER.replace("Why?", "Why so?") + "basedOn: 1\n";

        var sent = send(changed);

        assertThat(sent.plan()).isNull();
        assertThat(trouble(sent).basedOn()).isEqualTo(1);
        assertThat(plan(desk.planAgain(sent, 4L, Set.of(), "correlation-1")).facts())
                .isOne();
    }

    @Test
    void nobodyElseFindsIt() {
        var sent = send(Documents.HEAD);

        assertThat(documents.find(trustCenter, "actor-somebody-else", sent.id()))
                .isEmpty();
        assertThat(documents.find(RunningOffice.newTrustCenter(), actor, sent.id()))
                .isEmpty();
        assertThat(documents.of(trustCenter, "actor-somebody-else")).isEmpty();
    }

    @Test
    void othersFindWhatWasSentForReviewAndItsAuthorAloneCanPlanItAgain() {
        applied(send(Documents.HEAD + ANSWER));
        var sent = send(Documents.HEAD + ANSWER.replace("Why?", "Why so?"));
        desk.apply(again(sent), "correlation-1");
        await().until(() -> again(sent).trouble() != null);
        assertThat(trouble(again(sent)).slug()).isEqualTo("approval-missing");

        reviews.submit(again(sent), plan(again(sent)).at(), "correlation-3");

        assertThat(documents.find(trustCenter, "actor-somebody-else", sent.id()))
                .map(SentDocument::isInReview)
                .contains(true);
        assertThat(documents.of(trustCenter, "actor-somebody-else")).isEmpty();
        assertThatThrownBy(() -> desk.own(trustCenter, "actor-somebody-else", sent.id()))
                .isInstanceOf(NoSuchDocument.class);
        var before = again(sent);
        desk.discard(before);
        assertThat(again(sent)).as("what others look at stays as it is").isEqualTo(before);
        desk.apply(before, "correlation-5");
        assertThat(again(sent)).as("its author does not get at it either").isEqualTo(before);
        assertThat(facts()).hasSize(4);
    }

    @Test
    void whatIsPlannedAgainWhileOthersLookAtItChangesNeitherPlanNorLines() {
        applied(send(
                Documents.HEAD + ANSWER.replace("}]", "}, {id: who, category: data-protection, question: Who?}]")));
        var sent = desk.planAgain(send(Documents.HEAD), null, Set.of("answers/why"), "correlation-1");
        reviews.submit(again(sent), plan(sent).at(), "correlation-2");
        var before = again(sent);

        // As a request that read the row before it was sent for review.
        desk.planAgain(sent, null, Set.of("answers/who"), "correlation-3");

        assertThat(again(sent)).isEqualTo(before);
        assertThat(documents.changes(sent, PlanPart.REMOVED, 0, 10))
                .extracting(Plan.Line::item)
                .containsExactly("why");
    }

    @Test
    void whoeverDeclinedHasNotApprovedWhatIsAppliedWithoutReviewLater() {
        applied(send(Documents.HEAD + ANSWER));
        var sent = send(Documents.HEAD + ANSWER.replace("Why?", "Why so?"));
        reviews.submit(sent, plan(sent).at(), "correlation-1");
        reviews.decline(again(sent), "actor-greta", since(again(sent)), "No.", "correlation-2");
        assertThat(again(sent).isDeclined()).isTrue();
        assertThat(requireNonNull(again(desk.planAgain(again(sent), null, Set.of(), "correlation-3"))
                                .review())
                        .words())
                .as("planning again keeps what was said")
                .isEqualTo("No.");
        office.bean(CommandGateway.class)
                .sendAndWait(new ChangeReview(
                        trustCenter, false, LocalizedText.of("en", "One of us."), 0, "actor-sven", "correlation-4"));

        desk.apply(again(sent), "correlation-5");
        await().until(() -> again(sent).applied() != null);

        assertThat(again(sent).review()).isNull();
        assertThat(facts().getLast().approver()).isNull();
    }

    @Test
    void aPlanThatWasMadeAgainIsNotWhatWasLookedAt() {
        applied(send(Documents.HEAD + ANSWER));
        var sent = send(Documents.HEAD + ANSWER.replace("Why?", "Why so?"));
        var looked = plan(sent).at();
        desk.planAgain(sent, null, Set.of(), "correlation-1");

        assertThatThrownBy(() -> reviews.submit(sent, looked, "correlation-2")).isInstanceOf(PlannedOtherwise.class);
        assertThat(again(sent).review()).isNull();
    }

    @Test
    void theOldestGivesWay() {
        var sent = IntStream.range(0, SentDocuments.MOST_OF_ONE + 1)
                .mapToObj(_ -> send(Documents.HEAD).id())
                .toList();

        assertThat(documents.of(trustCenter, actor))
                .extracting(SentDocument::id)
                .containsExactlyElementsOf(sent.subList(1, sent.size()).reversed());
    }

    @Test
    void whatIsOldIsForgotten() {
        var sent = send(Documents.HEAD);

        documents.forget(sent.sentAt().minusSeconds(1));
        assertThat(documents.of(trustCenter, actor)).hasSize(1);
        documents.forget(sent.sentAt().plus(Duration.ofMillis(1)));

        assertThat(documents.of(trustCenter, actor)).isEmpty();
        assertThat(count("select count(*) from planned_line where document = ?", sent))
                .isZero();
    }

    @Test
    void anAttemptIsUnderWayForAsLongAsItHoldsTheDocument() {
        var sent = send(Documents.HEAD);
        var begun = Instant.parse("2026-11-28T08:00:00Z");
        assertThat(documents.attempt(sent, null, new Attempt(begun, "correlation-1")))
                .isTrue();
        assertThat(documents.attempt(sent, null, new Attempt(begun.plusSeconds(1), "correlation-2")))
                .isFalse();
        assertThat(documents.isBeingApplied(again(sent), begun.plusSeconds(5)))
                .as("has yet to get hold of it")
                .isTrue();

        var transaction = new TransactionTemplate(office.bean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(_ -> {
            documents.lock(trustCenter, sent.id());
            assertThat(CompletableFuture.supplyAsync(
                                    () -> documents.isBeingApplied(again(sent), begun.plusSeconds(600)),
                                    Thread::startVirtualThread)
                            .join())
                    .isTrue();
        });

        assertThat(documents.isBeingApplied(again(sent), begun.plusSeconds(600)))
                .as("whoever was at it has died")
                .isFalse();
        assertThat(documents.attempt(sent, null, new Attempt(begun.plusSeconds(600), "correlation-3")))
                .isTrue();
    }

    private SentDocument send(String document) {
        return desk.send(trustCenter, actor, document.getBytes(UTF_8), true, "correlation-0");
    }

    private static Planned plan(SentDocument sent) {
        return requireNonNull(sent.plan());
    }

    private static Trouble trouble(SentDocument sent) {
        return requireNonNull(sent.trouble());
    }

    private static Applied outcome(SentDocument sent) {
        return requireNonNull(sent.applied());
    }

    private SentDocument again(SentDocument sent) {
        return documents.find(trustCenter, actor, sent.id()).orElseThrow();
    }

    private SentDocument applied(SentDocument sent) {
        if (again(sent).applied() == null && reviews.isNeeded(trustCenter)) {
            reviews.submit(again(sent), plan(again(sent)).at(), "correlation-8");
            desk.approve(again(sent), "actor-of-the-approver", since(again(sent)), "correlation-9");
        } else {
            desk.apply(again(sent), "correlation-9");
        }
        await().until(() -> again(sent).applied() != null);
        return again(sent);
    }

    private static Instant since(SentDocument sent) {
        return requireNonNull(sent.review()).since();
    }

    private Applied handled(SentDocument sent, String correlationId) {
        return requireNonNull(requireNonNull(new TransactionTemplate(office.bean(PlatformTransactionManager.class))
                        .execute(_ -> desk.on(new ApplySent(trustCenter, sent.id(), actor, null, correlationId))))
                .applied());
    }

    private List<PublicFact> facts() {
        return office.bean(Ledger.class).contentFacts(trustCenter);
    }

    private int count(String sql, SentDocument sent) {
        return requireNonNull(office.jdbc().queryForObject(sql, Integer.class, sent.id()));
    }
}
