package org.trustledger.query.site;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.Templates;
import org.trustledger.query.feeds.FeedDocument;
import org.trustledger.query.feeds.Feeds;
import org.trustledger.query.feeds.Topic;
import org.trustledger.query.feeds.TopicEntry;
import org.trustledger.query.history.ItemHistories;
import org.trustledger.query.packs.IssuedPack;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.views.TrustCenterViews;

/** Makes the documents of feeds: what is told in them, in a reader's words. */
@Component
class FeedPart {
    private static final int LETTERS_OF_A_TITLE = 200;
    private static final int LETTERS_OF_A_SUMMARY = 500;

    private final Feeds feeds;
    private final ItemHistories histories;
    private final TrustCenterViews views;
    private final Templates templates;
    private final CounterSettings settings;

    FeedPart(
            Feeds feeds,
            ItemHistories histories,
            TrustCenterViews views,
            Templates templates,
            CounterSettings settings) {
        this.feeds = feeds;
        this.histories = histories;
        this.views = views;
        this.templates = templates;
        this.settings = settings;
    }

    /**
     * One document of a feed.
     *
     * @param archive null for the one that is being subscribed to
     * @throws NoSuchFeed if there is no such tag, or no such archive
     */
    FeedShown show(Visit visit, Topic topic, @Nullable Integer archive) {
        if (topic instanceof Topic.Tagged(var tag)
                && !histories.knows(
                        visit.head().trustCenter(), Kind.TAG, tag, visit.head().recordedAt())) {
            throw NoSuchFeed.of(topic.text());
        }
        var document = topic instanceof Topic.Packs
                ? feeds.ofPacks(visit.head(), archive).map(found -> packs(visit, topic, found))
                : feeds.ofChanges(visit.head(), topic, archive).map(found -> changes(visit, topic, found));
        return document.orElseThrow(
                () -> archive == null ? NoSuchFeed.of(topic.text()) : NoSuchFeed.archived(topic, archive));
    }

    private FeedShown changes(Visit visit, Topic topic, FeedDocument<TopicEntry> document) {
        var telling = new TopicTelling(visit, settings.publicBase().toString());
        return document(
                visit,
                topic,
                document,
                document.entries().stream()
                        .map(entry -> entry(visit, topic, entry, telling))
                        .toList());
    }

    private FeedShown packs(Visit visit, Topic topic, FeedDocument<IssuedPack> document) {
        return document(
                visit,
                topic,
                document,
                document.entries().stream()
                        .map(pack -> entry(visit, topic, pack))
                        .toList());
    }

    private FeedShown document(Visit visit, Topic topic, FeedDocument<?> document, List<FeedShown.Entry> entries) {
        var reader = visit.reader();
        var title = "%s · %s"
                .formatted(
                        FeedPlaces.name(visit, topic).text(), visit.provider().name());
        return new FeedShown(
                id(visit, topic),
                document.archive() == null
                        ? title
                        : "%s · %s".formatted(title, reader.say(Text.FEED_ARCHIVE, document.archive())),
                FeedPlaces.lead(reader, topic),
                reader.language(),
                visit.provider().legalName(),
                settings.publicBase().toString(),
                FeedPlaces.page(visit, topic),
                FeedPlaces.of(visit, topic, reader.language()),
                visit.about(),
                document.archive(),
                document.previous(),
                document.next(),
                entries.isEmpty()
                        ? views.beginning(visit.head())
                        : entries.getFirst().recordedAt(),
                entries);
    }

    /** Not of the address, which may change: who moves to another one tells nobody everything again. */
    private static String id(Visit visit, Topic topic) {
        return "urn:trust-ledger:%s:feeds:%s:%s"
                .formatted(visit.trustCenter(), visit.reader().language(), topic.text());
    }

    private static String id(Visit visit, Topic topic, long position) {
        return "%s:%d".formatted(id(visit, topic), position);
    }

