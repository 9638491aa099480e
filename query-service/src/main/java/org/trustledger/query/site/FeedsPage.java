package org.trustledger.query.site;

import java.util.List;
import java.util.stream.Stream;
import org.trustledger.query.feeds.Topic;

/**
 * What can be followed, and where.
 *
 * @param languages what each language calls itself, in the order of the addresses
 * @param tags the topics of the answers with a tag
 * @param webhooks where one has a program told
 */
public record FeedsPage(
        Frame frame, List<String> languages, List<TopicShown> topics, List<TopicShown> tags, Link webhooks)
        implements Framed {

    /** One topic with its feeds, those of one language together. */
    public record TopicShown(String anchor, Said name, String lead, List<Spoken> feeds) {}

    /**
     * The feeds of a topic in one language.
     *
     * @param tag BCP 47 tag
     * @param language what it calls itself
     */
    public record Spoken(String tag, String language, List<Written> formats) {}

    /** One feed. */
    public record Written(String label, String type, String href) {}

    static FeedsPage of(Visit visit, Frame frame) {
        return new FeedsPage(
                frame,
                visit.provider().languages().stream().map(Frames::name).toList(),
                shown(visit, Topic.ofEverybody()),
                shown(visit, FeedPlaces.tagged(visit)),
                FeedPlaces.webhooks(visit));
    }

    private static List<TopicShown> shown(Visit visit, List<Topic> topics) {
        return topics.stream()
                .map(topic -> new TopicShown(
                        FeedPlaces.anchor(topic),
                        FeedPlaces.name(visit, topic),
                        FeedPlaces.lead(visit.reader(), topic),
                        visit.provider().languages().stream()
                                .map(tag -> new Spoken(tag, Frames.name(tag), formats(visit, topic, tag)))
                                .toList()))
                .toList();
    }

    private static List<Written> formats(Visit visit, Topic topic, String language) {
        return Stream.of(FeedFormat.values())
                .map(format -> new Written(
                        format.label(),
                        format.typeName(),
                        format.address(FeedPlaces.of(visit, topic, language), null)
                                .href()))
                .toList();
    }
}
