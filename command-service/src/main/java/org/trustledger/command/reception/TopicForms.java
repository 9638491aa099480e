package org.trustledger.command.reception;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.trustledger.command.subscriptions.Offer;
import org.trustledger.command.subscriptions.SubscriptionWordFiles;
import org.trustledger.command.subscriptions.Topic;

/** The topics on forms, of whoever is told by letters and of whoever is told otherwise. */
@Component
class TopicForms {
    private final SubscriptionWordFiles words;

    TopicForms(SubscriptionWordFiles words) {
        this.words = words;
    }

    /** @param topic key of the one that the page which leads to the form is about; null for the usual ones */
    static SortedSet<Topic> beforehand(Offer offer, @Nullable String topic) {
        return new TreeSet<>(Optional.ofNullable(topic)
                .flatMap(Topic::named)
                .filter(offer::has)
                .map(List::of)
                .orElse(List.of(Topic.SUBPROCESSORS, Topic.AGREEMENTS)));
    }

    /** Those that were chosen; what is none is left out. */
    static SortedSet<Topic> chosen(MultiValueMap<String, String> form) {
        return form.getOrDefault("topic", List.of()).stream()
                .flatMap(key -> Topic.named(key).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All there are to choose from. */
    List<WishForm.Choice> choices(String language, Offer offer, SortedSet<Topic> chosen) {
        var named = words.in(language);
        return Stream.concat(
                        Stream.of(Topic.SUBPROCESSORS, Topic.AGREEMENTS, Topic.PACKS, Topic.ANSWERS),
                        offer.tags().stream().map(tag -> Topic.answersUnder(tag.id())))
                .map(topic -> new WishForm.Choice(topic.key(), named.topic(topic, offer), chosen.contains(topic)))
                .toList();
    }

    /**
     * What was chosen elsewhere since the form was read, so that whoever sends theirs knows what it replaces.
     *
     * @param further choices beside that of the topics
     */
    Meanwhile meanwhile(ReceptionWords texts, Offer offer, SortedSet<Topic> chosen, List<Meanwhile.Choice> further) {
        var named = words.in(texts.language());
        return new Meanwhile(
                texts.say(ReceptionText.MEANWHILE_TITLE),
                texts.say(ReceptionText.MEANWHILE_TEXT),
                Stream.concat(
                                Stream.of(new Meanwhile.Choice(
                                        texts.say(ReceptionText.WISH_TOPICS),
                                        named.list(chosen.stream()
                                                .map(topic -> named.topic(topic, offer))
                                                .toList()))),
                                further.stream())
                        .toList());
    }
}
