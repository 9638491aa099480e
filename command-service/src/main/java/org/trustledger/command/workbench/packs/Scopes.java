package org.trustledger.command.workbench.packs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trustledger.command.workbench.Statements;
import org.trustledger.command.workbench.Visit;
import org.trustledger.events.PackScope;

/**
 * What a pack can hold, by the names of today.
 *
 * @param tags,agreements names by id
 * @param day of an instant, in words
 */
record Scopes(
        PackWords words, Map<String, String> tags, Map<String, String> agreements, Function<Instant, String> day) {

    static Scopes of(Visit visit, PackWords words, Statements statements) {
        var tags = new LinkedHashMap<String, String>();
        statements
                .tags(visit.trustCenter(), visit.now())
                .forEach(tag -> tags.put(tag.item(), visit.name(tag.content())));
        var agreements = new LinkedHashMap<String, String>();
        statements
                .agreements(visit.trustCenter(), visit.now())
                .forEach(agreement -> agreements.put(agreement.item(), visit.name(agreement.content())));
        return new Scopes(words, tags, agreements, visit::briefDay);
    }

    /** All that can be asked for, the whole first. */
    List<PackScope> all() {
        return Stream.of(
                        Stream.of(new PackScope.Everything(), new PackScope.Subprocessors()),
                        agreements.keySet().stream().map(PackScope.OneAgreement::new),
                        tags.keySet().stream().map(PackScope.Tagged::new))
                .<PackScope>flatMap(scopes -> scopes)
                .toList();
    }

    /** In words; what applies no more is called by its id. */
    String name(PackScope scope) {
        return switch (scope) {
            case PackScope.Everything _ -> words.say(PackText.SCOPE_ALL);
            case PackScope.Subprocessors _ -> words.say(PackText.SCOPE_SUBPROCESSORS);
            case PackScope.Tagged(var tag) -> words.say(PackText.SCOPE_TAG, tags.getOrDefault(tag, tag));
            case PackScope.OneAgreement(var agreement) ->
                words.say(PackText.SCOPE_AGREEMENT, agreements.getOrDefault(agreement, agreement));
            case PackScope.Differences(var since) -> words.say(PackText.SCOPE_DIFFERENCES, day.apply(since));
        };
    }
}
