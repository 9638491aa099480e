package org.trustledger.command.notices;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.web.util.HtmlUtils;
import org.trustledger.presentation.Templates;

/**
 * A notice whose words are set for all who read it in one language for the same topics; only its links are each one's.
 */
public final class ComposedNotice {
    private final NoticePage page;
    private final List<ToldAnswer> answers;
    private final String text;
    private final String html;
    // Where each one's own links go, by names that nobody can have written into a notice.
    private final String proofHere = fresh();
    private final String manageHere = fresh();
    private final String leaveHere = fresh();

    ComposedNotice(Templates templates, NoticePage page, NoticeFoot foot, List<ToldAnswer> answers) {
        this.answers = List.copyOf(answers);
        this.page = page;
        var end = foot.with(proofHere, manageHere, leaveHere);
        var changes = html(templates, "letters/noticechanges", page);
        text = PlainNotice.of(page) + PlainNotice.end(end);
        html = html(
                templates,
                "letters/notice",
                new NoticeSheet(page.language(), page.subject(), output -> output.writeContent(changes), end));
    }

    private static String fresh() {
        return "urn:uuid:" + UUID.randomUUID();
    }

    public String language() {
        return page.language();
    }

    public String subject() {
        return page.subject();
    }

    /** The answers that it names, each once. */
    List<ToldAnswer> answers() {
        return answers;
    }

    /** About how many characters are kept of it. */
    int weight() {
        return text.length() + html.length();
    }

    /**
     * The letter to one subscriber.
     *
     * @param proof where they acknowledge this very letter, and prove it
     * @param manage where they choose what they are told of
     * @param leave where they leave
     */
    public NoticeLetter to(URI proof, URI manage, URI leave) {
        return new NoticeLetter(
                page.language(),
                page.subject(),
                filled(text, proof.toString(), manage.toString(), leave.toString()),
                filled(html, escaped(proof), escaped(manage), escaped(leave)));
    }

    private String filled(String words, String proof, String manage, String leave) {
        return words.replace(proofHere, proof).replace(manageHere, manage).replace(leaveHere, leave);
    }

    private static String escaped(URI link) {
        return HtmlUtils.htmlEscape(link.toString(), StandardCharsets.UTF_8.name());
    }

    private static String html(Templates templates, String template, Object part) {
        return new String(templates.render(template, part), StandardCharsets.UTF_8);
    }
}
