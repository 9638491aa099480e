package org.trustledger.query.site;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.Trigger;
import org.trustledger.presentation.differences.ContentDifference;
import org.trustledger.query.differences.Difference;
import org.trustledger.query.feeds.Topic;
import org.trustledger.query.history.Changes;
import org.trustledger.query.history.ClauseVersion;
import org.trustledger.query.history.ComparedVersion;
import org.trustledger.query.history.ItemHistory;
import org.trustledger.query.history.NoSuchClause;
import org.trustledger.query.history.Translation;
import org.trustledger.query.history.Version;
import org.trustledger.query.packs.IssuedPack;
import org.trustledger.query.packs.PackFiles;
import org.trustledger.query.packs.PackRegister;
import org.trustledger.query.packs.PackSelection;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.review.ReviewRule;
import org.trustledger.query.search.FoundHit;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.NoSuchItem;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.TrustCenterView;
import org.trustledger.query.views.TrustCenterViews;

/** What is on each page, as data: statements and versions in the form in which the API has them. */
@Component
class TwinContents {
    private static final int PACKS_OF_AN_OVERVIEW = 20;

    private final TrustCenterViews views;
    private final HistoryPart histories;
    private final TranslationsPart translations;
    private final SearchPart search;
    private final ChangesPart changes;
    private final ReviewPart reviews;
    private final DifferencesPart differences;
    private final RedlinePart redlines;
    private final ClausePart clauses;
    private final ProofPart proofs;
    private final PacksPart packs;
    private final PackRegister register;
    private final Prose prose;
    private final CounterSettings settings;

    TwinContents(
            TrustCenterViews views,
            HistoryPart histories,
            TranslationsPart translations,
            SearchPart search,
            ChangesPart changes,
            ReviewPart reviews,
            DifferencesPart differences,
            RedlinePart redlines,
            ClausePart clauses,
            ProofPart proofs,
            PacksPart packs,
            PackRegister register,
            Prose prose,
            CounterSettings settings) {
        this.views = views;
        this.histories = histories;
        this.translations = translations;
        this.search = search;
        this.changes = changes;
        this.reviews = reviews;
        this.differences = differences;
        this.redlines = redlines;
        this.clauses = clauses;
        this.proofs = proofs;
        this.packs = packs;
        this.register = register;
        this.prose = prose;
        this.settings = settings;
    }

    /** Which page of a list it is; the addresses are those of its neighbours in the same form. */
    private record Place(
            int total,
            int page,
            int pages,
            @Nullable String previous,
            @Nullable String next) {}

    private Place place(Visit visit, Cut<?> cut) {
        return new Place(
                cut.total(),
                cut.page(),
                cut.pages(),
                cut.page() == 1 ? null : page(visit, cut.page() - 1),
                cut.page() == cut.pages() ? null : page(visit, cut.page() + 1));
    }

    private String page(Visit visit, int number) {
        return absolute(Form.JSON.address(visit.address().withPage(number)).href());
    }

    private String absolute(String href) {
        return settings.publicBase() + href;
    }

    private record Overview(TrustCenterView view, List<Changes.Commit> newest, List<PackFound> packs) {}

    Object home(Visit visit) {
        return new Overview(
                TrustCenterView.of(
                        visit.head().trustCenter(), visit.point(), visit.contents(), visit.coming(), visit.ending()),
                changes.newestCommits(visit),
                newest(visit));
    }

    private record AnswersListed(
            Place list,
            List<Stated<Answer>> answers,
            Map<String, List<Translation>> translations,
            List<Stated<Category>> categories,
            List<Stated<Tag>> tags) {}

    Object answers(Visit visit) {
        var cut = AnswersPart.cut(visit);
        return new AnswersListed(
                place(visit, cut),
                cut.shown(),
                translations.of(visit, cut.shown()),
                visit.contents().categories(),
                visit.contents().tags());
    }

    private record AnswerRead(
            @Nullable Stated<Answer> answer,
            List<Translation> translations,
            @Nullable Stated<Category> category,
            List<Stated<Tag>> tags,
            Place list,
            List<ItemHistory.Entry> versions) {}

    /** @throws NoSuchItem if nothing was recorded of it by then */
    Object answer(Visit visit, String id) {
        var cut = histories.cut(visit, Kind.ANSWER, id);
        if (cut == null) {
            throw new NoSuchItem(Kind.ANSWER, id);
        }
        var contents = visit.contents();
        var answer = found(contents.answers(), id);
        return new AnswerRead(
                answer.orElse(null),
                answer.map(stated -> translations.of(visit, List.of(stated)).getOrDefault(id, List.of()))
                        .orElse(List.of()),
                answer.flatMap(stated ->
                                found(contents.categories(), stated.content().category()))
                        .orElse(null),
                answer.map(stated -> tags(visit, stated)).orElse(List.of()),
                place(visit, cut),
                cut.shown().stream().map(HistoryPart.Compared::version).toList());
    }

