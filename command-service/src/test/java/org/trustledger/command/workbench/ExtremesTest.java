package org.trustledger.command.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest and the shortest names, and more categories and tags than anybody has: designed, not survived. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtremesTest {
    private static final int CATEGORIES = 60;
    private static final int TAGS = 90;
    private static final int TAGS_OF_AN_ANSWER = 50;
    private static final String LONG =
            "Samverkansorganisationen för förvaltningsgemensamma informationssäkerhetstjänster, "
                    .repeat(3)
                    .substring(0, 200);

    private final Workbench workbench = Workbench.shared();

    @BeforeAll
    void publish() {
        publish("long", LONG, CATEGORIES, TAGS, "%s?".formatted((LONG + LONG).substring(0, 299)));
        publish("short", "X", 1, 1, "Y?");
    }

    private void publish(String trustCenter, String name, int categories, int tags, String question) {
        var document = """
                trustLedger: 1
                reason: {en: '%1$s'}
                profile:
                  name: '%1$s'
                  legalName: '%1$s'
                  contact: {function: {en: '%1$s'}, address: trust@x.example}
                  languages: [en]
                  timeZone: Europe/Stockholm
                  defaultNoticePeriod: P30D
                  from: 2024-01-15
                categories:
                %2$s
                tags:
                %3$s
                answers:
                  - id: a
                    category: category-1
                    tags: [%4$s]
                    question: {en: '%5$s'}
                    text: {en: '%6$s'}
                    from: 2024-01-15
                """.formatted(
                        name,
                        labels("category", categories, name, ""),
                        labels("tag", tags, name, ", kind: theme"),
                        IntStream.rangeClosed(1, Math.min(tags, TAGS_OF_AN_ANSWER))
                                .mapToObj("tag-%d"::formatted)
                                .collect(Collectors.joining(", ")),
                        question,
                        name.repeat(20));
        workbench.load(trustCenter, document);
    }

    private static String labels(String id, int many, String name, String more) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(number ->
                        "  - {id: %s-%d, label: {en: '%s'}%s, from: 2024-01-15}".formatted(id, number, name, more))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "long, home, ''",
        "long, ledger, ledger",
        "long, content, content",
        "long, packs, packs",
        "long, settings, settings",
        "long, people, people",
        "short, home, ''",
        "short, ledger, ledger",
        "short, settings, settings"
    })
    void everyPageFits(String trustCenter, String name, String path) {
        var page = workbench.logIn("sv", "astrid", "long:editor", "long:administrator", "short:editor");

        var answer = page.navigate(workbench.address("%s/%s".formatted(trustCenter, path)));

        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(200);
        workbench.look(page, "%s-%s".formatted(trustCenter, name));
        page.context().close();
    }
}
