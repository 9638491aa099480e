package org.trustledger.command.webhooks;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.Turnstile;
import org.trustledger.command.subscriptions.NoSuchLink;
import org.trustledger.command.subscriptions.NobodyIsTold;
import org.trustledger.command.subscriptions.Offer;
import org.trustledger.command.subscriptions.Subscribers;
import org.trustledger.command.subscriptions.SubscriptionChangedMeanwhile;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.subscriptions.SubscriptionUnusable;
import org.trustledger.command.webhooks.TooManyWebhooks.What;
import org.trustledger.events.TrustCenterId;

/** Where it is decided which endpoints are told, and of what. Whoever has the link of one decides of that one. */
@Component
public class WebhookDesk {
    /** How long an endpoint has to answer with a challenge. */
    static final Duration TO_PROVE = Duration.ofDays(2);

    /** Whoever has the link, or the endpoint itself. */
    static final String ACTOR = "webhook";

    /** Nobody else. */
    static final String OFFICE = "office";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BOTH_SECRETS = Duration.ofDays(1);
    private static final int MOST_REPLAYED = 1_000;
    private static final int MOST_TRIED_AGAIN_AT_ONCE = 1_000;
    /** Whose trouble staff see. */
    static final Duration TROUBLE_SHOWN = Duration.ofDays(30);

    private final Webhooks webhooks;
    private final Calls calls;
    private final CallWriter writer;
    private final Endpoints endpoints;
    private final People people;
    private final SubscriptionDesk desk;
    private final Subscribers subscribers;
    private final Ledger ledger;
    private final WebhookLimits limits;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Turnstile clients;
    private final SecureRandom random = new SecureRandom();

    WebhookDesk(
            Webhooks webhooks,
            Calls calls,
            CallWriter writer,
            Endpoints endpoints,
            People people,
            SubscriptionDesk desk,
            Subscribers subscribers,
            Ledger ledger,
            WebhookLimits limits,
            TransactionOperations transactions,
            Clock clock) {
        this.webhooks = webhooks;
        this.calls = calls;
        this.writer = writer;
        this.endpoints = endpoints;
        this.people = people;
        this.desk = desk;
        this.subscribers = subscribers;
        this.ledger = ledger;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
        clients = new Turnstile(limits.perClientPerHour(), HOUR, clock);
    }

    /**
     * What whoever registered an endpoint is told once.
     *
     * @param secret that its calls are signed with
     */
    public record Registered(LinkSecret link, Endpoint endpoint, WebhookSecret secret) {}

    /**
     * Keeps an endpoint. Nothing is sent there before somebody has it challenged.
     *
     * @param address as it was typed
     * @param client where the request comes from
     * @throws EndpointUnusable if it can never be called
     * @throws SubscriptionUnusable if it cannot be told so
     * @throws TooManyWebhooks if there are enough
     */
    public Registered register(TrustCenterId trustCenter, String address, WebhookWish wish, String client) {
        requirePassage(client);
        requireUsable(desk.offerWithoutLetters(trustCenter), wish);
        var endpoint = endpoints.of(address);
        var now = now();
        var host = people.markHost(endpoint.hostName());
        requireRoom(trustCenter, host);
        if (webhooks.registeredSince(trustCenter, now.minus(HOUR)) >= limits.trialsPerHour()) {
            throw new TooManyWebhooks(What.REGISTERED, limits.trialsPerHour());
        }
        var link = LinkSecret.fresh(random);
        var secret = WebhookSecret.fresh(random);
        var id = people.add();
        var known =
                new WebhookKnown(endpoint.address(), LinkSecret.fresh(random).text(), secret.text(), List.of());
        var sealed = known.sealed(people.keys(List.of(id)), id);
        transactions.executeWithoutResult(_ -> {
            webhooks.add(id, trustCenter, link.mark(), host, sealed, wish, now);
            webhooks.add(trustCenter, id, Asked.REGISTER, null, now);
        });
        return new Registered(link, endpoint, secret);
    }

    private void requirePassage(String client) {
        if (!clients.lets(client)) {
            throw new TooManyWebhooks(What.OF_CLIENT, limits.perClientPerHour());
        }
    }

