package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * What a letter that came says, whose text and HTML say the same.
 *
 * @param trustCenter of whom it tells
 * @param secret of the reader's own link
 * @param changes each as its text has it, without its links
 */
record LetterRead(
        String id,
        String trustCenter,
        String to,
        String secret,
        String language,
        String subject,
        List<String> changes) {
    private static final String RULE = "-".repeat(60);
    private static final String MANAGE = "/subscriptions/";

    /** @param site below which all links of it are */
    static LetterRead of(Letterbox.Arrived letter, String site) {
        try {
            var mail = letter.read();
            var parts = (MimeMultipart) mail.getContent();
            var text = letter.text();
            var html = Jsoup.parse((String) parts.getBodyPart(1).getContent());
            var language = mail.getHeader("Content-Language", null);
            var changes = Arrays.stream(text.split("\n-- \n")[0].split(RULE))
                    .skip(1)
                    .map(LetterRead::change)
                    .toList();
            assertThat(changes(html.body())).as(text).isEqualTo(changes);
            assertThat(html.select("html").attr("lang")).as(text).isEqualTo(language);
            assertThat(html.select("h1").text()).as(text).isEqualTo(mail.getSubject());
            assertThat(html.select("a[href]"))
                    .as(text)
                    .allSatisfy(link -> assertThat(link.attr("href")).startsWith(site));
            var manage = text.lines()
                    .filter(line -> line.startsWith(site) && line.contains(MANAGE) && !line.contains("/letters/"))
                    .findFirst()
                    .orElseThrow();
            return new LetterRead(
                    mail.getMessageID(),
                    manage.substring(manage.indexOf("/reception/") + "/reception/".length(), manage.indexOf(MANAGE)),
                    letter.to(),
                    manage.substring(manage.indexOf(MANAGE) + MANAGE.length()),
                    language,
                    mail.getSubject(),
                    changes);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String change(String block) {
        return withoutRevision(block.strip()
                .lines()
                .filter(line -> !line.startsWith("https://"))
                .collect(Collectors.joining("\n")));
    }

    private static String withoutRevision(String change) {
        return change.replaceFirst("(?s)[^\n]*(№[^\n]*)$", "$1");
    }

    private static List<String> changes(Element body) {
        var all = new ArrayList<List<Element>>();
        for (var element : body.children()) {
            if (element.nameIs("hr")) {
                all.add(new ArrayList<>());
            } else if (!all.isEmpty()) {
                all.getLast().add(element);
            }
        }
        // The last is the end of the letter.
        return all.subList(0, all.size() - 1).stream().map(LetterRead::change).toList();
    }

    private static String change(List<Element> elements) {
        var parts = new ArrayList<String>();
        parts.add(elements.subList(0, 3).stream().map(Element::text).collect(Collectors.joining("\n")));
        for (var i = 3; i < elements.size(); i++) {
            var element = elements.get(i);
            var links = element.select("> a");
            if (element.nameIs("table")) {
                parts.add(table(element));
            } else if (element.hasClass("prose")) {
                parts.add(element.text());
            } else if (element.nameIs("div")) {
                parts.add(clause(element));
            } else if (!links.isEmpty()) {
                parts.add(links.stream().map(link -> link.text() + ":").collect(Collectors.joining("\n")));
            } else if (element.childNodeSize() == 1 && element.childrenSize() == 1) {
                // A strong label and nothing else: of the element behind it.
                i++;
                parts.add(element.text() + ":\n" + runs(elements.get(i)));
            } else {
                parts.add(element.text());
            }
        }
        return withoutRevision(String.join("\n\n", parts));
    }

    private static String table(Element table) {
        var heads = table.select("thead th").eachText();
        return table.select("tbody tr").stream()
                .map(row -> {
                    var cells = row.children().eachText();
                    var lines = new StringBuilder(cells.getFirst());
                    for (var i = 1; i < cells.size(); i++) {
                        lines.append("\n  %s: %s".formatted(heads.get(i), cells.get(i)));
                    }
                    return lines.toString();
                })
                .collect(Collectors.joining("\n"));
    }

    private static String clause(Element clause) {
        var heading = clause.child(0);
        return "%s %s (%s)\n%s"
                .formatted(
                        heading.ownText(),
                        runs(heading.child(0)),
                        clause.child(1).text(),
                        runs(clause.child(2)));
    }

    private static String runs(Element element) {
        var text = new StringBuilder();
        for (var node : element.childNodes()) {
            switch (node) {
                case TextNode words -> text.append(words.getWholeText());
                case Element edited -> {
                    edited.select(".unseen").remove();
                    if (edited.nameIs("ins")
                            && edited.previousSibling() instanceof Element removed
                            && removed.nameIs("del")) {
                        text.append(' ');
                    }
                    text.append((edited.nameIs("del") ? "[-%s-]" : "{+%s+}").formatted(edited.wholeText()));
                }
                default -> throw new IllegalArgumentException(node.toString());
            }
        }
        return text.toString();
    }
}
