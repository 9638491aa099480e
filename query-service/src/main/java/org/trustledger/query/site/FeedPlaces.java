package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import org.trustledger.events.PackScope;
import org.trustledger.query.feeds.Topic;

/** Where the feeds of a trust center are, what they are called, and beside which pages. */
final class FeedPlaces {
    private FeedPlaces() {}

    /**
     * A feed, whatever its format: always with its language, because who follows it has no browser to choose one.
     *
     * @param language BCP 47 tag
     */
    static PageAddress of(Visit visit, Topic topic, String language) {
        return PageAddress.of("/%s/feeds/%s".formatted(visit.trustCenter(), topic.text()))
                .with(Choice.LANGUAGE, language);
    }

    /** What the topic is about, in words; a tag that is no more is called by its id. */
    static Said name(Visit visit, Topic topic) {
        var reader = visit.reader();
        return switch (topic) {
            case Topic.Subprocessors _ -> new Said(reader.say(Text.SCOPE_SUBPROCESSORS), null);
            case Topic.Agreements _ -> new Said(reader.say(Text.AGREEMENTS_TITLE), null);
            case Topic.Answers _ -> new Said(reader.say(Text.ANSWERS_TITLE), null);
            case Topic.Tagged(var tag) -> PacksPart.name(visit, new PackScope.Tagged(tag));
            case Topic.Packs _ -> new Said(reader.say(Text.PACKS_TITLE), null);
        };
    }

    /** What the feed tells, in a sentence. */
    static String lead(Reader reader, Topic topic) {
        return reader.say(
                switch (topic) {
                    case Topic.Subprocessors _ -> Text.FEED_OF_SUBPROCESSORS;
                    case Topic.Agreements _ -> Text.FEED_OF_AGREEMENTS;
                    case Topic.Answers _ -> Text.FEED_OF_ANSWERS;
                    case Topic.Tagged _ -> Text.FEED_OF_TAG;
                    case Topic.Packs _ -> Text.FEED_OF_PACKS;
                });
    }

    /** The page that has the same as it stands today. */
    static PageAddress page(Visit visit, Topic topic) {
        return switch (topic) {
            case Topic.Subprocessors _ -> visit.subprocessors();
            case Topic.Agreements _ -> visit.agreements();
            case Topic.Answers _ -> visit.answers();
            case Topic.Tagged(var tag) -> visit.answers().with(Choice.TAG, tag);
            case Topic.Packs _ -> visit.packs();
        };
    }

    /** Where the topic stands on the page of feeds. */
    static String anchor(Topic topic) {
        return "feed-" + topic.text().replace(':', '-');
    }

    /** The topics of every tag there is. */
    static List<Topic> tagged(Visit visit) {
        return visit.contents().tags().stream()
                .<Topic>map(tag -> new Topic.Tagged(tag.id()))
                .toList();
    }

    /**
     * The topics that belong to a page, what it is about most of all first.
     *
     * @param place as in {@link Frames#around}
     */
    static List<Topic> beside(Visit visit, String place) {
        return switch (place) {
            case "subprocessors" -> List.of(new Topic.Subprocessors());
            case "agreements" -> List.of(new Topic.Agreements());
            case "packs" -> List.of(new Topic.Packs());
            case "answers" -> ofAnswers(visit);
            case "", "changes", "feeds" -> Topic.ofEverybody();
            default -> List.of();
        };
    }

    private static List<Topic> ofAnswers(Visit visit) {
        var topics = new ArrayList<Topic>();
        var chosen = visit.address().chosen(Choice.TAG);
        if (chosen != null) {
            var topic = new Topic.Tagged(chosen);
            tagged(visit).stream().filter(topic::equals).forEach(topics::add);
        }
        topics.add(new Topic.Answers());
        return topics;
    }

    /** The way to the feeds of the page; to all of them where it is about everything. */
    static Link link(Visit visit, List<Topic> beside) {
        var feeds = visit.feeds().withDates(null, null);
        return new Link(
                visit.reader().say(Text.FEED_FOLLOW),
                beside.equals(Topic.ofEverybody()) ? feeds.href() : feeds.href(anchor(beside.getFirst())));
    }

    /** Where one has a program told, at the reception. */
    static Link webhooks(Visit visit) {
        return new Link(
                visit.reader().say(Text.WEBHOOKS),
                "/reception/%s/webhooks?lang=%s"
                        .formatted(visit.trustCenter(), visit.reader().language()));
    }

    /** Where one asks to be told by mail, at the reception: of what the page is about. */
    static Link subscribe(Visit visit, List<Topic> beside) {
        return new Link(
                visit.reader().say(Text.SUBSCRIBE),
                "/reception/%s/subscribe?lang=%s%s"
                        .formatted(
                                visit.trustCenter(),
                                visit.reader().language(),
                                beside.isEmpty() || beside.equals(Topic.ofEverybody())
                                        ? ""
                                        : "&topic=" + beside.getFirst().text()));
    }
}
