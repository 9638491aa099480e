package org.trustledger.query.site;

import java.util.List;
import java.util.Map;
import org.trustledger.events.FactCodec;

/** Questions and answers for search engines (schema.org FAQPage), as JSON that can stand in a page. */
final class Faq {
    private Faq() {}

    /** @param answers those that are bare headings are left out */
    static String of(List<AnswersShown.AnswerShown> answers) {
        var questions = answers.stream()
                .filter(answer -> answer.html() != null)
                .map(answer -> Map.of(
                        "@type",
                        "Question",
                        "name",
                        answer.question().text(),
                        "acceptedAnswer",
                        Map.of("@type", "Answer", "text", String.valueOf(answer.html()))))
                .toList();
        return FactCodec.mapper()
                .writeValueAsString(
                        Map.of("@context", "https://schema.org", "@type", "FAQPage", "mainEntity", questions))
                // No text of an answer can end the element that this stands in.
                .replace("<", "\\u003c");
    }
}
