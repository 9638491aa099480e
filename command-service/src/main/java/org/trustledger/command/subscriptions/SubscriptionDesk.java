package org.trustledger.command.subscriptions;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Standing;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.letters.Letters;
import org.trustledger.command.mail.MailAddress;
import org.trustledger.command.mail.Postbox;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.subscriptions.SubscriptionUnusable.Field;
import org.trustledger.events.FactType;
import org.trustledger.events.Profile;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;

/** Where it is decided who is told of what. */
@Component
public class SubscriptionDesk implements TakesCommands {
    /** How long somebody has to say that an address is theirs. */
    static final Duration TO_CONFIRM = Duration.ofDays(2);

    private static final Duration BETWEEN_LETTERS = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SUBSCRIBER = "subscriber";
    private static final int SECRET_BYTES = 32;

    private final Subscribers subscribers;
    private final People people;
    private final Letters letters;
    private final Postbox postbox;
    private final Ledger ledger;
    private final Standing standing;
    private final SubscriptionSettings settings;
    private final CommandGateway commands;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SubscriptionDesk(
            Subscribers subscribers,
            People people,
            Letters letters,
            Postbox postbox,
            Ledger ledger,
            Standing standing,
            SubscriptionSettings settings,
            CommandGateway commands,
            Clock clock) {
        this.subscribers = subscribers;
        this.people = people;
        this.letters = letters;
        this.postbox = postbox;
        this.ledger = ledger;
        this.standing = standing;
        this.settings = settings;
        this.commands = commands;
        this.clock = clock;
    }

    /** Whether anybody can subscribe here: it takes a store of keys, a mail server and a site. */
    public boolean isOpen() {
        return isTelling() && postbox.isThere();
    }

    /** Whether anybody can be told here, by letters or otherwise: it takes a store of keys and a site. */
    public boolean isTelling() {
        return people.areKept() && settings.site() != null;
    }

    /**
     * Of what a trust center tells.
     *
     * @throws NobodyIsTold if it tells nobody of anything
     */
    public Offer offer(TrustCenterId trustCenter) {
        if (!isOpen()) {
            throw new NobodyIsTold();
        }
        return offerWithoutLetters(trustCenter);
    }

    /**
     * The same for those who are told without letters.
     *
     * @throws NobodyIsTold if it tells nobody of anything
     */
    public Offer offerWithoutLetters(TrustCenterId trustCenter) {
        var now = now();
        var profile = isTelling() ? standing.profile(trustCenter, now) : Optional.<Profile>empty();
        return new Offer(
                profile.orElseThrow(NobodyIsTold::new),
                standing.items(trustCenter, FactType.TAG_PUBLISHED, now).stream()
                        .map(fact -> fact.fact())
                        .filter(TagPublished.class::isInstance)
                        .map(TagPublished.class::cast)
                        .sorted(Comparator.comparingLong(
                                published -> published.content().order()))
                        .map(published -> new Offer.Tagged(published.statement().item(), published.content()))
                        .toList());
    }

    /**
     * Address of the public site.
     *
     * @throws NullPointerException if nobody is told here
     */
    public URI site() {
        return Objects.requireNonNull(settings.site());
    }

    /** The address of a page for whoever has the secret. */
    public URI link(TrustCenterId trustCenter, String secret) {
        return URI.create("%s/reception/%s/subscriptions/%s"
                .formatted(Objects.requireNonNull(settings.site()), trustCenter, secret));
    }

    /** The address that ends a subscription by one request without a page (RFC 8058). */
    public URI unsubscribe(TrustCenterId trustCenter, String secret) {
        return URI.create("%s/reception/%s/unsubscribe/%s"
                .formatted(Objects.requireNonNull(settings.site()), trustCenter, secret));
    }

    /**
     * Writes to an address, to ask whether whoever has it wants to be told. Comes to the same whether or not somebody
     * has subscribed with it already, but for the letter.
     *
     * @param address as it was typed
     * @throws SubscriptionUnusable if nobody can be told so
     * @throws TooManySubscribe if enough letters were sent for the hour
     */
    public void subscribe(TrustCenterId trustCenter, String address, Wish wish, String correlationId) {
        commands.sendAndWait(new Subscribe(trustCenter, address, wish, correlationId));
    }

    /**
     * Begins to tell whoever has the link. Harmless if they are told already.
     *
     * @throws NoSuchLink if nobody has it
     */
    public void confirm(TrustCenterId trustCenter, String secret, Wish wish, String correlationId) {
        commands.sendAndWait(new ConfirmSubscription(trustCenter, secret, wish, correlationId));
    }

    /**
     * Tells them of other things, or otherwise.
     *
     * @param basedOn the version that was read
     * @throws NoSuchLink if nobody has it
     * @throws SubscriptionChangedMeanwhile if it was changed since
     */
    public void change(TrustCenterId trustCenter, String secret, Wish wish, long basedOn, String correlationId) {
        commands.sendAndWait(new ChangeSubscription(trustCenter, secret, wish, basedOn, correlationId));
    }

    /** Ends a subscription and forgets whose it was. Harmless if there is none. */
    public void leave(TrustCenterId trustCenter, String secret, String correlationId) {
        commands.sendAndWait(new LeaveSubscription(trustCenter, secret, correlationId));
    }

    /**
     * Whoever has the link.
     *
     * @throws NoSuchLink if nobody has it
     */
    public Subscriber find(TrustCenterId trustCenter, String secret) {
        return subscribers.findByLink(trustCenter, marked(secret)).orElseThrow(NoSuchLink::new);
    }

    /** What is known of a subscriber; empty if they are forgotten. */
    public Optional<Known> known(Subscriber subscriber) {
        return Known.of(subscriber, people.keys(List.of(subscriber.id())));
    }

