package org.trustledger.command.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.trustledger.command.notices.CalledDeliveries;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.staff.Door;
import org.trustledger.command.subscriptions.NoSuchLink;
import org.trustledger.command.subscriptions.Offer;
import org.trustledger.command.subscriptions.SubscriptionChangedMeanwhile;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.subscriptions.SubscriptionUnusable;
import org.trustledger.command.webhooks.Calls;
import org.trustledger.command.webhooks.Endpoint;
import org.trustledger.command.webhooks.EndpointUnusable;
import org.trustledger.command.webhooks.LinkSecret;
import org.trustledger.command.webhooks.TooManyWebhooks;
import org.trustledger.command.webhooks.TooMuchToReplay;
import org.trustledger.command.webhooks.Trials;
import org.trustledger.command.webhooks.Webhook;
import org.trustledger.command.webhooks.WebhookDesk;
import org.trustledger.command.webhooks.WebhookTextFiles;
import org.trustledger.command.webhooks.WebhookTexts;
import org.trustledger.command.webhooks.WebhookWish;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.WordFiles;
import org.trustledger.presentation.Wording;

/** Registering an endpoint, and what whoever has its link can do with it. Opening a link does nothing. */
@Controller
class WebhookPages {
    private static final String REGISTER = "/reception/{trustCenter}/webhooks";
    private static final String MANAGE = REGISTER + "/{secret}";
    private static final int MOST_CALLS = 20;
    private static final int LONGEST_POSITION = 18;
    private static final Duration TO_PROVE = Duration.ofDays(2);

    private final WordFiles<WebhookText, WebhookWords> files =
            new WordFiles<>("texts/reception/webhooks", WebhookText.class, WebhookWords::new);
    private final WebhookDesk webhooks;
    private final Trials trials;
    private final CalledDeliveries deliveries;
    private final WebhookTextFiles outcomes;
    private final SubscriptionDesk desk;
    private final TopicForms topics;
    private final ReceptionPages pages;
    private final ReceptionClients clients;

    WebhookPages(
            WebhookDesk webhooks,
            Trials trials,
            CalledDeliveries deliveries,
            WebhookTextFiles outcomes,
            SubscriptionDesk desk,
            TopicForms topics,
            ReceptionPages pages,
            ReceptionClients clients) {
        this.webhooks = webhooks;
        this.trials = trials;
        this.deliveries = deliveries;
        this.outcomes = outcomes;
        this.desk = desk;
        this.topics = topics;
        this.pages = pages;
        this.clients = clients;
    }

    /** @param topic chosen beforehand, by the page that leads here; null for the usual ones */
    @GetMapping(REGISTER)
    ResponseEntity<byte[]> form(
            @PathVariable TrustCenterId trustCenter,
            @RequestParam(required = false) @Nullable String topic,
            HttpServletRequest request) {
        var offer = desk.offerWithoutLetters(trustCenter);
        return registerPage(
                HttpStatus.OK,
                trustCenter,
                "",
                new WebhookWish(TopicForms.beforehand(offer, topic), true),
                Wrong.NOTHING,
                request);
    }

    /** What of a form cannot be taken, in words where it is not the topics. */
    private record Wrong(@Nullable String trouble, @Nullable String address, boolean topics) {
        private static final Wrong NOTHING = new Wrong(null, null, false);
    }