    private FeedShown.Entry entry(Visit visit, Topic topic, TopicEntry entry, TopicTelling telling) {
        var told = telling.of(entry);
        var first = entry.changes().getFirst();
        return new FeedShown.Entry(
                id(visit, topic, entry.position()),
                title(visit, entry),
                Brief.text(
                        told.changes().stream()
                                .map(change -> change.why().reason().text())
                                .distinct()
                                .reduce("%s · %s"::formatted)
                                .orElse(""),
                        LETTERS_OF_A_SUMMARY),
                html("feedchanges", told),
                entry.total() == 1
                        ? settings.publicBase() + ChangesPart.href(visit, first.change())
                        : settings.publicBase() + visit.commit(entry.position()).href(),
                entry.recordedAt(),
                entry.changes().stream()
                        .flatMap(change -> labels(visit, change).stream())
                        .distinct()
                        .toList(),
                null,
                new FeedShown.Changed(
                        entry.position(),
                        entry.total(),
                        entry.changes().stream().map(FeedPart::change).toList()));
    }

    private static String title(Visit visit, TopicEntry entry) {
        var reader = visit.reader();
        var change = entry.news().getFirst().change();
        var applies = TopicTelling.otherDay(reader, change);
        var title = "%s · %s%s: %s"
                .formatted(
                        reader.texts().kind(change.kind()),
                        reader.say(ChangesPart.what(change)),
                        applies == null ? "" : " · " + applies,
                        Brief.text(TopicTelling.name(reader, change).text(), LETTERS_OF_A_TITLE));
        var more = entry.totalNews() - 1;
        return more == 0 ? title : "%s %s".formatted(title, reader.say(Text.FEED_MORE, more));
    }

    private static List<FeedShown.Label> labels(Visit visit, TopicEntry.Told told) {
        var reader = visit.reader();
        var kind = told.change().kind();
        var what = ChangesPart.what(told.change());
        return List.of(
                new FeedShown.Label("kind", kind.collection(), reader.texts().kind(kind)),
                new FeedShown.Label("change", term(what), reader.say(what)));
    }

    /** Such as {@code published} or {@code brought-forward}. */
    private static String term(Text what) {
        return what.name()
                .substring("CHANGES_".length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private static FeedShown.Change change(TopicEntry.Told told) {
        var change = told.change();
        var version = change.version();
        return new FeedShown.Change(
                change.kind(),
                change.item(),
                version.revision(),
                version.position(),
                version.validFrom(),
                version.validTo(),
                version.corrects(),
                version.removed(),
                change.plan());
    }

    private FeedShown.Entry entry(Visit visit, Topic topic, IssuedPack pack) {
        var reader = visit.reader();
        var scope = PacksPart.name(visit, pack.scope());
        var which = PackPart.which(visit, pack.validAt(), pack.recordedAt(), pack.language(), pack.contentPosition());
        which.add(reader.say(Text.COUNT_PAGES, pack.pages()));
        which.add(reader.wording().size(pack.bytes()));
        var page = settings.publicBase() + visit.pack(pack.pack()).href();
        var file = settings.publicBase() + PacksPart.file(visit, pack);
        var registered =
                reader.say(Text.PROGRESS_ISSUED, reader.moment(pack.issuedAt()), Long.toString(pack.position()));
        return new FeedShown.Entry(
                id(visit, topic, pack.position()),
                "%s · %s · %s"
                        .formatted(
                                Brief.text(scope.text(), LETTERS_OF_A_TITLE),
                                Frames.name(pack.language()),
                                reader.say(Text.PACK_OF_DAY, reader.day(pack.validAt()))),
                registered,
                html(
                        "feedpack",
                        new FeedPack(
                                reader.texts(),
                                scope,
                                which,
                                registered,
                                pack.sealedSha256(),
                                new Link(reader.say(Text.PACK_DOWNLOAD, reader.briefDay(pack.validAt())), file),
                                new Link(reader.say(Text.FEED_ALL), page))),
                page,
                pack.issuedAt(),
                List.of(
                        new FeedShown.Label("scope", pack.scope().text(), scope.text()),
                        new FeedShown.Label("language", pack.language(), Frames.name(pack.language()))),
                new FeedShown.File(file, MediaType.APPLICATION_PDF_VALUE, pack.bytes()),
                new FeedShown.Issued(
                        pack.position(),
                        pack.pack(),
                        pack.scope().text(),
                        pack.language(),
                        pack.validAt(),
                        pack.recordedAt(),
                        pack.sealedSha256()));
    }

    private String html(String template, Object told) {
        return new String(templates.render(template, told), StandardCharsets.UTF_8);
    }
}