    @CommandHandler
    void on(Subscribe command) {
        var trustCenter = command.trustCenter();
        requireUsable(offer(trustCenter), command.wish());
        var address =
                MailAddress.deliverable(command.address()).orElseThrow(() -> new SubscriptionUnusable(Field.ADDRESS));
        var now = now();
        if (subscribers.writtenSince(trustCenter, now.minus(HOUR)) >= settings.lettersPerHour()) {
            throw new TooManySubscribe(settings.lettersPerHour());
        }
        var mark = people.mark(trustCenter, address.toLowerCase(Locale.ROOT));
        // A key is made in any case, so that the time it takes does not tell whether it was needed.
        var person = people.add();
        var secret = secret();
        var asked = new Subscriber(
                person,
                trustCenter,
                new Known(address, secret, secret()).sealed(people.keys(List.of(person)), person),
                command.wish(),
                1,
                now,
                null,
                null);
        if (subscribers.add(asked, mark, marked(secret))) {
            write(asked, now);
            return;
        }
        // Not before the reply, which must take as long as it does for an address that nobody has typed.
        whenDurable(() -> Thread.startVirtualThread(() -> people.discard(person)));
        subscribers.holdByAddress(trustCenter, mark).ifPresent(known -> {
            if (!known.isConfirmed()) {
                subscribers.change(known.id(), command.wish());
            }
            if (known.writtenAt() == null || known.writtenAt().isBefore(now.minus(BETWEEN_LETTERS))) {
                write(known, now);
            }
        });
    }

    private void write(Subscriber to, Instant now) {
        letters.putUrgent(to.trustCenter(), SubscriptionLetters.KIND, SubscriptionLetters.ABOUT, to.id(), now);
        subscribers.written(to.id(), now);
    }

    @CommandHandler
    void on(ConfirmSubscription command) {
        var trustCenter = command.trustCenter();
        requireUsable(offer(trustCenter), command.wish());
        var subscriber =
                subscribers.holdByLink(trustCenter, marked(command.secret())).orElseThrow(NoSuchLink::new);
        if (subscriber.isConfirmed()) {
            return;
        }
        if (!subscriber.wish().equals(command.wish())) {
            subscribers.change(subscriber.id(), command.wish());
        }
        // Whoever looks for what is to be told sees this subscriber, or has not looked yet.
        subscribers.holdReach(trustCenter);
        var toldFrom = ledger.head(trustCenter).map(Head::position).orElse(0L);
        subscribers.confirm(subscriber.id(), now(), toldFrom);
        keep(subscriber, command.correlationId(), SubscriberStep.Confirmed.of(command.wish(), toldFrom));
    }

    @CommandHandler
    void on(ChangeSubscription command) {
        requireUsable(offer(command.trustCenter()), command.wish());
        var subscriber = subscribers
                .holdByLink(command.trustCenter(), marked(command.secret()))
                .filter(Subscriber::isConfirmed)
                .orElseThrow(NoSuchLink::new);
        if (subscriber.wish().equals(command.wish())) {
            return;
        }
        if (subscriber.version() != command.basedOn()) {
            throw new SubscriptionChangedMeanwhile(command.basedOn(), subscriber.version());
        }
        subscribers.change(subscriber.id(), command.wish());
        keep(subscriber, command.correlationId(), SubscriberStep.Changed.to(command.wish()));
    }

    @CommandHandler
    void on(LeaveSubscription command) {
        subscribers.holdByLink(command.trustCenter(), marked(command.secret())).ifPresent(subscriber -> {
            if (!subscriber.isConfirmed()) {
                forget(subscriber, PersonErased.Because.LEFT, command.correlationId());
                return;
            }
            subscribers.leave(subscriber.id(), now());
            keep(subscriber, command.correlationId(), new SubscriberStep.Left());
            people.erase(
                    subscriber.trustCenter(),
                    subscriber.id(),
                    PersonErased.Because.LEFT,
                    SUBSCRIBER,
                    command.correlationId());
        });
    }

    @CommandHandler
    void on(ForgetUnconfirmed command) {
        subscribers
                .hold(command.subscriber())
                .filter(subscriber -> !subscriber.isConfirmed())
                .filter(subscriber -> Optional.ofNullable(subscriber.writtenAt())
                        .orElse(subscriber.askedAt())
                        .isBefore(command.askedBefore()))
                .ifPresent(subscriber -> forget(subscriber, PersonErased.Because.NEVER_CONFIRMED, SUBSCRIBER));
    }

    private void forget(Subscriber subscriber, PersonErased.Because because, String correlationId) {
        subscribers.forget(subscriber.id());
        people.erase(subscriber.trustCenter(), subscriber.id(), because, SUBSCRIBER, correlationId);
    }

    private void keep(Subscriber subscriber, String correlationId, SubscriberStep step) {
        ledger.keep(
                subscriber.trustCenter(),
                SubscriberStep.KIND,
                subscriber.id().value(),
                SUBSCRIBER,
                correlationId,
                List.of(step));
    }

    private static void requireUsable(Offer offer, Wish wish) {
        if (wish.topics().isEmpty() || !wish.topics().stream().allMatch(offer::has)) {
            throw new SubscriptionUnusable(Field.TOPICS);
        }
        if (!offer.profile().languages().contains(wish.language())) {
            throw new SubscriptionUnusable(Field.LANGUAGE);
        }
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // Nobody guesses one of 2^256, so a digest without a secret hides it.
    private static String marked(String secret) {
        return HexFormat.of().formatHex(Sha256.fresh().digest(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static void whenDurable(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
