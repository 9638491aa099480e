package org.trustledger.command.notices;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
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
    private final Map<OwnLink, String> here = new EnumMap<>(OwnLink.class);

    ComposedNotice(Templates templates, NoticePage page, NoticeFoot foot, List<ToldAnswer> answers) {
        this.answers = List.copyOf(answers);
        this.page = page;
        foot.links().forEach(own -> here.put(own.link(), "urn:uuid:" + UUID.randomUUID()));
        var end = foot.to(here);
        var changes = html(templates, "letters/noticechanges", page);
        text = PlainNotice.of(page) + PlainNotice.end(end);
        html = html(
                templates,
                "letters/notice",
                new NoticeSheet(page.language(), page.subject(), output -> output.writeContent(changes), end));
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
     * The letter to one reader.
     *
     * @param links theirs, of each that the notice was set with
     */
    public NoticeLetter to(Map<OwnLink, URI> links) {
        return new NoticeLetter(
                page.language(),
                page.subject(),
                filled(text, links, URI::toString),
                filled(html, links, ComposedNotice::escaped));
    }

    private String filled(String words, Map<OwnLink, URI> links, Function<URI, String> written) {
        var filled = words;
        for (var place : here.entrySet()) {
            filled = filled.replace(place.getValue(), written.apply(Objects.requireNonNull(links.get(place.getKey()))));
        }
        return filled;
    }

    private static String escaped(URI link) {
        return HtmlUtils.htmlEscape(link.toString(), StandardCharsets.UTF_8.name());
    }

    private static String html(Templates templates, String template, Object part) {
        return new String(templates.render(template, part), StandardCharsets.UTF_8);
    }
}