    private static List<Stated<Tag>> tags(Visit visit, Stated<Answer> answer) {
        return answer.content().tags().stream()
                .flatMap(tag -> found(visit.contents().tags(), tag).stream())
                .toList();
    }

    private static <T extends Content> Optional<Stated<T>> found(List<Stated<T>> list, String id) {
        return list.stream().filter(stated -> stated.id().equals(id)).findFirst();
    }

    /** A revision without its clauses, which the page of the agreement has. */
    private record Revision(
            int revision,
            long position,
            Instant from,
            @Nullable Instant until,
            Trigger trigger,
            LocalizedText reason) {
        private static Revision of(Stated<AgreementRevision> stated) {
            return new Revision(
                    stated.revision(),
                    stated.position(),
                    stated.from(),
                    stated.until(),
                    stated.content().trigger(),
                    stated.reason());
        }
    }

    private record AgreementListed(
            String id, LocalizedText title, int clauses, Revision inForce, List<Revision> revisions, String href) {}

    private record AgreementsListed(List<AgreementListed> agreements, List<TrustCenterView.Coming> coming) {}

    Object agreements(Visit visit) {
        return new AgreementsListed(
                visit.contents().agreements().stream()
                        .map(stated -> new AgreementListed(
                                stated.id(),
                                stated.content().title(),
                                stated.content().clauses().size(),
                                Revision.of(stated),
                                revisions(visit, stated.id()),
                                absolute(visit.agreement(stated.id()).href())))
                        .toList(),
                visit.coming().stream()
                        .filter(stated -> stated.kind() == Kind.AGREEMENT)
                        .map(stated -> new TrustCenterView.Coming(stated.kind(), stated))
                        .toList());
    }

    private List<Revision> revisions(Visit visit, String agreement) {
        return views.versions(visit.point().head(), Kind.AGREEMENT).stream()
                .filter(stated -> stated.id().equals(agreement))
                .map(stated -> Revision.of(stated.as(AgreementRevision.class)))
                .toList();
    }

    private record AgreementRead(Stated<AgreementRevision> agreement, List<Revision> revisions) {}

    /** @throws NoSuchAgreement if none of this id applies at the point in time */
    Object agreement(Visit visit, String id) {
        return new AgreementRead(
                found(visit.contents().agreements(), id).orElseThrow(() -> new NoSuchAgreement(id)),
                revisions(visit, id));
    }

    private record Redline(
            String agreement,
            @Nullable ComparedVersion from,
            @Nullable ComparedVersion to,
            ContentDifference difference) {}

    /** @throws NoSuchItem if nothing was recorded of it by then */
    Object redline(Visit visit, String agreement) {
        var compared = redlines.compared(visit, agreement);
        return new Redline(
                agreement,
                side(visit, Choice.FROM, compared.from()),
                side(visit, Choice.TO, compared.to()),
                compared.difference());
    }

    private static @Nullable ComparedVersion side(Visit visit, Choice choice, Optional<Version> version) {
        return version.map(found ->
                        ComparedVersion.of(RedlinePart.date(visit, choice).orElse(null), found))
                .orElse(null);
    }

    private record ClauseRead(
            String agreement,
            String clause,
            @Nullable Clause reads,
            List<ClauseVersion> versions,
            List<ClauseVersion> superseded) {}

    /** @throws NoSuchClause if no revision had it by then */
    Object clause(Visit visit, String agreement, String clause) {
        var history = clauses.of(visit, agreement, clause).orElseThrow(() -> new NoSuchClause(agreement, clause));
        return new ClauseRead(
                agreement, clause, ClausePart.reading(visit, history), history.versions(), history.superseded());
    }

    private record Places(List<Stated<Subprocessor>> subprocessors, List<Stated<DataCenter>> dataCenters) {}

    Object subprocessors(Visit visit) {
        return new Places(PlacesPart.chosen(visit), PlacesPart.chosenDataCenters(visit));
    }

    private record Timeline(Place list, List<Changes.Commit> commits) {}

    private record Recorded(Place list, List<ReviewRule> review, List<Changes.Commit> commits) {}

    Object changes(Visit visit) {
        var cut = changes.cut(visit);
        return new Recorded(place(visit, cut), reviews.of(visit), cut.shown());
    }

    /** @throws NoSuchCommit if none was recorded at this position by then */
    Object commit(Visit visit, long position) {
        var cut = changes.cut(visit, position);
        return new Timeline(place(visit, cut), cut.shown());
    }