    private void requireRoom(TrustCenterId trustCenter, String host) {
        if (webhooks.count(trustCenter).told() >= limits.endpoints()) {
            throw new TooManyWebhooks(What.ENDPOINTS, limits.endpoints());
        } else if (webhooks.countOfHost(trustCenter, host) >= limits.endpointsPerHost()) {
            throw new TooManyWebhooks(What.ENDPOINTS_OF_HOST, limits.endpointsPerHost());
        }
    }

    private boolean hasRoom(TrustCenterId trustCenter, String host) {
        return webhooks.count(trustCenter).told() < limits.endpoints()
                && webhooks.countOfHost(trustCenter, host) < limits.endpointsPerHost();
    }

    private static void requireUsable(Offer offer, WebhookWish wish) {
        if (wish.topics().isEmpty() || !wish.topics().stream().allMatch(offer::has)) {
            throw new SubscriptionUnusable(SubscriptionUnusable.Field.TOPICS);
        }
    }

    /**
     * The endpoint of a link, one that has ended too.
     *
     * @throws NoSuchLink if there is none
     */
    public Webhook find(TrustCenterId trustCenter, LinkSecret link) {
        return webhooks.findByLink(trustCenter, link.mark()).orElseThrow(NoSuchLink::new);
    }

    /**
     * Where it is; empty if it has ended, or cannot be called any more because the settings have changed, or if
     * {@link #isReadable nobody can read it}.
     */
    public Optional<Endpoint> endpoint(Webhook webhook) {
        return shown(webhook).flatMap(this::endpoint);
    }

    /** Whether it can be read where an endpoint is: not without its key, which may be in another store. */
    public boolean isReadable(Webhook webhook) {
        return shown(webhook).isPresent();
    }

    private Optional<WebhookKnown> shown(Webhook webhook) {
        return WebhookKnown.of(webhook, people.keysIfKept(List.of(webhook.id())));
    }

    private Optional<Endpoint> endpoint(WebhookKnown known) {
        try {
            return Optional.of(endpoints.of(known.address()));
        } catch (EndpointUnusable _) {
            return Optional.empty();
        }
    }

    Optional<WebhookKnown> known(Webhook webhook) {
        return WebhookKnown.of(webhook, people.keys(List.of(webhook.id())));
    }

