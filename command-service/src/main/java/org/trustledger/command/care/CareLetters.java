package org.trustledger.command.care;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.trustledger.command.mail.Letter;
import org.trustledger.command.mail.Postbox;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Templates;
import org.trustledger.presentation.WordFiles;
import org.trustledger.presentation.Wording;

/**
 * Writes letters to owners. Of an answer, whoever may read it, a letter has its question and where it is looked at,
 * never its text: mail is read by servers on the way.
 */
@Component
class CareLetters {
    // Nobody reads further, and no mail server has to take thousands.
    private static final int MOST_LINES = 50;

    private final WordFiles<LetterText, LetterWords> files =
            new WordFiles<>("texts/letters", LetterText.class, LetterWords::new);
    private final Templates templates = new Templates();
    private final Postbox postbox;

    CareLetters(Postbox postbox) {
        this.postbox = postbox;
    }

    /** @param id of the letter, the same whenever it is written anew */
    Letter write(String id, TrustCenterId trustCenter, Profile profile, Owner owner, List<CareDesk.Overdue> overdue) {
        var words = files.in(owner.language());
        var page = page(words, trustCenter, profile, owner, overdue);
        return new Letter(
                id,
                owner.mail(),
                owner.language(),
                page.subject(),
                text(page),
                new String(templates.render("letters/overdue", page), StandardCharsets.UTF_8));
    }

    private LetterPage page(
            LetterWords words,
            TrustCenterId trustCenter,
            Profile profile,
            Owner owner,
            List<CareDesk.Overdue> overdue) {
        var fallback = profile.languages().getFirst();
        return new LetterPage(
                owner.language(),
                words.say(LetterText.SUBJECT, profile.name(), overdue.size()),
                owner.name(),
                words.say(LetterText.LEAD, overdue.size(), profile.name()),
                overdue.stream()
                        .limit(MOST_LINES)
                        .map(each -> {
                            var title = Phrase.of(each.answer().answer().question(), owner.language(), fallback);
                            return new LetterPage.Line(
                                    title.text(),
                                    title.language(),
                                    link(
                                            trustCenter,
                                            "care/answer/" + each.answer().item()),
                                    because(words, each));
                        })
                        .toList(),
                overdue.size() <= MOST_LINES
                        ? null
                        : new LetterPage.More(
                                words.say(LetterText.MORE, overdue.size() - MOST_LINES),
                                link(trustCenter, "care?when=overdue&owner=" + owner.id())),
                words.say(LetterText.WHAT_TO_DO),
                words.say(LetterText.WHY, profile.legalName(), owner.name()),
                words.say(LetterText.ELSEWHERE),
                link(trustCenter, "care/owners"));
    }

    private String link(TrustCenterId trustCenter, String place) {
        return postbox.link("/workbench/%s/%s".formatted(trustCenter, place)).toString();
    }

    private static List<String> because(LetterWords words, CareDesk.Overdue overdue) {
        var wording = Wording.of(words.language());
        var care = overdue.kept().care();
        var because = new ArrayList<String>();
        if (overdue.because().contains(KeptCare.Because.REVIEW) && care.reviewBy() != null) {
            because.add(words.say(LetterText.REVIEW, wording.day(care.reviewBy())));
        }
        if (overdue.because().contains(KeptCare.Because.TIME) && care.speaksUntil() != null) {
            because.add(words.say(LetterText.TIME, wording.day(care.speaksUntil())));
        }
        return because;
    }

    private static String more(LetterPage page) {
        var more = page.more();
        return more == null ? "" : "%n%n%s%n%s".formatted(more.text(), more.href());
    }

    private static String text(LetterPage page) {
        return """
                %s,

                %s

                %s

                %s

                --
                %s
                %s
                %s
                """.formatted(
                page.owner(),
                page.lead(),
                page.answers().stream()
                                .map(answer -> "* %s%n  %s%n  %s"
                                        .formatted(answer.title(), String.join(" ", answer.because()), answer.href()))
                                .collect(Collectors.joining("\n\n"))
                        + more(page),
                page.whatToDo(),
                page.why(),
                page.elsewhere(),
                page.owners());
    }
}