    private record ItemRead(Kind kind, String item, Place list, List<ItemHistory.Entry> versions) {}

    /** @throws NoSuchItem if nothing was recorded of it by then */
    Object item(Visit visit, Kind kind, String id) {
        var cut = histories.cut(visit, kind, id);
        if (cut == null) {
            throw new NoSuchItem(kind, id);
        }
        return new ItemRead(
                kind,
                id,
                place(visit, cut),
                cut.shown().stream().map(HistoryPart.Compared::version).toList());
    }

    private record Compared(Instant fromValidAt, Instant fromRecordedAt, Instant toValidAt, Instant toRecordedAt) {}

    private record Differing(
            Place list,
            Compared compared,
            List<Difference> differing,
            List<TrustCenterView.Coming> coming,
            List<TrustCenterView.End> ending) {}

    Object differences(Visit visit) {
        var found = differences.find(visit);
        var compared = found.compared();
        var cut = DifferencesPart.cut(visit, found.differing());
        return new Differing(
                place(visit, cut),
                new Compared(
                        compared.from().validAt(),
                        compared.from().recordedAt(),
                        compared.to().validAt(),
                        compared.to().recordedAt()),
                differences.explained(compared, cut.shown()),
                found.coming().stream().map(TrustCenterView.Coming::of).toList(),
                found.ending().stream().map(TrustCenterView.End::of).toList());
    }

    private record Found(@Nullable String q, @Nullable Place list, List<FoundHit> hits) {}

    Object search(Visit visit) {
        var typed = visit.address().chosen(Choice.SEARCH);
        if (typed == null) {
            return new Found(null, null, List.of());
        }
        var cut = search.cut(visit, typed);
        return new Found(
                typed,
                place(visit, cut),
                cut.shown().stream()
                        .map(hit -> FoundHit.of(hit, absolute(SearchPart.where(visit, hit))))
                        .toList());
    }

    /** A registered pack, and where its file is. */
    private record PackFound(@JsonUnwrapped IssuedPack registered, String href) {}

    private record PacksListed(Place list, List<PackFound> packs) {}

    Object packs(Visit visit) {
        var cut = packs.cut(visit);
        return new PacksListed(
                place(visit, cut),
                cut.shown().stream().map(pack -> found(visit, pack)).toList());
    }

    /** @throws PackFiles.UnknownPack if it is not registered */
    Object pack(Visit visit, String id) {
        var center = visit.head().trustCenter();
        return found(visit, register.find(center, id).orElseThrow(() -> new PackFiles.UnknownPack(center, id)));
    }

    private List<PackFound> newest(Visit visit) {
        return register.list(visit.head().trustCenter(), PackSelection.ALL, 0, PACKS_OF_AN_OVERVIEW).stream()
                .map(pack -> found(visit, pack))
                .toList();
    }

    private PackFound found(Visit visit, IssuedPack pack) {
        return new PackFound(pack, absolute(PacksPart.file(visit, pack)));
    }

    private record Proof(String text, @Nullable PackFound pack) {}

    Object proof(Visit visit) {
        return new Proof(
                prose.in(Prose.Page.PROOF, visit.reader().texts()),
                proofs.pack(visit).map(pack -> found(visit, pack)).orElse(null));
    }

    private record Explained(String text) {}

    Object about(Visit visit) {
        return new Explained(prose.in(Prose.Page.ABOUT, visit.reader().texts()));
    }

    private record Followed(String topic, String language, String atom, String json) {}

    private record FeedsListed(List<Followed> feeds) {}

    Object feeds(Visit visit) {
        return new FeedsListed(Stream.concat(Topic.ofEverybody().stream(), FeedPlaces.tagged(visit).stream())
                .flatMap(topic ->
                        visit.provider().languages().stream().map(language -> followed(visit, topic, language)))
                .toList());
    }

    private Followed followed(Visit visit, Topic topic, String language) {
        var feed = FeedPlaces.of(visit, topic, language);
        return new Followed(
                topic.text(),
                language,
                absolute(FeedFormat.ATOM.address(feed, null).href()),
                absolute(FeedFormat.JSON.address(feed, null).href()));
    }

    private record Third(String subprocessor, String legalName, ContactFunction contact) {}

    private record Contacts(String legalName, ContactFunction contact, List<Third> subprocessors, String securityTxt) {}

    Object contact(Visit visit) {
        return new Contacts(
                visit.provider().legalName(),
                visit.provider().contact(),
                visit.contents().subprocessors().stream()
                        .map(stated -> new Third(
                                stated.id(),
                                stated.content().legalName(),
                                stated.content().contact()))
                        .toList(),
                absolute(Signposts.SECURITY_TXT));
    }
}
