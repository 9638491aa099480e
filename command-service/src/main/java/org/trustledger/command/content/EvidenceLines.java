package org.trustledger.command.content;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Evidence;
import org.trustledger.events.LocalizedText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Evidence as it is written in the browser: one a line, {@code agreements/dpa#breach-notice} for a clause of an
 * agreement, or the address of a document and what it is called, in each language of the trust center.
 */
final class EvidenceLines {
    private static final String BETWEEN_TITLES = " | ";

    private EvidenceLines() {}

    /** @param languages of the trust center, in the order in which titles are written */
    static String of(List<Evidence> evidence, List<String> languages) {
        return evidence.stream()
                .map(one -> one.title() == null
                        ? one.address()
                        : "%s %s".formatted(one.address(), titles(one.title(), languages)))
                .collect(Collectors.joining("\n"));
    }

    private static String titles(LocalizedText title, List<String> languages) {
        return languages.stream()
                .map(language -> Objects.requireNonNullElse(title.byLanguage().get(language), ""))
                .collect(Collectors.joining(BETWEEN_TITLES))
                .replaceFirst("[ |]+$", "");
    }

    /** The lines without what nobody sees. */
    static String tidied(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n"));
    }

    /** As a document has it, be it right or wrong. */
    static ArrayNode read(String typed, List<String> languages) {
        var list = JsonNodeFactory.instance.arrayNode();
        typed.lines().forEach(line -> {
            var node = list.addObject();
            var words = line.split("\\s+", 2);
            Evidence.read(words[0])
                    .ifPresentOrElse(
                            named -> {
                                node.put("agreement", named.agreement());
                                if (named.clause() != null) {
                                    node.put("clause", named.clause());
                                }
                            },
                            () -> node.put("link", words[0]));
            if (words.length > 1) {
                var titles = words[1].split("\\s*\\|\\s*", languages.size());
                var title = node.putObject("title");
                for (var place = 0; place < titles.length; place++) {
                    if (!titles[place].isBlank()) {
                        title.put(languages.get(place), titles[place].strip());
                    }
                }
            }
        });
        return list;
    }
}
