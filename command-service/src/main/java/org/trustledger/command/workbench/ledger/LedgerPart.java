package org.trustledger.command.workbench.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.ledger.Asked.Condition;
import org.trustledger.command.workbench.ledger.LedgerPage.Field;
import org.trustledger.command.workbench.ledger.LedgerPage.Option;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.ContentFact;
import org.trustledger.events.PackIssued;
import org.trustledger.events.ReviewChanged;
import org.trustledger.presentation.Phrase;

/** Makes a page of the ledger. */
@Component
class LedgerPart {
    static final String BEFORE = "before";
    static final String AFTER = "after";

    private final RecordedFacts facts;

    LedgerPart(RecordedFacts facts) {
        this.facts = facts;
    }

    LedgerPage show(Frame frame, Onlooker onlooker, Asked asked, @Nullable Long before, @Nullable Long after) {
        if (!asked.problems().isEmpty()) {
            return new LedgerPage(
                    frame, onlooker.words(), form(onlooker, asked), List.of(), null, null, null, null, null, null);
        }
        var page = facts.page(onlooker.trustCenter(), asked.wanted(), before, after);
        var rows = page.facts().stream().map(fact -> row(onlooker, fact)).toList();
        return new LedgerPage(
                frame,
                onlooker.words(),
                form(onlooker, asked),
                rows,
                rows.isEmpty()
                        ? onlooker.say(page.last() == 0 ? FactText.LEDGER_NONE : FactText.LEDGER_NONE_FOUND)
                        : null,
                page.isCatchingUp()
                        ? onlooker.say(
                                FactText.LEDGER_CATCHING_UP, Long.toString(page.found()), Long.toString(page.last()))
                        : null,
                stretch(onlooker, asked, page),
                page.newer() ? onlooker.ledger() + asked.query(null, 0) : null,
                page.newer() && !rows.isEmpty()
                        ? onlooker.ledger()
                                + asked.query(AFTER, page.facts().getFirst().position())
                        : null,
                page.older() && !rows.isEmpty()
                        ? onlooker.ledger()
                                + asked.query(BEFORE, page.facts().getLast().position())
                        : null);
    }

    private static @Nullable String stretch(Onlooker onlooker, Asked asked, FactsPage page) {
        return page.facts().isEmpty() || !asked.wanted().isStretch()
                ? null
                : onlooker.say(
                        FactText.LEDGER_STRETCH,
                        Long.toString(page.facts().getLast().position()),
                        Long.toString(page.facts().getFirst().position()),
                        Long.toString(page.last()));
    }

    private static LedgerPage.Form form(Onlooker onlooker, Asked asked) {
        var words = onlooker.words();
        return new LedgerPage.Form(
                onlooker.ledger(),
                options(
                        asked,
                        Condition.KIND,
                        words.say(FactText.FILTER_KIND_ANY),
                        Arrays.stream(FactKind.values()).map(kind -> Map.entry(kind.key(), words.kinds(kind)))),
                options(
                        asked,
                        Condition.HAPPENED,
                        words.say(FactText.FILTER_HAPPENED_ANY),
                        Arrays.stream(Happened.values())
                                .map(happened -> Map.entry(happened.key(), words.happened(happened)))),
                field(asked, Condition.FROM),
                field(asked, Condition.UNTIL),
                field(asked, Condition.ITEM),
                field(asked, Condition.ACTOR),
                field(asked, Condition.COMMIT),
                Stream.of(Condition.ITEM, Condition.ACTOR, Condition.COMMIT).anyMatch(asked.given()::containsKey),
                asked.isForAll() ? null : onlooker.ledger());
    }

    private static List<Option> options(
            Asked asked, Condition condition, String any, Stream<Map.Entry<String, String>> choices) {
        return Stream.concat(Stream.of(Map.entry("", any)), choices)
                .map(choice -> new Option(
                        choice.getKey(), choice.getValue(), choice.getKey().equals(asked.given(condition))))
                .toList();
    }

    private static Field field(Asked asked, Condition condition) {
        return new Field(asked.given(condition), asked.problems().get(condition));
    }

    private static LedgerPage.Row row(Onlooker onlooker, NamedFact named) {
        var fact = named.fact();
        var happened = Happened.of(fact.fact());
        return new LedgerPage.Row(
                fact.position(),
                onlooker.href(fact.position()),
                onlooker.day(fact.recordedAt()),
                onlooker.time(fact.recordedAt()),
                fact.recordedAt().toString(),
                onlooker.words().happened(happened),
                happened.key(),
                onlooker.words().kind(FactKind.of(fact)),
                onlooker.title(named),
                "%s?item=%s".formatted(onlooker.ledger(), fact.item()),
                onlooker.applies(fact),
                onlooker.who(fact),
                "%s?actor=%s".formatted(onlooker.ledger(), fact.actor()),
                why(onlooker, named));
    }

    static @Nullable Phrase why(Onlooker onlooker, NamedFact named) {
        return switch (named.fact().fact()) {
            case ContentFact content -> onlooker.phrase(content.statement().reason());
            case AnswerAccessChanged changed -> onlooker.phrase(changed.reason());
            case AnswerVersionOpened opened -> onlooker.phrase(opened.reason());
            case ReviewChanged changed -> onlooker.phrase(changed.reason());
            case AnswerConfirmed _, PackIssued _ -> null;
        };
    }
}
