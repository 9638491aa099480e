package org.trustledger.command.notices;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.trustledger.presentation.Templates;

/** A notice whose words are set for all who read it in one language for the same topics; only its end is each one's. */
public final class ComposedNotice {
    private final Templates templates;
    private final NoticePage page;
    private final NoticeFoot foot;
    private final List<ToldAnswer> answers;
    private final String text;
    private final String changes;

    ComposedNotice(Templates templates, NoticePage page, NoticeFoot foot, List<ToldAnswer> answers) {
        this.templates = templates;
        this.page = page;
        this.foot = foot;
        this.answers = List.copyOf(answers);
        this.text = PlainNotice.of(page);
        this.changes = html("letters/noticechanges", page);
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
        return text.length() + changes.length();
    }

    /**
     * The letter to one subscriber.
     *
     * @param proof where they acknowledge this very letter, and prove it
     * @param manage where they choose what they are told of
     * @param leave where they leave
     */
    public NoticeLetter to(URI proof, URI manage, URI leave) {
        var end = foot.with(proof.toString(), manage.toString(), leave.toString());
        return new NoticeLetter(
                page.language(),
                page.subject(),
                text + PlainNotice.end(end),
                html(
                        "letters/notice",
                        new NoticeSheet(page.language(), page.subject(), output -> output.writeContent(changes), end)));
    }

    private String html(String template, Object part) {
        return new String(templates.render(template, part), StandardCharsets.UTF_8);
    }
}
