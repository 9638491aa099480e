package org.trustledger.command.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import org.trustledger.command.notices.ReaderLetters;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.subscriptions.Cadence;
import org.trustledger.command.subscriptions.Known;
import org.trustledger.command.subscriptions.Offer;
import org.trustledger.command.subscriptions.Subscriber;
import org.trustledger.command.subscriptions.SubscriptionChangedMeanwhile;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.subscriptions.SubscriptionUnusable;
import org.trustledger.command.subscriptions.SubscriptionUnusable.Field;
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
    private static final String STOP = "/reception/{trustCenter}/stop/{stop}";
    private static final int MOST_LETTERS = 20;

    private final SubscriptionDesk desk;
    private final TopicForms topics;
    private final ReaderLetters letters;
    private final ReceptionPages pages;
    private final ReceptionClients clients;

    SubscriptionPages(
            SubscriptionDesk desk,
            TopicForms topics,
            ReaderLetters letters,
            ReceptionPages pages,
            ReceptionClients clients) {
        this.desk = desk;
        this.topics = topics;
        this.letters = letters;
        this.pages = pages;
        this.clients = clients;
    }

    /** @param topic chosen beforehand, by the page that leads here; null for the usual ones */
    @GetMapping(SUBSCRIBE)
    ResponseEntity<byte[]> form(
            @PathVariable TrustCenterId trustCenter,
            @RequestParam(required = false) @Nullable String topic,
            HttpServletRequest request) {
        var offer = desk.offer(trustCenter);
        var words = pages.words(offer.profile(), request);
        return subscribePage(
                HttpStatus.OK,
                trustCenter,
                offer,
                "",
                new Wish(TopicForms.beforehand(offer, topic), words.language(), Cadence.IMMEDIATE, true),
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
            requireCadence(form);
            desk.subscribe(trustCenter, address, wish, clients.of(request), correlationId);
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
                        frame,
                        List.of(
                                words.say(ReceptionText.ASKED_TEXT, daysToConfirm()),
                                words.say(ReceptionText.ASKED_NOTHING))));
    }

    /**
     * @param done what came of the last form: {@code confirmed}, {@code changed} or {@code resumed}
     * @param before only letters older than this one
     */
    @GetMapping(SUBSCRIPTION)
    ResponseEntity<byte[]> subscription(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(required = false) @Nullable String before,
            HttpServletRequest request) {
        return subscriptionPage(HttpStatus.OK, trustCenter, secret, Came.of(done), before, request);
    }

    /**
     * What came of the last form.
     *
     * @param done {@code confirmed}, {@code changed} or {@code resumed}; null for none of them
     * @param typed what it said that was not taken; null if it was
     * @param wrong what of it; null if it was taken, or somebody else was first
     */
    private record Came(
            @Nullable String done,
            @Nullable Wish typed,
            @Nullable Field wrong) {
        static Came of(@Nullable String done) {
            return new Came(done, null, null);
        }
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
                case "confirm" -> {
                    requireCadence(form);
                    desk.confirm(trustCenter, secret, wish, version, correlationId);
                }
                case "change" -> {
                    requireCadence(form);
                    desk.change(trustCenter, secret, wish, version, correlationId);
                }
                case "resume" -> desk.resume(trustCenter, secret, correlationId);
                case "leave" -> {
                    var reader = desk.find(trustCenter, secret);
                    var words =
                            pages.words(reader, desk.offerToReaders(trustCenter).profile(), request);
                    desk.leave(trustCenter, secret, correlationId);
                    return ReceptionPages.goOn("/reception/%s/left?lang=%s".formatted(trustCenter, words.language()));
                }
                default -> throw new NotOfTheForm(what);
            }
        } catch (SubscriptionUnusable unusable) {
            return subscriptionPage(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    trustCenter,
                    secret,
                    new Came(null, wish, unusable.field()),
                    null,
                    request);
        } catch (SubscriptionChangedMeanwhile _) {
            return subscriptionPage(
                    HttpStatus.CONFLICT, trustCenter, secret, new Came(null, wish, null), null, request);
        }
        var offer = desk.offerToReaders(trustCenter);
        var language = what.equals("resume")
                ? pages.words(desk.find(trustCenter, secret), offer.profile(), request)
                        .language()
                : wish.language();
        return ReceptionPages.goOn("/reception/%s/subscriptions/%s?lang=%s&done=%s"
                .formatted(
                        trustCenter,
                        secret,
                        language,
                        switch (what) {
                            case "confirm" -> "confirmed";
                            case "change" -> "changed";
                            default -> "resumed";
                        }));
    }

    @GetMapping(LEFT)
    ResponseEntity<byte[]> left(@PathVariable TrustCenterId trustCenter, HttpServletRequest request) {
        var offer = desk.offerToReaders(trustCenter);
        var words = pages.words(offer.profile(), request);
        var frame = pages.around(trustCenter, offer.profile(), words, words.say(ReceptionText.LEFT_TITLE), request);
        return pages.show(
                HttpStatus.OK,
                frame,
                "plain",
                new ReceptionPlainPage(frame, List.of(words.say(ReceptionText.LEFT_TEXT))));
    }

    /**
     * A mail program's one click (RFC 8058), or the form of the page at the same address. Says the same whoever the
     * link belongs to, or belonged to.
     *
     * @param what {@code leave} from the form, which is shown a page; null from a mail program
     */
    @PostMapping(UNSUBSCRIBE)
    ResponseEntity<byte[]> unsubscribe(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @RequestParam(value = "do", required = false) @Nullable String what,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId,
            HttpServletRequest request) {
        desk.leave(trustCenter, secret, correlationId);
        if (what == null) {
            return ResponseEntity.ok().build();
        }
        var words = pages.words(desk.offerToReaders(trustCenter).profile(), request);
        return ReceptionPages.goOn("/reception/%s/left?lang=%s".formatted(trustCenter, words.language()));
    }

    /** The same address opened by a person, who decides on a page. It says nothing of whose subscription it is. */
    @GetMapping(UNSUBSCRIBE)
    ResponseEntity<byte[]> openedUnsubscribe(
            @PathVariable TrustCenterId trustCenter, @PathVariable String secret, HttpServletRequest request) {
        var subscriber = desk.findToLeave(trustCenter, secret);
        var offer = desk.offerToReaders(trustCenter);
        return leavePage(trustCenter, offer, pages.words(subscriber, offer.profile(), request), request);
    }

    private ResponseEntity<byte[]> leavePage(
            TrustCenterId trustCenter, Offer offer, ReceptionWords words, HttpServletRequest request) {
        return actPage(
                trustCenter,
                offer,
                words,
                ReceptionText.LEAVE_TITLE,
                List.of(words.say(ReceptionText.LEAVE_TEXT)),
                "leave",
                ReceptionText.LEAVE_GO,
                request);
    }

    /** Where whoever got a letter that they did not ask for says that none is to come again. */
    @GetMapping(STOP)
    ResponseEntity<byte[]> stop(
            @PathVariable TrustCenterId trustCenter, @PathVariable String stop, HttpServletRequest request) {
        var offer = desk.offerToReaders(trustCenter);
        var words = pages.words(offer.profile(), request);
        return desk.isStopped(trustCenter, stop)
                ? actPage(
                        trustCenter,
                        offer,
                        words,
                        ReceptionText.STOPPED_TITLE,
                        List.of(words.say(ReceptionText.STOPPED_TEXT)),
                        "again",
                        ReceptionText.STOPPED_AGAIN,
                        request)
                : actPage(
                        trustCenter,
                        offer,
                        words,
                        ReceptionText.STOP_TITLE,
                        List.of(
                                words.say(
                                        ReceptionText.STOP_TEXT, offer.profile().name()),
                                words.say(ReceptionText.STOP_OTHERS)),
                        "stop",
                        ReceptionText.STOP_GO,
                        request);
    }

    @PostMapping(path = STOP, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> actOnStop(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String stop,
            @RequestParam("do") String what,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId,
            HttpServletRequest request) {
        switch (what) {
            case "stop" -> desk.stop(trustCenter, stop, correlationId);
            case "again" -> desk.letWrite(trustCenter, stop, correlationId);
            default -> throw new NotOfTheForm(what);
        }
        var words = pages.words(desk.offerToReaders(trustCenter).profile(), request);
        return ReceptionPages.goOn("/reception/%s/stop/%s?lang=%s".formatted(trustCenter, stop, words.language()));
    }

    private ResponseEntity<byte[]> actPage(
            TrustCenterId trustCenter,
            Offer offer,
            ReceptionWords words,
            ReceptionText title,
            List<String> sentences,
            String act,
            ReceptionText button,
            HttpServletRequest request) {
        var frame = pages.around(trustCenter, offer.profile(), words, words.say(title), request);
        return pages.show(HttpStatus.OK, frame, "act", new ActPage(frame, sentences, act, words.say(button)));
    }

    private static long daysToConfirm() {
        return SubscriptionDesk.TO_CONFIRM.toDays();
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
                        errors(words, wrong),
                        wrong == Field.ADDRESS ? words.say(ReceptionText.ADDRESS_ERROR) : null,
                        wishForm(words, offer, wish, wrong),
                        ReceptionPages.controller(offer.profile(), words),
                        ReceptionPages.feeds(trustCenter, words),
                        "/reception/%s/webhooks?lang=%s".formatted(trustCenter, words.language())));
    }

    private ResponseEntity<byte[]> subscriptionPage(
            HttpStatus status,
            TrustCenterId trustCenter,
            String secret,
            Came came,
            @Nullable String before,
            HttpServletRequest request) {
        var offer = desk.offerToReaders(trustCenter);
        var subscriber = desk.find(trustCenter, secret);
        var words = pages.words(subscriber, offer.profile(), request);
        var confirmed = subscriber.isConfirmed();
        if (!confirmed && !desk.isOpen()) {
            return leavePage(trustCenter, offer, words, request);
        }
        var frame = pages.around(
                trustCenter,
                offer.profile(),
                words,
                words.say(confirmed ? ReceptionText.MANAGE_TITLE : ReceptionText.CONFIRM_TITLE),
                request);
        var typed = came.typed();
        return pages.show(
                status,
                frame,
                "subscription",
                new SubscriptionPage(
                        frame,
                        words.say(
                                confirmed ? ReceptionText.MANAGE_LEAD : ReceptionText.CONFIRM_LEAD,
                                offer.profile().name()),
                        desk.known(subscriber).map(Known::address).orElse(null),
                        errors(words, came.wrong()),
                        typed != null && came.wrong() == null ? meanwhile(words, offer, subscriber.wish()) : null,
                        wishForm(words, offer, typed == null ? subscriber.wish() : typed, came.wrong()),
                        confirmed,
                        words.say(ReceptionText.CONFIRM_NOT_YOU, daysToConfirm()),
                        subscriber.version(),
                        confirmed ? done(words, came.done()) : null,
                        desk.isOpen() ? null : words.say(ReceptionText.MANAGE_CLOSED),
                        subscriber.pausedAt() == null
                                ? null
                                : words.say(
                                        ReceptionText.MANAGE_PAUSED,
                                        Wording.of(words.language())
                                                .moment(
                                                        subscriber.pausedAt(),
                                                        offer.profile().timeZone())),
                        confirmed ? letterList(words, offer, subscriber, secret, before) : null));
    }

    private static @Nullable String done(ReceptionWords words, @Nullable String done) {
        return switch (done) {
            case "confirmed" -> words.say(ReceptionText.MANAGE_CONFIRMED);
            case "changed" -> words.say(ReceptionText.MANAGE_CHANGED);
            case "resumed" -> words.say(ReceptionText.MANAGE_RESUMED);
            case null, default -> null;
        };
    }

    private Meanwhile meanwhile(ReceptionWords words, Offer offer, Wish wish) {
        return topics.meanwhile(
                words,
                offer,
                wish.topics(),
                List.of(
                        new Meanwhile.Choice(words.say(ReceptionText.WISH_CADENCE), cadence(words, wish.cadence())),
                        new Meanwhile.Choice(
                                words.say(ReceptionText.WISH_REMINDERS),
                                words.say(wish.reminders() ? ReceptionText.YES : ReceptionText.NO)),
                        new Meanwhile.Choice(
                                words.say(ReceptionText.WISH_LANGUAGE),
                                Wording.of(words.language()).languageName(wish.language()))));
    }

    private static String cadence(ReceptionWords words, Cadence cadence) {
        return words.say(
                switch (cadence) {
                    case IMMEDIATE -> ReceptionText.WISH_IMMEDIATE;
                    case DAILY -> ReceptionText.WISH_DAILY;
                });
    }

    private static @Nullable FormErrors errors(ReceptionWords words, @Nullable Field wrong) {
        return wrong == null
                ? null
                : new FormErrors(
                        words.say(ReceptionText.ERRORS_TITLE),
                        List.of(
                                switch (wrong) {
                                    case ADDRESS ->
                                        new FormErrors.Entry("address", words.say(ReceptionText.ADDRESS_ERROR));
                                    case TOPICS ->
                                        new FormErrors.Entry("topics", words.say(ReceptionText.WISH_TOPICS_ERROR));
                                    case LANGUAGE ->
                                        new FormErrors.Entry("language", words.say(ReceptionText.WISH_LANGUAGE_ERROR));
                                    case CADENCE ->
                                        new FormErrors.Entry("cadence", words.say(ReceptionText.WISH_CADENCE_ERROR));
                                }));
    }

    private LetterList letterList(
            ReceptionWords words, Offer offer, Subscriber subscriber, String secret, @Nullable String before) {
        var found = letters.newest(subscriber.trustCenter(), subscriber.id(), before, MOST_LETTERS + 1);
        var shown = found.subList(0, Math.min(MOST_LETTERS, found.size()));
        var here = "/reception/%s/subscriptions/%s".formatted(subscriber.trustCenter(), secret);
        var zone = offer.profile().timeZone();
        return new LetterList(
                shown.stream()
                        .map(letter -> new LetterList.Row(
                                letter.writtenAt().toString(),
                                Wording.of(words.language()).briefDay(letter.writtenAt(), zone),
                                letter.subject() == null
                                        ? words.say(ReceptionText.LETTERS_NO_SUBJECT)
                                        : letter.subject(),
                                letter.subject() == null ? words.language() : letter.language(),
                                "%s/letters/%s?lang=%s".formatted(here, letter.letter(), words.language()),
                                state(words, letter)))
                        .toList(),
                found.size() > MOST_LETTERS
                        ? "%s?lang=%s&before=%s#letters"
                                .formatted(
                                        here, words.language(), shown.getLast().letter())
                        : null,
                before == null ? null : "%s?lang=%s#letters".formatted(here, words.language()));
    }

    private static String state(ReceptionWords words, ReaderLetters.Line letter) {
        if (letter.acknowledgedAt() != null) {
            return words.say(ReceptionText.LETTERS_ACKNOWLEDGED);
        }
        return letter.openedAt() == null ? "" : words.say(ReceptionText.LETTERS_OPENED);
    }

    private WishForm wishForm(ReceptionWords words, Offer offer, Wish wish, @Nullable Field wrong) {
        return new WishForm(
                topics.choices(words.language(), offer, wish.topics()),
                wrong == Field.TOPICS ? words.say(ReceptionText.WISH_TOPICS_ERROR) : null,
                wrong == Field.LANGUAGE ? words.say(ReceptionText.WISH_LANGUAGE_ERROR) : null,
                wrong == Field.CADENCE ? words.say(ReceptionText.WISH_CADENCE_ERROR) : null,
                offer.profile().languages().stream()
                        .map(tag -> new WishForm.Choice(
                                tag, Wording.of(words.language()).languageName(tag), tag.equals(wish.language())))
                        .toList(),
                Arrays.stream(Cadence.values())
                        .map(each -> new WishForm.Choice(each.key(), cadence(words, each), each == wish.cadence()))
                        .toList(),
                wish.reminders());
    }

    private static Wish wish(MultiValueMap<String, String> form) {
        return new Wish(
                TopicForms.chosen(form),
                Optional.ofNullable(form.getFirst("language")).orElse(""),
                Optional.ofNullable(form.getFirst("cadence"))
                        .flatMap(Cadence::named)
                        .orElse(Cadence.IMMEDIATE),
                form.containsKey("reminders"));
    }

    /** That what was sent of it is one of those there are; what was left out means at once. */
    private static void requireCadence(MultiValueMap<String, String> form) {
        var cadence = form.getFirst("cadence");
        if (cadence != null && Cadence.named(cadence).isEmpty()) {
            throw new SubscriptionUnusable(Field.CADENCE);
        }
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

        @Bean
        Door stopDoor() {
            return Door.openToEverybody(HttpMethod.GET, STOP);
        }

        @Bean
        Door stopFormDoor() {
            return Door.openToEverybody(HttpMethod.POST, STOP);
        }
    }
}
