package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.search.Search;

/** Makes the question and its results. */
@Component
class SearchPart {
    private static final int HITS_A_PAGE = 20;

    private final Search search;

    SearchPart(Search search) {
        this.search = search;
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
        var page = visit.address().page();
        try {
            var found = search.find(visit.point(), typed, reader.language(), (page - 1) * HITS_A_PAGE, HITS_A_PAGE);
            var pages = (found.total() + HITS_A_PAGE - 1) / HITS_A_PAGE;
            if (found.hits().isEmpty() && page > 1) {
                return find(visit.onPage(1), typed);
            }
            return new Found(
                    reader.say(Text.SEARCH_FOUND, found.total(), typed),
                    found.hits().stream().map(hit -> show(visit, hit)).toList(),
                    pages <= 1 ? null : Pager.of(reader, visit.address(), page, pages));
        } catch (BadParameter unusable) {
            return new Found(reader.say(Text.SEARCH_UNUSABLE), List.of(), null);
        }
    }

    private static SearchPage.HitShown show(Visit visit, Search.Hit hit) {
        var stated = hit.stated();
        return new SearchPage.HitShown(
                visit.reader().texts().kind(stated.kind()),
                hit.clause() == null
                        ? visit.where(stated.kind(), stated.id())
                        : visit.agreement(stated.id()).href("clause-" + hit.clause()),
                hit.language().equals(visit.reader().language()) ? null : hit.language(),
                hit.title(),
                hit.excerpt(),
                visit.margin(
                        stated.kind(),
                        stated,
                        visit.search().withDates(null, null).href(),
                        stated.from(),
                        stated.revision(),
                        stated.position()));
    }
}
