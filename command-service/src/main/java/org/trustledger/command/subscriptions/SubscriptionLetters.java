package org.trustledger.command.subscriptions;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.trustledger.command.letters.LetterDue;
import org.trustledger.command.letters.LetterWriter;
import org.trustledger.command.letters.Written;
import org.trustledger.command.mail.Letter;
import org.trustledger.command.people.People;
import org.trustledger.presentation.Templates;
import org.trustledger.presentation.Wording;

/**
 * Writes to whoever is said to want to be told: whether they do, or that they are told already. Which of the two is
 * known to whoever reads the letter and to nobody who typed the address.
 */
@Component
class SubscriptionLetters implements LetterWriter {
    static final String KIND = "subscription";
    static final String ABOUT = "asked";

    private final Subscribers subscribers;
    private final SubscriptionDesk desk;
    private final People people;
    private final SubscriptionWordFiles files;
    private final Templates templates = new Templates();

    SubscriptionLetters(Subscribers subscribers, SubscriptionDesk desk, People people, SubscriptionWordFiles files) {
        this.subscribers = subscribers;
        this.desk = desk;
        this.people = people;
        this.files = files;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Written> write(List<LetterDue> due) {
        var persons = due.stream().map(LetterDue::to).toList();
        var keys = people.keys(persons);
        var found = subscribers.find(persons);
        desk.requireTheirStore(found, keys);
        var byId = found.stream().collect(Collectors.toMap(Subscriber::id, Function.identity()));
        var letters = new HashMap<String, Written>();
        for (var each : due) {
            var subscriber = byId.get(each.to());
            if (subscriber != null) {
                Known.of(subscriber, keys)
                        .ifPresent(known ->
                                letters.put(each.id(), new Written(letter(each.id(), subscriber, known), null)));
            }
        }
        return letters;
    }

    private Letter letter(String id, Subscriber subscriber, Known known) {
        var offer = desk.offer(subscriber.trustCenter());
        var words = files.in(subscriber.wish().language());
        var href = desk.link(subscriber.trustCenter(), known.secret()).toString();
        var stop = desk.stop(subscriber.trustCenter(), known.address()).toString();
        var page = subscriber.isConfirmed()
                ? known(words, offer, href, stop)
                : confirm(words, offer, subscriber, href, stop);
        return new Letter(
                        id,
                        known.address(),
                        words.language(),
                        page.subject(),
                        text(page),
                        new String(templates.render("letters/subscription", page), StandardCharsets.UTF_8))
                .from(offer.profile().name());
    }

    private static SubscriptionLetterPage confirm(
            SubscriptionWords words, Offer offer, Subscriber subscriber, String href, String stop) {
        var name = offer.profile().name();
        var until = (subscriber.writtenAt() == null ? subscriber.askedAt() : subscriber.writtenAt())
                .plus(SubscriptionDesk.TO_CONFIRM);
        return new SubscriptionLetterPage(
                words.language(),
                words.say(SubscriptionText.CONFIRM_SUBJECT, name),
                words.say(SubscriptionText.CONFIRM_LEAD, name),
                subscriber.wish().topics().stream()
                        .map(topic -> words.topic(topic, offer))
                        .toList(),
                words.say(SubscriptionText.CONFIRM_GO),
                href,
                List.of(
                        words.say(
                                SubscriptionText.CONFIRM_UNTIL,
                                Wording.of(words.language())
                                        .moment(until, offer.profile().timeZone())),
                        words.say(SubscriptionText.CONFIRM_NOT_YOU)),
                words.say(SubscriptionText.WHO, offer.profile().legalName()),
                words.say(SubscriptionText.STOP),
                stop);
    }

    private static SubscriptionLetterPage known(SubscriptionWords words, Offer offer, String href, String stop) {
        var name = offer.profile().name();
        return new SubscriptionLetterPage(
                words.language(),
                words.say(SubscriptionText.KNOWN_SUBJECT, name),
                words.say(SubscriptionText.KNOWN_LEAD, name),
                List.of(),
                words.say(SubscriptionText.KNOWN_GO),
                href,
                List.of(words.say(SubscriptionText.KNOWN_NOT_YOU)),
                words.say(SubscriptionText.WHO, offer.profile().legalName()),
                words.say(SubscriptionText.STOP),
                stop);
    }

    private static String text(SubscriptionLetterPage page) {
        var topics = page.topics().stream().map("* %s%n"::formatted).collect(Collectors.joining());
        return "%s%n%n%s%s%n%s%n%n%s%n%n-- %n%s%n%n%s%n%s%n"
                .formatted(
                        page.lead(),
                        topics.isEmpty() ? "" : topics + "\n",
                        page.go() + ":",
                        page.href(),
                        String.join("\n", page.after()),
                        page.who(),
                        page.stop(),
                        page.stopHref());
    }
}
