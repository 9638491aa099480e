package org.trustledger.command.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.trustledger.command.platform.Refusal;

/**
 * Why a document was not planned or not applied, as it is kept with the document.
 *
 * @param slug last part of the problem's type
 * @param detail what the API would have answered
 * @param problems what is wrong with the document itself
 * @param isCut whether more is wrong with it than {@code problems} tells
 * @param references what would lead nowhere
 * @param basedOn content position that the change was based on, if it was another than there is; else null
 */
public record Trouble(
        String slug,
        String detail,
        List<Problem> problems,
        boolean isCut,
        List<Reference> references,
        @Nullable Long basedOn) {
    /**
     * Something that would not be there, and what refers to it.
     *
     * @param from since when
     */
    public record Reference(String item, String by, Instant from) {}

    public Trouble {
        problems = List.copyOf(problems);
        references = List.copyOf(references);
    }

    /** Whether the profile would be taken away, or begin later. */
    public boolean profileStays() {
        return slug.equals(ProfileStays.SLUG);
    }

    static Trouble of(Refusal refusal) {
        return switch (refusal) {
            case InvalidContent invalid -> of(invalid, invalid.problems(), invalid.isCut(), List.of(), null);
            case UnreadableDocument unreadable -> of(unreadable, List.of(unreadable.told()), false, List.of(), null);
            case StillReferred referred -> of(referred, List.of(), false, references(referred), null);
            case ChangedMeanwhile changed -> of(changed, List.of(), false, List.of(), changed.basedOn());
            default -> of(refusal, List.of(), false, List.of(), null);
        };
    }

    /** Something that is no refusal, and says nothing about the document. */
    static Trouble of(ProblemDetail problem) {
        return new Trouble(slug(problem), detail(problem), List.of(), false, List.of(), null);
    }

    private static Trouble of(
            Refusal refusal,
            List<Problem> problems,
            boolean isCut,
            List<Reference> references,
            @Nullable Long basedOn) {
        var problem = refusal.problem();
        return new Trouble(slug(problem), detail(problem), problems, isCut, references, basedOn);
    }

    private static List<Reference> references(StillReferred referred) {
        return referred.dangling().stream()
                .map(dangling -> new Reference(dangling.item(), dangling.by(), dangling.from()))
                .toList();
    }

    private static String slug(ProblemDetail problem) {
        return String.valueOf(problem.getType()).replaceFirst(".*:", "");
    }

    private static String detail(ProblemDetail problem) {
        return String.valueOf(problem.getDetail());
    }
}
