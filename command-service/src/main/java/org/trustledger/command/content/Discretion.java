package org.trustledger.command.content;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.WithheldParts.Part;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Fact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;

/**
 * Tells of an answer what readers may know. Restricted text leaves the office nowhere else, because nothing else makes
 * the facts that leave it.
 *
 * <p>A reason is written by whoever knows the text, so it is withheld with it.
 */
@Component
final class Discretion {
    private static final int SALT_BYTES = 32;

    private final AccessTexts words = new AccessTexts();
    private final SecureRandom random = new SecureRandom();

    /** What is stated of an answer, as far as readers may know. */
    Told tell(ContentFact truth, Access access) {
        return switch (access) {
            case PUBLIC -> Told.whole(truth);
            case ON_REQUEST -> withheld(truth, part -> onRequest(truth, part));
            case INTERNAL ->
                withheld(
                        truth,
                        part -> new AnswerWithheld(
                                truth.statement().because(words.tell(AccessText.NOT_TOLD)), part.sha256()));
        };
    }

    /**
     * That an answer is to be read otherwise from now on, and what may be read of each of its versions.
     *
     * @param versions all that was ever recorded of it, in order, as it would be told to everybody
     */
    List<Told> tell(AccessChange change, List<PublicFact> versions) {
        var told = new ArrayList<Told>();
        var truth = new AnswerAccessChanged(
                change.item().id(), change.after(), tags(change, versions), change.reason(), null);
        told.add(
                change.after() == Access.PUBLIC
                        ? Told.whole(truth)
                        : withheld(
                                truth,
                                part -> new AnswerAccessChanged(
                                        truth.item(),
                                        truth.access(),
                                        truth.tags(),
                                        words.tell(neutral(change.after())),
                                        part.sha256())));
        if (change.after() != Access.INTERNAL) {
            for (var version : versions) {
                if (version.fact() instanceof ContentFact fact) {
                    told.add(opened(version.position(), fact, change.after()));
                }
            }
        }
        return told;
    }

    private Told opened(long position, ContentFact version, Access access) {
        var truth = new AnswerVersionOpened(
                version.statement().item(), position, version.statement().reason(), answer(version));
        if (access == Access.PUBLIC) {
            return Told.whole(truth);
        }
        return withheld(
                truth,
                part -> new AnswerVersionOpened(
                        truth.item(),
                        position,
                        words.tell(neutral(access)),
                        truth.content() == null ? null : title(truth.content(), part)));
    }

    private ContentFact onRequest(ContentFact truth, Part part) {
        var statement = truth.statement().because(words.tell(AccessText.TOLD_ON_REQUEST));
        var answer = answer(truth);
        return answer == null ? new AnswerRetired(statement) : new AnswerPublished(statement, title(answer, part));
    }

    /** A bare heading is all title. */
    private static Answer title(Answer answer, Part part) {
        return answer.text() == null ? answer : answer.onRequest(part.sha256());
    }

    private static List<String> tags(AccessChange change, List<PublicFact> versions) {
        if (change.before() == Access.INTERNAL) {
            return List.of();
        }
        var tags = new TreeSet<String>();
        for (var version : versions) {
            if (version.fact() instanceof ContentFact fact && answer(fact) instanceof Answer answer) {
                tags.addAll(answer.tags());
            }
        }
        return List.copyOf(tags);
    }

    private static @Nullable Answer answer(ContentFact fact) {
        return fact instanceof Publication publication && publication.content() instanceof Answer answer
                ? answer
                : null;
    }

    private static AccessText neutral(Access access) {
        return access == Access.INTERNAL ? AccessText.NOT_TOLD : AccessText.TOLD_ON_REQUEST;
    }

    private Told withheld(Fact truth, Function<Part, ? extends Fact> telling) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var part = Part.of(truth, salt);
        return new Told(truth, telling.apply(part), part);
    }
}
