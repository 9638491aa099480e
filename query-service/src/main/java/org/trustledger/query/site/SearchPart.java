package org.trustledger.query.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Answer;
import org.trustledger.query.history.Translation;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.search.Search;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** Makes the question and its results. */
@Component
class SearchPart {
    private static final int HITS_A_PAGE = 20;

    private final Search search;
    private final TranslationsPart translations;

    SearchPart(Search search, TranslationsPart translations) {
        this.search = search;
        this.translations = translations;
    }

    /** What was found on the page asked for; the last one if there is not that much. */
    record Found(
            String remark,
            List<SearchPage.HitShown> hits,
            @Nullable Pager pager) {}

    static SearchPage.Form form(Visit visit) {
        var typed = visit.address().chosen(Choice.SEARCH);
        return new SearchPage.Form(
                visit.search().path(),
                typed == null ? "" : typed,
                visit.reader()
                        .say(Text.SEARCH_PLACEHOLDER, visit.contents().answers().size()),
                visit.search().except(Choice.SEARCH));
    }

    Found find(Visit visit, String typed) {
        var reader = visit.reader();
        try {
            var cut = cut(visit, typed);
            var languages = translations.of(
                    visit,
                    cut.shown().stream().flatMap(hit -> answer(hit).stream()).toList());
            return new Found(
                    reader.say(Text.SEARCH_FOUND, cut.total(), typed),
                    cut.shown().stream().map(hit -> show(visit, hit, languages)).toList(),
                    Pager.of(reader, visit.address(), cut));
        } catch (BadParameter unusable) {
            return new Found(reader.say(Text.SEARCH_UNUSABLE), List.of(), null);
        }
    }

    /** @throws BadParameter if nothing is asked for, or too much */
    Cut<Search.Hit> cut(Visit visit, String typed) {
        var page = visit.address().page();
        var found = search.find(visit.point(), typed, visit.reader().language(), (page - 1) * HITS_A_PAGE, HITS_A_PAGE);
        return found.hits().isEmpty() && page > 1
                ? cut(visit.onPage(1), typed)
                : new Cut<>(found.total(), page, Cut.pages(found.total(), HITS_A_PAGE), found.hits());
    }

    /** Where a hit can be read. */
    static String where(Visit visit, Search.Hit hit) {
        var stated = hit.stated();
        return hit.clause() == null
                ? visit.where(stated.kind(), stated.id())
                : visit.agreement(stated.id()).href("clause-" + hit.clause());
    }

    private static Optional<Stated<Answer>> answer(Search.Hit hit) {
        return hit.stated().kind() == Kind.ANSWER ? Optional.of(hit.stated().as(Answer.class)) : Optional.empty();
    }

    private static SearchPage.HitShown show(Visit visit, Search.Hit hit, Map<String, List<Translation>> languages) {
        var stated = hit.stated();
        return new SearchPage.HitShown(
                visit.reader().texts().kind(stated.kind()),
                where(visit, hit),
                hit.language().equals(visit.reader().language()) ? null : hit.language(),
                hit.title(),
                hit.excerpt(),
                answer(hit)
                        .map(answer -> TranslationsPart.show(visit, answer, languages))
                        .orElse(null),
                visit.margin(
                        stated.kind(),
                        stated,
                        visit.search().withDates(null, null).href(),
                        stated.from(),
                        stated.revision(),
                        stated.position()));
    }
}
