package org.trustledger.command.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.subscriptions.Cadence;
import org.trustledger.command.subscriptions.NoSuchLink;
import org.trustledger.command.subscriptions.Offer;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.subscriptions.SubscriptionUnusable;
import org.trustledger.command.subscriptions.SubscriptionUnusable.Field;
import org.trustledger.command.subscriptions.SubscriptionWordFiles;
import org.trustledger.command.subscriptions.Topic;
import org.trustledger.command.subscriptions.Wish;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Wording;

/**
 * Subscribing, and what whoever has the link of a subscription can do with it. Opening a link does nothing: mail
 * programs open links by themselves.
 */
@Controller
class SubscriptionPages {
    private static final String SUBSCRIBE = "/reception/{trustCenter}/subscribe";
    private static final String ASKED = "/reception/{trustCenter}/asked";
    private static final String LEFT = "/reception/{trustCenter}/left";
    private static final String SUBSCRIPTION = "/reception/{trustCenter}/subscriptions/{secret}";
    private static final String UNSUBSCRIBE = "/reception/{trustCenter}/unsubscribe/{secret}";

    private final SubscriptionDesk desk;
    private final SubscriptionWordFiles topicWords;
    private final ReceptionPages pages;

    SubscriptionPages(SubscriptionDesk desk, SubscriptionWordFiles topicWords, ReceptionPages pages) {
        this.desk = desk;
        this.topicWords = topicWords;
        this.pages = pages;
    }

    /** @param topic chosen beforehand, by the page that leads here; null for the usual ones */
    @GetMapping(SUBSCRIBE)
    ResponseEntity<byte[]> form(
            @PathVariable TrustCenterId trustCenter,
            @RequestParam(required = false) @Nullable String topic,
            HttpServletRequest request) {
        var offer = desk.offer(trustCenter);
        var words = pages.words(offer.profile(), request);
        var chosen = Optional.ofNullable(topic)
                .flatMap(Topic::named)
                .filter(offer::has)
                .map(List::of)
                .orElse(List.of(Topic.SUBPROCESSORS, Topic.AGREEMENTS));
        return subscribePage(
                HttpStatus.OK,
                trustCenter,
                offer,
                "",
                new Wish(new TreeSet<>(chosen), words.language(), Cadence.IMMEDIATE, true),
                null,
                request);
    }