    /** Whether its key is gone, and not that of others: its row comes from a backup, from before it was forgotten. */
    boolean wasForgotten(Webhook webhook) {
        return people.isKeyGone(
                webhook.id(),
                Stream.of(webhooks.others(webhook.id()), subscribers.others(webhook.id()))
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * Its salt, with which its address is digested in the records of what it was told: its owner's alone. Empty if it
     * has ended, or {@link #isReadable nobody can read it}.
     */
    public Optional<String> salt(Webhook webhook) {
        return shown(webhook).map(WebhookKnown::salt);
    }

    /** Whether anybody can be called here: what is told has links to the site. */
    boolean isTelling() {
        return desk.isTelling();
    }

    /** The last calls of it, the newest first. */
    public List<Calls.Told> told(Webhook webhook, int most) {
        return calls.newest(webhook.id(), most);
    }

    /** How many calls of it wait. */
    public int waiting(Webhook webhook) {
        return calls.waiting(webhook.id());
    }

    /**
     * Counts a challenge that somebody wants to be made at once, and notes that it is.
     *
     * @param client where the request comes from
     * @return the endpoint as it was found; empty if it has been proved already, and then there is nothing to be made
     * @throws NobodyIsTold if nobody is called here
     * @throws TooManyWebhooks if enough were made
     */
    Optional<Webhook> beginChallenge(TrustCenterId trustCenter, LinkSecret link, String client, Instant now) {
        desk.requireTelling();
        return held(trustCenter, link, webhook -> {
            if (webhook.state() != Webhook.State.UNPROVED) {
                return Optional.empty();
            }
            requirePassage(client);
            var host = people.markHost(
                    endpoint(webhook).orElseThrow(NoSuchLink::new).hostName());
            var anHourAgo = now.minus(HOUR);
            if (webhooks.trialsSince(trustCenter, anHourAgo) >= limits.trialsPerHour()) {
                throw new TooManyWebhooks(What.TRIALS, limits.trialsPerHour());
            } else if (webhooks.trialsSince(trustCenter, host, anHourAgo) >= Trials.MOST_OF_HOST) {
                throw new TooManyWebhooks(What.TRIALS_OF_HOST, Trials.MOST_OF_HOST);
            }
            requireRoom(trustCenter, host);
            count(webhook, Asked.CHALLENGE, host, now);
            webhooks.tried(webhook.id(), Webhook.Purpose.CHALLENGE, now);
            return Optional.of(webhook);
        });
    }

    /**
     * Counts a test that somebody wants to be made at once, and notes that it is.
     *
     * @return the endpoint as it was found
     * @throws NobodyIsTold if nobody is called here
     * @throws NoSuchLink if it has not been proved
     * @throws TooManyWebhooks if enough were made
     */
    Webhook beginTest(TrustCenterId trustCenter, LinkSecret link, Instant now) {
        desk.requireTelling();
        return held(trustCenter, link, webhook -> {
            if (webhook.state() == Webhook.State.UNPROVED || endpoint(webhook).isEmpty()) {
                throw new NoSuchLink();
            }
            count(webhook, Asked.TEST, null, now);
            webhooks.tried(webhook.id(), Webhook.Purpose.TEST, now);
            return webhook;
        });
    }

    /**
     * Counts what somebody wants to have done against the endpoint, which the caller holds, and against nobody else.
     */
    private void count(Webhook webhook, Asked asked, @Nullable String host, Instant now) {
        if (webhooks.askedSince(webhook.id(), asked, now.minus(HOUR)) >= asked.mostAnHour()) {
            throw new TooManyWebhooks(What.OF_ENDPOINT, asked.mostAnHour());
        }
        webhooks.add(webhook.trustCenter(), webhook.id(), asked, host, now);
    }

    /** What came of a challenge: who has shown that the endpoint is theirs is told from now on, if there is room. */
    void challenged(PersonId id, Endpoint endpoint, Instant begun, Ownership ownership, String correlationId) {
        transactions.executeWithoutResult(_ -> webhooks.hold(id).ifPresent(webhook -> {
            if (ownership instanceof Ownership.Shown && webhook.state() == Webhook.State.UNPROVED) {
                webhooks.trialEnded(
                        id,
                        begun,
                        prove(webhook, endpoint, correlationId) ? NotedOutcome.of(ownership) : NotedOutcome.NO_ROOM);
            } else {
                webhooks.trialEnded(id, begun, NotedOutcome.of(ownership));
            }
        }));
    }

    /** @return false if there is no room for one more: several may have been challenged when there was room for one */
    private boolean prove(Webhook webhook, Endpoint endpoint, String correlationId) {
        webhooks.holdRoom(webhook.trustCenter());
        var host = people.markHost(endpoint.hostName());
        if (!hasRoom(webhook.trustCenter(), host)) {
            return false;
        }
        // Whoever looks for what is to be told sees this endpoint, or has not looked yet.
        webhooks.holdReach(webhook.trustCenter());
        var toldFrom = ledger.head(webhook.trustCenter()).map(Head::position).orElse(0L);
        webhooks.prove(webhook.id(), host, now(), toldFrom);
        ledger.keep(
                webhook.trustCenter(),
                WebhookStep.KIND,
                webhook.id().value(),
                ACTOR,
                correlationId,
                List.of(WebhookStep.Proved.of(webhook.wish(), toldFrom)));
        return true;
    }

    /**
     * What came of a test. An endpoint that takes it does not fail any more; what waits keeps its time all the same,
     * for one that takes tests and nothing else would use up its attempts.
     */
    void tested(PersonId id, Instant begun, Outcome outcome, String correlationId) {
        transactions.executeWithoutResult(_ -> webhooks.hold(id).ifPresent(webhook -> {
            webhooks.trialEnded(id, begun, NotedOutcome.of(outcome));
            if (outcome instanceof Outcome.Gone) {
                end(webhook, Webhook.Because.GONE, ACTOR, correlationId);
            } else if (outcome.isAccepted() && webhook.state() != Webhook.State.ENDED) {
                webhooks.failing(id, Failing.NOT);
            }
        }));
    }

    /**
     * Has it told of other things.
     *
     * @param basedOn the version that was read
     * @throws SubscriptionChangedMeanwhile if it was changed since
     */
    public void change(
            TrustCenterId trustCenter, LinkSecret link, WebhookWish wish, long basedOn, String correlationId) {
        requireUsable(desk.offerToReaders(trustCenter), wish);
        held(trustCenter, link, webhook -> {
            if (webhook.wish().equals(wish)) {
                return webhook;
            } else if (webhook.version() != basedOn) {
                throw new SubscriptionChangedMeanwhile(basedOn, webhook.version());
            }
            count(webhook, Asked.CHANGE, null, now());
            webhooks.change(webhook.id(), wish);
            keep(webhook, correlationId, WebhookStep.Changed.to(wish));
            return webhook;
        });
    }

    /** Has what it would be told wait. Harmless if it does. */
    public void pause(TrustCenterId trustCenter, LinkSecret link, String correlationId) {
        held(trustCenter, link, webhook -> {
            if (webhook.state() == Webhook.State.ACTIVE) {
                webhooks.pause(webhook.id(), now(), false);
                keep(webhook, correlationId, new WebhookStep.Paused(false));
            }
            return webhook;
        });
    }

    /** Goes on where it stopped. Harmless if it is called. */
    public void resume(TrustCenterId trustCenter, LinkSecret link, String correlationId) {
        held(trustCenter, link, webhook -> {
            if (webhook.state() == Webhook.State.PAUSED) {
                count(webhook, Asked.RESUME, null, now());
                resume(webhook);
                keep(webhook, correlationId, new WebhookStep.Resumed());
            }
            return webhook;
        });
    }

    /**
     * Has it told again, in order, what tells anything after a position, whether it has that or not.
     *
     * @return how many calls are made
     * @throws TooMuchToReplay if there are too many
     */
    public int replay(TrustCenterId trustCenter, LinkSecret link, long after, String correlationId) {
        return held(trustCenter, link, webhook -> {
            var asked = calls.countAfter(webhook.id(), after);
            if (asked > MOST_REPLAYED) {
                throw new TooMuchToReplay(asked, MOST_REPLAYED);
            }
            if (asked > 0) {
                count(webhook, Asked.REPLAY, null, now());
                writer.takenUpAgain(calls.replay(webhook.id(), after, now()));
                callAgain(webhook);
                keep(webhook, correlationId, new WebhookStep.Replayed(after, asked));
            }
            return asked;
        });
    }

    /** Takes up again a call that was given up; false if it was not. */
    public boolean tryAgain(TrustCenterId trustCenter, String call) {
        return Boolean.TRUE.equals(transactions.execute(_ -> calls.givenUp(trustCenter, call)
                .flatMap(due -> webhooks.hold(due.webhook())
                        .filter(webhook -> webhook.state() != Webhook.State.ENDED)
                        .map(webhook -> {
                            calls.takeUpAgain(due);
                            writer.takenUpAgain(List.of(call));
                            callAgain(webhook);
                            return true;
                        }))
                .orElse(false)));
    }

    /**
     * Takes up again all calls that were given up, so many at a time that nobody waits for long for their endpoints.
     *
     * @return how many
     */
    public int tryAllAgain(TrustCenterId trustCenter) {
        var taken = 0;
        int some;
        do {
            some = Objects.requireNonNull(transactions.execute(_ -> trySomeAgain(trustCenter)));
            taken += some;
        } while (some == MOST_TRIED_AGAIN_AT_ONCE);
        return taken;
    }

    private int trySomeAgain(TrustCenterId trustCenter) {
        var endpoints = webhooks.holdGivenUp(trustCenter);
        var taken = calls.takeUpAgain(endpoints, MOST_TRIED_AGAIN_AT_ONCE);
        if (!taken.isEmpty()) {
            writer.takenUpAgain(taken.stream().map(CallDue::id).toList());
            webhooks.wake(taken.stream().map(CallDue::webhook).collect(Collectors.toSet()), now());
            calls.wakeWhenDurable();
        }
        return taken.size();
    }

    /** At once if it was paused because it failed, for whoever resumes it says that it does not any more. */
    private void resume(Webhook webhook) {
        webhooks.resume(webhook.id());
        if (webhook.pause() != null && webhook.pause().failing() && calls.waiting(webhook.id()) > 0) {
            webhooks.due(webhook.id(), now());
            calls.wakeWhenDurable();
        } else {
            callAgain(webhook);
        }
    }

    /** Not before its time: an endpoint that fails is called when it is to be tried again, whatever was asked since. */
    private void callAgain(Webhook webhook) {
        if (calls.waiting(webhook.id()) > 0) {
            webhooks.wake(List.of(webhook.id()), now());
            calls.wakeWhenDurable();
        }
    }

    /**
     * Has its calls signed with another secret, and for a day with the one there was as well.
     *
     * @throws TooManyWebhooks if it was made anew so often that one which still signs would have to give way
     */
    public WebhookSecret renewSecret(TrustCenterId trustCenter, LinkSecret link, String correlationId) {
        return held(trustCenter, link, webhook -> {
            var now = now();
            var keys = people.keys(List.of(webhook.id()));
            var known = WebhookKnown.of(webhook, keys).orElseThrow(NoSuchLink::new);
            if (known.secrets(now).size() >= WebhookKnown.MOST_SECRETS) {
                throw new TooManyWebhooks(What.SECRETS, WebhookKnown.MOST_SECRETS);
            }
            count(webhook, Asked.SECRET, null, now);
            var secret = WebhookSecret.fresh(random);
            webhooks.seal(
                    webhook.id(),
                    known.renewed(secret, now, now.plus(BOTH_SECRETS)).sealed(keys, webhook.id()));
            keep(webhook, correlationId, new WebhookStep.SecretRenewed());
            return secret;
        });
    }

    /** Ends it and forgets whose it was and where. */
    public void end(TrustCenterId trustCenter, LinkSecret link, String correlationId) {
        held(trustCenter, link, webhook -> {
            end(webhook, Webhook.Because.LEFT, ACTOR, correlationId);
            return webhook;
        });
    }

    /** Ends one that the caller holds. */
    void end(Webhook webhook, Webhook.Because because, String actor, String correlationId) {
        if (webhook.state() == Webhook.State.UNPROVED) {
            forget(webhook);
        } else if (webhook.state() != Webhook.State.ENDED) {
            var now = now();
            webhooks.end(webhook.id(), now, because);
            writer.ended(calls.dropAll(webhook.id(), now), because, now);
            keep(webhook, actor, correlationId, new WebhookStep.Ended(because == Webhook.Because.GONE));
            people.erase(webhook.trustCenter(), webhook.id(), erasedBecause(because), actor, correlationId);
        }
    }

    private static PersonErased.Because erasedBecause(Webhook.Because because) {
        return switch (because) {
            case LEFT -> PersonErased.Because.LEFT;
            case GONE -> PersonErased.Because.GONE;
            case STAFF -> PersonErased.Because.ENDED;
            case KEY_MISSING -> PersonErased.Because.KEY_MISSING;
        };
    }

    /** Forgets one that has not been proved, unless it has meanwhile. */
    void forgetUnproved(PersonId id, Instant registeredBefore) {
        transactions.executeWithoutResult(_ -> webhooks.hold(id)
                .filter(webhook -> webhook.state() == Webhook.State.UNPROVED)
                .filter(webhook -> webhook.registeredAt().isBefore(registeredBefore))
                .ifPresent(this::forget));
    }

    /** Nothing was ever told to it nor kept of it, so that it is forgotten is no fact either. */
    private void forget(Webhook webhook) {
        webhooks.forget(webhook.id());
        people.eraseUnrecorded(webhook.id());
    }

    /** Pauses one that the caller holds, for it takes nothing. */
    void pauseFailing(Webhook webhook, Instant now) {
        if (webhook.state() == Webhook.State.ACTIVE) {
            webhooks.pause(webhook.id(), now, true);
            keep(webhook, ACTOR, new WebhookStep.Paused(true));
        }
    }

    /**
     * Where those of some are that have not ended, as far as there is a store of keys to open it with. Staff see the
     * host of it.
     */
    public Map<PersonId, Endpoint> endpoints(Collection<PersonId> ids) {
        var keys = people.keysIfKept(ids);
        var found = new HashMap<PersonId, Endpoint>();
        for (var webhook : webhooks.find(ids)) {
            WebhookKnown.of(webhook, keys)
                    .flatMap(this::endpoint)
                    .ifPresent(endpoint -> found.put(webhook.id(), endpoint));
        }
        return found;
    }

    /**
     * How many there are.
     *
     * @param told that have answered with a challenge
     * @param paused of those
     */
    public record Count(int told, int paused) {}

    /** How many a trust center has. */
    public Count count(TrustCenterId trustCenter) {
        return webhooks.count(trustCenter);
    }

    /** How many of a trust center are paused because they took nothing any more. */
    public int countFailed(TrustCenterId trustCenter) {
        return webhooks.countFailed(trustCenter);
    }

    /**
     * An endpoint as staff see it.
     *
     * @param endpoint where it is; null if it cannot be called any more, or nobody can read where it is
     * @param pause null while it is called
     * @param since when it came to stand so
     * @param waiting how many calls wait
     * @param trouble the last call of the last {@link #TROUBLE_SHOWN} that it did not take; null if it took all
     */
    public record Listed(
            PersonId id,
            @Nullable Endpoint endpoint,
            Webhook.@Nullable Pause pause,
            Instant since,
            int waiting,
            Calls.@Nullable Trouble trouble) {}

    /** The endpoints that a trust center calls, those that are paused among them. */
    public List<Listed> list(TrustCenterId trustCenter) {
        var told = webhooks.told(trustCenter);
        var ids = told.stream().map(Webhook::id).toList();
        var where = endpoints(ids);
        var waiting = calls.waiting(ids);
        var troubles = calls.lastTrouble(ids, now().minus(TROUBLE_SHOWN));
        return told.stream()
                .map(webhook -> new Listed(
                        webhook.id(),
                        where.get(webhook.id()),
                        webhook.pause(),
                        webhook.pause() == null
                                ? Objects.requireNonNull(webhook.provedAt())
                                : webhook.pause().since(),
                        waiting.getOrDefault(webhook.id(), 0),
                        troubles.get(webhook.id())))
                .toList();
    }

    /**
     * Has one called again that was paused because it failed, by staff; one that its owner paused is theirs to resume.
     *
     * @param actor opaque id of who does
     * @return false if it was not paused so
     */
    public boolean resumeFailing(TrustCenterId trustCenter, PersonId id, String actor, String correlationId) {
        return Boolean.TRUE.equals(transactions.execute(_ -> webhooks.hold(id)
                .filter(webhook -> webhook.trustCenter().equals(trustCenter))
                .filter(webhook -> webhook.state() == Webhook.State.PAUSED)
                .filter(webhook -> webhook.pause() != null && webhook.pause().failing())
                .map(webhook -> {
                    resume(webhook);
                    keep(webhook, actor, correlationId, new WebhookStep.Resumed());
                    return true;
                })
                .orElse(false)));
    }

    /**
     * Ends one that was proved, by staff, and forgets whose it was and where.
     *
     * @param actor opaque id of who does
     * @return false if there is none such, or it had ended
     */
    public boolean endForStaff(TrustCenterId trustCenter, PersonId id, String actor, String correlationId) {
        return Boolean.TRUE.equals(transactions.execute(_ -> webhooks.hold(id)
                .filter(webhook -> webhook.trustCenter().equals(trustCenter))
                .filter(webhook -> webhook.provedAt() != null && webhook.end() == null)
                .map(webhook -> {
                    end(webhook, Webhook.Because.STAFF, actor, correlationId);
                    return true;
                })
                .orElse(false)));
    }

    private interface Work<T> {
        T on(Webhook webhook);
    }

    private <T> T held(TrustCenterId trustCenter, LinkSecret link, Work<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var webhook = webhooks.holdByLink(trustCenter, link.mark())
                    .filter(each -> each.state() != Webhook.State.ENDED)
                    .orElseThrow(NoSuchLink::new);
            return work.on(webhook);
        }));
    }

    private void keep(Webhook webhook, String correlationId, WebhookStep step) {
        keep(webhook, ACTOR, correlationId, step);
    }

    /** Of one that nobody has proved nothing is kept: anybody can register one, and a ledger forgets nothing. */
    private void keep(Webhook webhook, String actor, String correlationId, WebhookStep step) {
        if (webhook.state() != Webhook.State.UNPROVED) {
            ledger.keep(
                    webhook.trustCenter(), WebhookStep.KIND, webhook.id().value(), actor, correlationId, List.of(step));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