    /** Answers with what is shown this once, so it does not lead on to another page. */
    @PostMapping(path = REGISTER, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> register(
            @PathVariable TrustCenterId trustCenter,
            @RequestParam MultiValueMap<String, String> form,
            HttpServletRequest request) {
        var profile = desk.offerWithoutLetters(trustCenter).profile();
        var words = words(profile, request);
        var address = Optional.ofNullable(form.getFirst("address")).orElse("");
        var wish = wish(form);
        try {
            var made = webhooks.register(trustCenter, address, wish, clients.of(request));
            var manage = manage(trustCenter, made.link().text());
            var frame = around(trustCenter, profile, request, words.say(WebhookText.MADE_TITLE))
                    .withoutLanguages();
            return pages.show(
                    HttpStatus.CREATED,
                    frame,
                    "webhooksecret",
                    new WebhookSecretPage(
                            frame,
                            words,
                            words.say(WebhookText.MADE_LEAD, made.endpoint().host()),
                            made.secret().text(),
                            desk.site() + manage,
                            "%s?lang=%s".formatted(manage, words.language())));
        } catch (EndpointUnusable unusable) {
            return registerPage(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    trustCenter,
                    address,
                    wish,
                    new Wrong(null, outcomes.in(words.language()).of(unusable.why()), false),
                    request);
        } catch (SubscriptionUnusable _) {
            return registerPage(
                    HttpStatus.UNPROCESSABLE_CONTENT, trustCenter, address, wish, new Wrong(null, null, true), request);
        } catch (TooManyWebhooks tooMany) {
            return later(
                    tooMany,
                    registerPage(
                            HttpStatus.TOO_MANY_REQUESTS,
                            trustCenter,
                            address,
                            wish,
                            new Wrong(tooMany(words, tooMany), null, false),
                            request));
        }
    }

    /** Says to programs too when to come again. */
    private static ResponseEntity<byte[]> later(TooManyWebhooks tooMany, ResponseEntity<byte[]> page) {
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .headers(tooMany.headers())
                .body(page.getBody());
    }

    private static String tooMany(WebhookWords words, TooManyWebhooks tooMany) {
        return words.say(
                switch (tooMany.what()) {
                    case ENDPOINTS -> WebhookText.TOO_MANY_ENDPOINTS;
                    case ENDPOINTS_OF_HOST -> WebhookText.TOO_MANY_ENDPOINTS_OF_HOST;
                    case OF_CLIENT -> WebhookText.TOO_MANY_OF_CLIENT;
                    case OF_ENDPOINT -> WebhookText.TOO_MANY_OF_ENDPOINT;
                    case REGISTERED -> WebhookText.TOO_MANY_REGISTERED;
                    case SECRETS -> WebhookText.TOO_MANY_SECRETS;
                    case TRIALS -> WebhookText.TOO_MANY_TRIALS;
                    case TRIALS_OF_HOST -> WebhookText.TOO_MANY_TRIALS_OF_HOST;
                });
    }

    /**
     * @param done what the last form did
     * @param count how many calls are made again
     */
    @GetMapping(MANAGE)
    ResponseEntity<byte[]> manage(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(defaultValue = "0") int count,
            HttpServletRequest request) {
        var words = words(desk.offerToReaders(trustCenter).profile(), request);
        var said = done == null
                ? null
                : switch (done) {
                    case "change" -> words.say(WebhookText.CHOICES_KEPT);
                    case "pause" -> words.say(WebhookText.PAUSED);
                    case "resume" -> words.say(WebhookText.RESUMED);
                    case "replay" -> words.say(WebhookText.REPLAYED, count);
                    default -> null;
                };
        return managePage(HttpStatus.OK, trustCenter, secret, new Came(said, null, null, "", null, false), request);
    }

    /**
     * What came of a form.
     *
     * @param after the position as it was typed; empty if none was
     * @param wish as it was typed; null to show what is kept
     */
    private record Came(
            @Nullable String done,
            @Nullable String trouble,
            @Nullable String replayError,
            String after,
            @Nullable WebhookWish wish,
            boolean topicsWrong) {
        private static final Came NOTHING = new Came(null, null, null, "", null, false);

        /** Whether somebody else changed the choices first. */
        boolean isStale() {
            return wish != null && !topicsWrong;
        }

        static Came trouble(String words, String after) {
            return new Came(null, words, null, after, null, false);
        }

        static Came replayError(String words, String after) {
            return new Came(null, null, words, after, null, false);
        }

        static Came choices(WebhookWish wish, boolean topicsWrong) {
            return new Came(null, null, null, "", wish, topicsWrong);
        }
    }

    @PostMapping(path = MANAGE, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> act(
            @PathVariable TrustCenterId trustCenter,
            @PathVariable String secret,
            @RequestParam("do") String what,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam(defaultValue = "") String after,
            @RequestParam MultiValueMap<String, String> form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId,
            HttpServletRequest request) {
        var profile = desk.offerToReaders(trustCenter).profile();
        var words = words(profile, request);
        var link = new LinkSecret(secret);
        var count = 0;
        try {
            switch (what) {
                case "challenge" -> trials.challenge(trustCenter, link, clients.of(request), correlationId);
                case "test" -> trials.test(trustCenter, link, correlationId);
                case "change" -> webhooks.change(trustCenter, link, wish(form), version, correlationId);
                case "pause" -> webhooks.pause(trustCenter, link, correlationId);
                case "resume" -> webhooks.resume(trustCenter, link, correlationId);
                case "replay" -> {
                    var position = position(after);
                    if (position.isEmpty()) {
                        return managePage(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                trustCenter,
                                secret,
                                Came.replayError(words.say(WebhookText.REPLAY_AFTER_ERROR), after),
                                request);
                    }
                    count = webhooks.replay(trustCenter, link, position.get(), correlationId);
                }
                case "secret" -> {
                    return secretPage(trustCenter, link, profile, words, correlationId, request);
                }
                case "end" -> {
                    webhooks.end(trustCenter, link, correlationId);
                    return ReceptionPages.goOn("/reception/%s/left".formatted(trustCenter));
                }
                default -> throw new NotOfTheForm(what);
            }
        } catch (NoSuchLink _) {
            // What was asked cannot be done with it any more, or not yet. To have ended it already is what was wanted.
            return what.equals("end")
                    ? ReceptionPages.goOn("/reception/%s/left".formatted(trustCenter))
                    : managePage(HttpStatus.CONFLICT, trustCenter, secret, Came.NOTHING, request);
        } catch (SubscriptionChangedMeanwhile _) {
            return managePage(HttpStatus.CONFLICT, trustCenter, secret, Came.choices(wish(form), false), request);
        } catch (SubscriptionUnusable _) {
            return managePage(
                    HttpStatus.UNPROCESSABLE_CONTENT, trustCenter, secret, Came.choices(wish(form), true), request);
        } catch (TooManyWebhooks tooMany) {
            return later(
                    tooMany,
                    managePage(
                            HttpStatus.TOO_MANY_REQUESTS,
                            trustCenter,
                            secret,
                            Came.trouble(tooMany(words, tooMany), after),
                            request));
        } catch (TooMuchToReplay _) {
            return managePage(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    trustCenter,
                    secret,
                    Came.replayError(words.say(WebhookText.REPLAY_TOO_MUCH), after),
                    request);
        }
        return ReceptionPages.goOn("%s?lang=%s&done=%s%s"
                .formatted(
                        manage(trustCenter, secret),
                        words.language(),
                        what,
                        what.equals("replay") ? "&count=" + count : ""));
    }

    private ResponseEntity<byte[]> secretPage(
            TrustCenterId trustCenter,
            LinkSecret link,
            Profile profile,
            WebhookWords words,
            String correlationId,
            HttpServletRequest request) {
        var fresh = webhooks.renewSecret(trustCenter, link, correlationId);
        var frame = around(trustCenter, profile, request, words.say(WebhookText.SECRET_RENEWED))
                .withoutLanguages();
        return pages.show(
                HttpStatus.OK,
                frame,
                "webhooksecret",
                new WebhookSecretPage(
                        frame,
                        words,
                        words.say(WebhookText.SECRET_NEXT),
                        fresh.text(),
                        null,
                        "%s?lang=%s".formatted(manage(trustCenter, link.text()), words.language())));
    }

    private static Optional<Long> position(String typed) {
        var digits = typed.strip();
        return digits.matches("[0-9]{1,%d}".formatted(LONGEST_POSITION))
                ? Optional.of(Long.parseLong(digits))
                : Optional.empty();
    }

    private static String manage(TrustCenterId trustCenter, String secret) {
        return "/reception/%s/webhooks/%s".formatted(trustCenter, secret);
    }

    private ResponseEntity<byte[]> registerPage(
            HttpStatus status,
            TrustCenterId trustCenter,
            String address,
            WebhookWish wish,
            Wrong wrong,
            HttpServletRequest request) {
        var offer = desk.offerWithoutLetters(trustCenter);
        var words = words(offer.profile(), request);
        var frame = around(trustCenter, offer.profile(), request, words.say(WebhookText.REGISTER_TITLE));
        return pages.show(
                status,
                frame,
                "webhookregister",
                new WebhookRegisterPage(
                        frame,
                        words,
                        words.say(WebhookText.REGISTER_LEAD, offer.profile().name()),
                        wrong.trouble(),
                        errors(frame.texts(), wrong.address(), wrong.topics(), null),
                        address,
                        wrong.address(),
                        wishForm(frame.texts(), offer, wish, wrong.topics()),
                        ReceptionPages.controller(offer.profile(), frame.texts()),
                        desk.isOpen()
                                ? "/reception/%s/subscribe?lang=%s".formatted(trustCenter, words.language())
                                : null));
    }

    private ResponseEntity<byte[]> managePage(
            HttpStatus status, TrustCenterId trustCenter, String secret, Came came, HttpServletRequest request) {
        var offer = desk.offerToReaders(trustCenter);
        var words = words(offer.profile(), request);
        var webhook = webhooks.find(trustCenter, new LinkSecret(secret));
        var endpoint = webhooks.endpoint(webhook).orElse(null);
        if (endpoint == null && webhook.end() == null && webhooks.isReadable(webhook)) {
            return unusablePage(status, trustCenter, offer.profile(), words, webhook, request);
        } else if (webhook.end() != null) {
            var frame = around(trustCenter, offer.profile(), request, words.say(WebhookText.ENDED_TITLE));
            return pages.show(
                    status,
                    frame,
                    "plain",
                    new ReceptionPlainPage(frame, List.of(state(words, offer.profile(), webhook))));
        }
        var frame = around(
                trustCenter,
                offer.profile(),
                request,
                endpoint == null
                        ? words.say(WebhookText.MANAGE_TITLE_UNREAD)
                        : words.say(WebhookText.MANAGE_TITLE, endpoint.host()));
        var outcomeWords = outcomes.in(words.language());
        var told = webhooks.told(webhook, MOST_CALLS);
        var digests =
                deliveries.addressDigests(told.stream().map(Calls.Told::id).toList());
        return pages.show(
                status,
                frame,
                "webhook",
                new WebhookManagePage(
                        frame,
                        words,
                        came.done(),
                        came.trouble(),
                        errors(frame.texts(), null, came.topicsWrong(), came.replayError()),
                        came.isStale() ? meanwhile(frame.texts(), words, offer, webhook.wish()) : null,
                        state(words, offer.profile(), webhook),
                        mood(webhook.state()),
                        words.say(WebhookText.WAITING, webhooks.waiting(webhook)),
                        trial(words, outcomeWords, offer.profile(), webhook, endpoint),
                        webhook.provedAt() != null,
                        webhook.pause() != null,
                        wishForm(
                                frame.texts(),
                                offer,
                                came.wish() == null ? webhook.wish() : came.wish(),
                                came.topicsWrong()),
                        webhook.version(),
                        told.stream()
                                .map(call -> call(
                                        words, outcomeWords, offer.profile(), endpoint, call, digests.get(call.id())))
                                .toList(),
                        proof(webhook, told, digests),
                        desk.isTelling() ? null : words.say(WebhookText.CLOSED),
                        webhooks.isReadable(webhook),
                        came.after(),
                        came.replayError()));
    }

    private WebhookManagePage.@Nullable Proof proof(
            Webhook webhook, List<Calls.Told> told, Map<String, String> digests) {
        return told.stream()
                .map(Calls.Told::id)
                .filter(digests::containsKey)
                .findFirst()
                .flatMap(call -> webhooks.salt(webhook)
                        .map(salt -> new WebhookManagePage.Proof(
                                call, salt, Objects.requireNonNull(digests.get(call)), command(salt, call))))
                .orElse(null);
    }

    /** To be run by somebody else, who is told the address, in place of the word. */
    private static String command(String salt, String call) {
        return "printf '%%s\\n%%s\\n%%s' %s %s 'ADDRESS' | sha256sum".formatted(salt, call);
    }

    /** Of one that is where calls may not go any more, because the settings have changed: it can be ended still. */
    private ResponseEntity<byte[]> unusablePage(
            HttpStatus status,
            TrustCenterId trustCenter,
            Profile profile,
            WebhookWords words,
            Webhook webhook,
            HttpServletRequest request) {
        var frame = around(trustCenter, profile, request, words.say(WebhookText.UNUSABLE_TITLE));
        return pages.show(
                status,
                frame,
                "act",
                new ActPage(
                        frame,
                        List.of(
                                state(words, profile, webhook),
                                words.say(WebhookText.UNUSABLE_TEXT),
                                words.say(WebhookText.END_TEXT)),
                        "end",
                        words.say(WebhookText.END_GO)));
    }

    /** What of a form was not taken, each null or false for nothing. */
    private static @Nullable FormErrors errors(
            ReceptionWords words, @Nullable String address, boolean topics, @Nullable String after) {
        var entries = new ArrayList<FormErrors.Entry>();
        if (address != null) {
            entries.add(new FormErrors.Entry("address", address));
        }
        if (topics) {
            entries.add(new FormErrors.Entry("topics", words.say(ReceptionText.WISH_TOPICS_ERROR)));
        }
        if (after != null) {
            entries.add(new FormErrors.Entry("after", after));
        }
        return entries.isEmpty() ? null : new FormErrors(words.say(ReceptionText.ERRORS_TITLE), entries);
    }

    private Meanwhile meanwhile(ReceptionWords texts, WebhookWords words, Offer offer, WebhookWish wish) {
        return topics.meanwhile(
                texts,
                offer,
                wish.topics(),
                List.of(new Meanwhile.Choice(
                        words.say(WebhookText.REMINDERS),
                        texts.say(wish.reminders() ? ReceptionText.YES : ReceptionText.NO))));
    }

    private static String state(WebhookWords words, Profile profile, Webhook webhook) {
        var end = webhook.end();
        if (end != null) {
            return words.say(
                    switch (end.because()) {
                        case LEFT -> WebhookText.STATE_ENDED;
                        case GONE -> WebhookText.STATE_ENDED_GONE;
                        case STAFF -> WebhookText.STATE_ENDED_STAFF;
                        case KEY_MISSING -> WebhookText.STATE_ENDED_KEY_MISSING;
                    },
                    moment(words, profile, end.since()));
        }
        var provedAt = webhook.provedAt();
        if (provedAt == null) {
            return words.say(
                    WebhookText.STATE_UNPROVED,
                    moment(words, profile, webhook.registeredAt().plus(TO_PROVE)));
        }
        var pause = webhook.pause();
        return pause == null
                ? words.say(WebhookText.STATE_ACTIVE, moment(words, profile, provedAt))
                : words.say(
                        pause.failing() ? WebhookText.STATE_PAUSED_FAILING : WebhookText.STATE_PAUSED,
                        moment(words, profile, pause.since()));
    }

    private static String mood(Webhook.State state) {
        return switch (state) {
            case ACTIVE -> "ok";
            case UNPROVED -> "wait";
            case PAUSED, ENDED -> "bad";
        };
    }

    private static List<String> trial(
            WebhookWords words,
            WebhookTexts outcomeWords,
            Profile profile,
            Webhook webhook,
            @Nullable Endpoint endpoint) {
        var trial = webhook.trial();
        if (trial == null) {
            return List.of();
        }
        var made = words.say(
                trial.purpose() == Webhook.Purpose.CHALLENGE ? WebhookText.CHALLENGED : WebhookText.TESTED,
                moment(words, profile, trial.at()));
        // What came of it names the host.
        return endpoint == null
                ? List.of(made)
                : List.of(
                        made, trial.say(outcomeWords, endpoint).orElseGet(() -> words.say(WebhookText.NOT_KNOWN_YET)));
    }

    private static WebhookManagePage.Call call(
            WebhookWords words,
            WebhookTexts outcomeWords,
            Profile profile,
            @Nullable Endpoint endpoint,
            Calls.Told call,
            @Nullable String digest) {
        var told = new ArrayList<String>();
        var taken = call.taken();
        if (taken != null && call.state() == Calls.State.WAITING) {
            told.add(words.say(WebhookText.CALL_TAKEN_FIRST, moment(words, profile, taken)));
        }
        var tried = call.tried();
        if (tried != null) {
            told.add(words.say(WebhookText.CALL_TRIED, call.number(), moment(words, profile, tried)));
        }
        if (endpoint != null) {
            call.say(outcomeWords, endpoint)
                    .or(() -> Optional.ofNullable(tried).map(_ -> words.say(WebhookText.CALL_OUTCOME_UNKNOWN)))
                    .ifPresent(told::add);
        }
        return new WebhookManagePage.Call(
                call.id(),
                words.say(WebhookText.CALL, Long.toString(call.position())),
                words.say(
                        switch (call.state()) {
                            case WAITING -> WebhookText.CALL_WAITING;
                            case TAKEN -> WebhookText.CALL_TAKEN;
                            case GIVEN_UP -> WebhookText.CALL_GIVEN_UP;
                            case DROPPED -> WebhookText.CALL_DROPPED;
                        }),
                switch (call.state()) {
                    case TAKEN -> "ok";
                    case WAITING, DROPPED -> "wait";
                    case GIVEN_UP -> "bad";
                },
                call.at().toString(),
                moment(words, profile, call.at()),
                told,
                digest);
    }

    private static String moment(WebhookWords words, Profile profile, Instant at) {
        return Wording.of(words.language()).moment(at, profile.timeZone());
    }

    private WebhookWishForm wishForm(ReceptionWords words, Offer offer, WebhookWish wish, boolean wrong) {
        return new WebhookWishForm(
                topics.choices(words.language(), offer, wish.topics()),
                wrong ? words.say(ReceptionText.WISH_TOPICS_ERROR) : null,
                wish.reminders());
    }

    private static WebhookWish wish(MultiValueMap<String, String> form) {
        return new WebhookWish(TopicForms.chosen(form), form.containsKey("reminders"));
    }

    private WebhookWords words(Profile profile, HttpServletRequest request) {
        return files.in(pages.words(profile, request).language());
    }

    private ReceptionFrame around(
            TrustCenterId trustCenter, Profile profile, HttpServletRequest request, String heading) {
        return pages.around(trustCenter, profile, pages.words(profile, request), heading, request);
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door webhookFormDoor() {
            return Door.openToEverybody(HttpMethod.GET, REGISTER);
        }

        @Bean
        Door webhookRegisterDoor() {
            return Door.openToEverybody(HttpMethod.POST, REGISTER);
        }

        @Bean
        Door webhookDoor() {
            return Door.openToEverybody(HttpMethod.GET, MANAGE);
        }

        @Bean
        Door webhookActDoor() {
            return Door.openToEverybody(HttpMethod.POST, MANAGE);
        }
    }
}