    @PostMapping(path = SUBSCRIBE, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> subscribe(
            @PathVariable TrustCenterId trustCenter,
            @RequestParam MultiValueMap<String, String> form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId,
            HttpServletRequest request) {
        var address = Optional.ofNullable(form.getFirst("address")).orElse("");
        var wish = wish(form);
        try {
            desk.subscribe(trustCenter, address, wish, correlationId);
        } catch (SubscriptionUnusable unusable) {
            return subscribePage(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    trustCenter,
                    desk.offer(trustCenter),
                    address,
                    wish,
                    unusable.field(),
                    request);
        }
        return ReceptionPages.goOn("/reception/%s/asked?lang=%s".formatted(trustCenter, wish.language()));
    }

    @GetMapping(ASKED)
    ResponseEntity<byte[]> asked(@PathVariable TrustCenterId trustCenter, HttpServletRequest request) {
        var offer = desk.offer(trustCenter);
        var words = pages.words(offer.profile(), request);
        var frame = pages.around(trustCenter, offer.profile(), words, words.say(ReceptionText.ASKED_TITLE), request);
        return pages.show(
                HttpStatus.OK,
                frame,
                "plain",
                new ReceptionPlainPage(
                        frame, List.of(words.say(ReceptionText.ASKED_TEXT), words.say(ReceptionText.ASKED_NOTHING))));
    }

    /** @param done what came of the last form: {@code confirmed} or {@code changed} */
    @GetMapping(SUBSCRIPTION)
    ResponseEntity<byte[]> subscription(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @RequestParam(required = false) @Nullable String done,
            HttpServletRequest request) {
        return subscriptionPage(HttpStatus.OK, trustCenter, secret, null, null, done, request);
    }

    @PostMapping(path = SUBSCRIPTION, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> act(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @RequestParam("do") String what,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam MultiValueMap<String, String> form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId,
            HttpServletRequest request) {
        var wish = wish(form);
        try {
            switch (what) {
                case "confirm" -> desk.confirm(trustCenter, secret, wish, correlationId);
                case "change" -> desk.change(trustCenter, secret, wish, version, correlationId);
                case "leave" -> {
                    desk.find(trustCenter, secret);
                    desk.leave(trustCenter, secret, correlationId);
                    return ReceptionPages.goOn("/reception/%s/left".formatted(trustCenter));
                }
                default -> throw new SubscriptionUnusable(Field.TOPICS);
            }
        } catch (SubscriptionUnusable unusable) {
            return subscriptionPage(
                    HttpStatus.UNPROCESSABLE_CONTENT, trustCenter, secret, wish, unusable.field(), null, request);
        }
        return ReceptionPages.goOn("/reception/%s/subscriptions/%s?lang=%s&done=%s"
                .formatted(trustCenter, secret, wish.language(), what.equals("confirm") ? "confirmed" : "changed"));
    }

    @GetMapping(LEFT)
    ResponseEntity<byte[]> left(@PathVariable TrustCenterId trustCenter, HttpServletRequest request) {
        var offer = desk.offer(trustCenter);
        var words = pages.words(offer.profile(), request);
        var frame = pages.around(trustCenter, offer.profile(), words, words.say(ReceptionText.LEFT_TITLE), request);
        return pages.show(
                HttpStatus.OK,
                frame,
                "plain",
                new ReceptionPlainPage(frame, List.of(words.say(ReceptionText.LEFT_TEXT))));
    }

    /** A mail program's one click (RFC 8058). Says the same whoever the link belongs to, or belonged to. */
    @PostMapping(UNSUBSCRIBE)
    ResponseEntity<Void> unsubscribe(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        desk.leave(trustCenter, secret, correlationId);
        return ResponseEntity.ok().build();
    }

    /** The same address opened by a person, who decides on a page. */
    @GetMapping(UNSUBSCRIBE)
    ResponseEntity<byte[]> openedUnsubscribe(@PathVariable TrustCenterId trustCenter, @PathVariable String secret) {
        desk.find(trustCenter, secret);
        return ReceptionPages.goOn("/reception/%s/subscriptions/%s#leave".formatted(trustCenter, secret));
    }

    private ResponseEntity<byte[]> subscribePage(
            HttpStatus status,
            TrustCenterId trustCenter,
            Offer offer,
            String address,
            Wish wish,
            @Nullable Field wrong,
            HttpServletRequest request) {
        var words = pages.words(offer.profile(), request);
        var frame =
                pages.around(trustCenter, offer.profile(), words, words.say(ReceptionText.SUBSCRIBE_TITLE), request);
        return pages.show(
                status,
                frame,
                "subscribe",
                new SubscribePage(
                        frame,
                        words.say(ReceptionText.SUBSCRIBE_LEAD, offer.profile().name()),
                        address,
                        wrong == Field.ADDRESS ? words.say(ReceptionText.ADDRESS_ERROR) : null,
                        wishForm(words, offer, wish, wrong),
                        "/%s/feeds?lang=%s".formatted(trustCenter, words.language()),
                        "/reception/%s/webhooks?lang=%s".formatted(trustCenter, words.language())));
    }

    private ResponseEntity<byte[]> subscriptionPage(
            HttpStatus status,
            TrustCenterId trustCenter,
            String secret,
            @Nullable Wish typed,
            @Nullable Field wrong,
            @Nullable String done,
            HttpServletRequest request) {
        var offer = desk.offer(trustCenter);
        var subscriber = desk.find(trustCenter, secret);
        var known = desk.known(subscriber).orElseThrow(NoSuchLink::new);
        var words = pages.words(offer.profile(), request);
        var confirmed = subscriber.isConfirmed();
        var frame = pages.around(
                trustCenter,
                offer.profile(),
                words,
                words.say(confirmed ? ReceptionText.MANAGE_TITLE : ReceptionText.CONFIRM_TITLE),
                request);
        return pages.show(
                status,
                frame,
                "subscription",
                new SubscriptionPage(
                        frame,
                        words.say(
                                confirmed ? ReceptionText.MANAGE_LEAD : ReceptionText.CONFIRM_LEAD,
                                offer.profile().name()),
                        known.address(),
                        wishForm(words, offer, typed == null ? subscriber.wish() : typed, wrong),
                        confirmed,
                        subscriber.version(),
                        done == null || !confirmed
                                ? null
                                : words.say(
                                        done.equals("confirmed")
                                                ? ReceptionText.MANAGE_CONFIRMED
                                                : ReceptionText.MANAGE_CHANGED)));
    }

    private WishForm wishForm(ReceptionWords words, Offer offer, Wish wish, @Nullable Field wrong) {
        var named = topicWords.in(words.language());
        return new WishForm(
                Stream.concat(
                                Stream.of(Topic.SUBPROCESSORS, Topic.AGREEMENTS, Topic.PACKS, Topic.ANSWERS),
                                offer.tags().stream().map(tag -> Topic.answersUnder(tag.id())))
                        .map(topic -> new WishForm.Choice(
                                topic.key(),
                                named.topic(topic, offer),
                                wish.topics().contains(topic)))
                        .toList(),
                wrong == Field.TOPICS ? words.say(ReceptionText.WISH_TOPICS_ERROR) : null,
                offer.profile().languages().stream()
                        .map(tag -> new WishForm.Choice(
                                tag, Wording.of(words.language()).languageName(tag), tag.equals(wish.language())))
                        .toList(),
                List.of(
                        new WishForm.Choice(
                                Cadence.IMMEDIATE.key(),
                                words.say(ReceptionText.WISH_IMMEDIATE),
                                wish.cadence() == Cadence.IMMEDIATE),
                        new WishForm.Choice(
                                Cadence.DAILY.key(),
                                words.say(ReceptionText.WISH_DAILY),
                                wish.cadence() == Cadence.DAILY)),
                wish.reminders());
    }

    private static Wish wish(MultiValueMap<String, String> form) {
        return new Wish(
                form.getOrDefault("topic", List.of()).stream()
                        .flatMap(key -> Topic.named(key).stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                Optional.ofNullable(form.getFirst("language")).orElse(""),
                Optional.ofNullable(form.getFirst("cadence"))
                        .flatMap(Cadence::named)
                        .orElse(Cadence.IMMEDIATE),
                form.containsKey("reminders"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door subscribeFormDoor() {
            return Door.openToEverybody(HttpMethod.GET, SUBSCRIBE);
        }

        @Bean
        Door subscribeDoor() {
            return Door.openToEverybody(HttpMethod.POST, SUBSCRIBE);
        }

        @Bean
        Door askedDoor() {
            return Door.openToEverybody(HttpMethod.GET, ASKED);
        }

        @Bean
        Door subscriptionDoor() {
            return Door.openToEverybody(HttpMethod.GET, SUBSCRIPTION);
        }

        @Bean
        Door subscriptionFormDoor() {
            return Door.openToEverybody(HttpMethod.POST, SUBSCRIPTION);
        }

        @Bean
        Door leftDoor() {
            return Door.openToEverybody(HttpMethod.GET, LEFT);
        }

        @Bean
        Door unsubscribeDoor() {
            return Door.openToEverybody(HttpMethod.POST, UNSUBSCRIBE);
        }

        @Bean
        Door openedUnsubscribeDoor() {
            return Door.openToEverybody(HttpMethod.GET, UNSUBSCRIBE);
        }
    }
}
