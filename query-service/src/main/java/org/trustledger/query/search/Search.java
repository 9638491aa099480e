package org.trustledger.query.search;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.TrustCenterViews;

/** Finds words in what a trust center states at a point in time. */
@Component
public class Search {
    /** The kinds whose words can be searched. */
    public static final Set<Kind> KINDS = Collections.unmodifiableSet(
            EnumSet.of(Kind.PILLAR, Kind.ANSWER, Kind.AGREEMENT, Kind.SUBPROCESSOR, Kind.DATA_CENTER));

    private final TrustCenterViews views;
    private final SearchIndex index;

    Search(TrustCenterViews views, SearchIndex index) {
        this.views = views;
        this.index = index;
    }

    /**
     * A page of what was found, the best first.
     *
     * @param total how much there is on all pages
     */
    public record Hits(int total, List<Hit> hits) {}

    /**
     * A statement, or a clause of one, that has the words.
     *
     * @param clause id of the clause; null for the statement itself
     * @param language BCP 47 tag of the words found
     */
    public record Hit(
            Stated<?> stated, @Nullable String clause, String language, List<Fragment> title, List<Fragment> excerpt) {}

    /**
     * The same question at the same point in time gives the same order.
     *
     * @param typed words, phrases in quotes, and after a minus what must not be there
     * @param language BCP 47 tag; null for any
     * @param after how many to leave out
     * @throws BadParameter if nothing is asked for, or too much
     */
    public Hits find(PointInTime point, String typed, @Nullable String language, int after, int limit) {
        return find(point, Wanted.of(typed), KINDS, language, after, limit);
    }

    Hits find(PointInTime point, Wanted wanted, Set<Kind> kinds, @Nullable String language, int after, int limit) {
        var center = point.head().trustCenter();
        var contents = views.at(point.head(), point.validAt()).byKind();
        var statements = kinds.stream()
                .flatMap(kind -> contents.getOrDefault(kind, List.of()).stream())
                .toList();
        var page = index.find(wanted, new SearchIndex.Scope(center, statements, language), after, limit);
        var marked = index.marked(wanted, center, page.found());
        return new Hits(
                page.total(),
                IntStream.range(0, marked.size())
                        .mapToObj(number -> hit(page.found().get(number), marked.get(number)))
                        .toList());
    }

    private static Hit hit(SearchIndex.Found found, SearchIndex.Marked marked) {
        return new Hit(
                found.stated(),
                found.part().isEmpty() ? null : found.part(),
                found.language(),
                marked.title().whole(),
                marked.body().excerpt());
    }
}
