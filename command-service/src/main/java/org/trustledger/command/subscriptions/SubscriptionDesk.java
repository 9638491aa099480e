package org.trustledger.command.subscriptions;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Standing;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.letters.Letters;
import org.trustledger.command.mail.MailAddress;
import org.trustledger.command.mail.Postbox;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.Refusal;
import org.trustledger.command.platform.Sha256;
import org.trustledger.command.platform.Turnstile;
import org.trustledger.command.subscriptions.SubscriptionUnusable.Field;
import org.trustledger.events.FactType;
import org.trustledger.events.TagPublished;
import org.trustledger.events.TrustCenterId;

/** Where it is decided who is told of what. */
@Component
public class SubscriptionDesk implements TakesCommands {
    /** How long somebody has to say that an address is theirs. */
    public static final Duration TO_CONFIRM = Duration.ofDays(2);

    private static final Duration BETWEEN_LETTERS = Duration.ofDays(1);
    /** Within which so many ask at most. */
    static final Duration HOUR = Duration.ofHours(1);

    private static final int TYPED_AN_HOUR = 5;
    private static final String SUBSCRIBER = "subscriber";
    private static final String OFFICE = "office";
    private static final int SECRET_BYTES = 32;
    private static final int PROOF_DIGITS = 32;
    private static final Pattern STOP = Pattern.compile("([0-9a-f]{64})([0-9a-f]{32})");
    // The keys of all of them are made in another database, over few connections.
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Subscribers subscribers;
    private final SignUps signUps;
    private final People people;
    private final Letters letters;
    private final Postbox postbox;
    private final Ledger ledger;
    private final Standing standing;
    private final SubscriptionSettings settings;
    private final CommandGateway commands;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Turnstile clients;
    private final Turnstile mailboxes;

    SubscriptionDesk(
            Subscribers subscribers,
            SignUps signUps,
            People people,
            Letters letters,
            Postbox postbox,
            Ledger ledger,
            Standing standing,
            SubscriptionSettings settings,
            CommandGateway commands,
            Clock clock) {
        this.subscribers = subscribers;
        this.signUps = signUps;
        this.people = people;
        this.letters = letters;
        this.postbox = postbox;
        this.ledger = ledger;
        this.standing = standing;
        this.settings = settings;
        this.commands = commands;
        this.clock = clock;
        clients = new Turnstile(settings.perClientPerHour(), HOUR, clock);
        mailboxes = new Turnstile(TYPED_AN_HOUR, HOUR, clock);
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
        requireTelling();
        return offerToReaders(trustCenter);
    }

    /**
     * That anybody can be told here, by letters or otherwise.
     *
     * @throws NobodyIsTold if nobody can
     */
    public void requireTelling() {
        if (!isTelling()) {
            throw new NobodyIsTold();
        }
    }

    /**
     * The same for those who have a link by now: they change what they chose, and leave, whether or not anybody is told
     * here any more.
     *
     * @throws NobodyIsTold if there is no such trust center
     */
    public Offer offerToReaders(TrustCenterId trustCenter) {
        var now = now();
        return new Offer(
                standing.profile(trustCenter, now).orElseThrow(NobodyIsTold::new),
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

    /**
     * The address that ends a subscription, by one request without a page (RFC 8058) or on a page. Whoever sees it, in
     * a letter that was forwarded or in the log of a mail server, can do nothing else with it.
     *
     * @param secret that manages the subscription
     */
    public URI unsubscribe(TrustCenterId trustCenter, String secret) {
        return URI.create("%s/reception/%s/unsubscribe/%s"
                .formatted(Objects.requireNonNull(settings.site()), trustCenter, toLeave(secret)));
    }

    /** The address at which whoever has an address says that it is not to be written to because somebody typed it. */
    URI stop(TrustCenterId trustCenter, String address) {
        var mailbox = mailbox(trustCenter, address);
        return URI.create("%s/reception/%s/stop/%s%s"
                .formatted(Objects.requireNonNull(settings.site()), trustCenter, mailbox, proof(trustCenter, mailbox)));
    }

    /**
     * Writes to an address, to ask whether whoever has it wants to be told. Comes to the same whether or not somebody
     * has subscribed with it already, but for the letter.
     *
     * @param address as it was typed
     * @param client where the request comes from
     * @throws SubscriptionUnusable if nobody can be told so
     * @throws TooManySubscribe if enough was asked for the hour
     */
    public void subscribe(TrustCenterId trustCenter, String address, Wish wish, String client, String correlationId) {
        if (!clients.lets(client)) {
            throw TooManySubscribe.ofClient(settings.perClientPerHour());
        }
        requireUsable(offer(trustCenter), wish);
        var deliverable = MailAddress.deliverable(address).orElseThrow(() -> new SubscriptionUnusable(Field.ADDRESS));
        // Not refused: that an address was typed often is nobody's business, and one letter a day is all there is.
        if (!mailboxes.lets(mailbox(trustCenter, deliverable))) {
            return;
        }
        takePlace();
        try {
            ask(trustCenter, deliverable, wish, correlationId);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw TooManySubscribe.atOnce();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw TooManySubscribe.atOnce();
        }
    }

    private void ask(TrustCenterId trustCenter, String address, Wish wish, String correlationId) {
        // A key is made in any case, so that the time it takes does not tell whether it was needed; and before there is
        // a transaction, for one that waits for another database keeps others waiting.
        var person = people.add();
        var secret = secret();
        var asked = new Subscriber(
                person,
                trustCenter,
                new Known(address, secret, secret()).sealed(people.keys(List.of(person)), person),
                wish,
                1,
                now(),
                null,
                null,
                null);
        var marks = new Subscribe.Marks(
                markOfAddress(trustCenter, address),
                mailbox(trustCenter, address),
                marked(secret),
                marked(toLeave(secret)));
        // Of an address that nobody has the key that was just made is looked for: that is as much work.
        var known = findByAddress(trustCenter, address).map(Subscriber::id).orElse(person);
        var keyless = people.isKeyGone(known, subscribers.others(known)) ? known : null;
        var needed = false;
        try {
            needed = commands.<Boolean>sendAndWait(new Subscribe(trustCenter, asked, marks, keyless, correlationId));
        } catch (Refusal refusal) {
            discard(person);
            throw refusal;
        }
        if (!needed) {
            discard(person);
        }
        if (keyless != null) {
            recordForgotten(keyless, correlationId);
        }
    }

    /** Not before the reply either; in case the office dies, {@link WhenNobodyConfirmsForgetThem} does the same. */
    private void recordForgotten(PersonId person, String correlationId) {
        Thread.startVirtualThread(() -> commands.sendAndWait(new RecordForgotten(person, correlationId)));
    }

    /** Not before the reply, which must take as long as it does for an address that nobody has typed. */
    private void discard(PersonId person) {
        Thread.startVirtualThread(() -> people.discard(person));
    }

    /**
     * Whether an address, which the link stands for, is written to because somebody typed it.
     *
     * @param stop what the link ends in
     * @throws NoSuchLink if nobody was sent it
     */
    public boolean isStopped(TrustCenterId trustCenter, String stop) {
        return signUps.isNever(trustCenter, stopped(trustCenter, stop));
    }

    /** The address that the link stands for is never written to again because somebody typed it. */
    public void stop(TrustCenterId trustCenter, String stop, String correlationId) {
        commands.sendAndWait(new StopWriting(trustCenter, stopped(trustCenter, stop), true, correlationId));
    }

    /** Takes {@link #stop} back. */
    public void letWrite(TrustCenterId trustCenter, String stop, String correlationId) {
        commands.sendAndWait(new StopWriting(trustCenter, stopped(trustCenter, stop), false, correlationId));
    }

    private String stopped(TrustCenterId trustCenter, String stop) {
        var parts = STOP.matcher(stop);
        if (!people.areKept() || !parts.matches()) {
            throw new NoSuchLink();
        }
        var mailbox = parts.group(1);
        if (!MessageDigest.isEqual(
                proof(trustCenter, mailbox).getBytes(StandardCharsets.US_ASCII),
                parts.group(2).getBytes(StandardCharsets.US_ASCII))) {
            throw new NoSuchLink();
        }
        return mailbox;
    }

    // No address has a space, so these are marks of no address.
    private String proof(TrustCenterId trustCenter, String mailbox) {
        return people.mark(trustCenter, "stop " + mailbox).substring(0, PROOF_DIGITS);
    }

    private String markOfAddress(TrustCenterId trustCenter, String address) {
        return people.mark(trustCenter, address.toLowerCase(Locale.ROOT));
    }

    /**
     * Whoever has an address, confirmed or not; empty if nobody has.
     *
     * @param address as any mail server delivers to it
     */
    Optional<Subscriber> findByAddress(TrustCenterId trustCenter, String address) {
        return subscribers.findByAddress(trustCenter, markOfAddress(trustCenter, address));
    }

    /**
     * The mark of all addresses that differ only in what stands after a plus sign, or in capitals. Where those are
     * different people one of them waits a day for the other; dots are left alone, for most servers tell them apart.
     */
    private String mailbox(TrustCenterId trustCenter, String address) {
        var at = address.lastIndexOf('@');
        var plus = address.indexOf('+');
        var local = plus > 0 && plus < at ? address.substring(0, plus) : address.substring(0, at);
        return people.mark(trustCenter, "mailbox " + (local + address.substring(at)).toLowerCase(Locale.ROOT));
    }

    /**
     * Begins to tell whoever has the link. Harmless if they are told of the same already.
     *
     * @param basedOn the version that was read
     * @throws NoSuchLink if nobody has it
     * @throws SubscriptionChangedMeanwhile if it was confirmed or changed since, to something else
     */
    public void confirm(TrustCenterId trustCenter, String secret, Wish wish, long basedOn, String correlationId) {
        commands.sendAndWait(new ConfirmSubscription(trustCenter, secret, wish, basedOn, correlationId));
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

    /**
     * Sends letters again though some had come back. Harmless if they are sent.
     *
     * @throws NoSuchLink if nobody has the link
     */
    public void resume(TrustCenterId trustCenter, String secret, String correlationId) {
        commands.sendAndWait(new ResumeSubscription(trustCenter, secret, correlationId));
    }

    /**
     * Sends nothing to somebody from now on but what is written already, in the caller's transaction.
     *
     * @return whether anything was sent to them until now
     */
    public boolean pause(PersonId person, Instant at) {
        return subscribers
                .hold(person)
                .filter(subscriber -> subscribers.pause(person, at))
                .map(subscriber -> {
                    keep(subscriber, OFFICE, OFFICE, new SubscriberStep.Paused());
                    return true;
                })
                .orElse(false);
    }

    /**
     * Ends a subscription and forgets whose it was. Harmless if there is none.
     *
     * @param secret the one that manages it, or the one that only ends it
     */
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

    /**
     * Whose link it is, by which the subscription can be ended.
     *
     * @param secret the one that manages it, or the one that only ends it
     * @throws NoSuchLink if nobody has it
     */
    public Subscriber findToLeave(TrustCenterId trustCenter, String secret) {
        return subscribers.findToLeave(trustCenter, marked(secret)).orElseThrow(NoSuchLink::new);
    }

    /**
     * That nobody is taken for one who is forgotten because another store of keys is connected. Whoever asks after that
     * has a key in it, so it is those who asked first that tell; ten of them, so in a smaller house one newcomer can
     * tell wrongly.
     *
     * @param found all of whom keys were looked for
     * @throws InvalidDataAccessResourceUsageException if it is another store, or may be
     */
    public void requireTheirStore(List<Subscriber> found, People.Keys keys) {
        found.stream()
                .map(Subscriber::id)
                .filter(person -> !keys.byPerson().containsKey(person))
                .findFirst()
                .ifPresent(person -> {
                    if (!people.isKeyGone(person, subscribers.firstOthers(person))) {
                        throw new InvalidDataAccessResourceUsageException(
                                "The store of keys lacks the key of %s, and those of others: is it another one?"
                                        .formatted(person.value()));
                    }
                });
    }

    /**
     * Sees to it that the links that end subscriptions are known, also of those who subscribed before there were any.
     *
     * @param secrets that manage the subscriptions, by whose they are
     */
    public void recogniseWhoeverLeaves(Map<PersonId, String> secrets) {
        if (!secrets.isEmpty()) {
            subscribers.addLeaveMarks(secrets.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> marked(toLeave(each.getValue())))));
        }
    }

    /** What is known of a subscriber; empty if they are forgotten, or there is no store of keys to open it with. */
    public Optional<Known> known(Subscriber subscriber) {
        return Known.of(subscriber, people.keysIfKept(List.of(subscriber.id())));
    }

    /** @return whether the key that was made is used */
    @CommandHandler
    boolean on(Subscribe command) {
        var trustCenter = command.trustCenter();
        var marks = command.marks();
        var now = now();
        if (signUps.since(trustCenter, now.minus(HOUR)) >= settings.lettersPerHour()) {
            throw TooManySubscribe.ofTrustCenter(settings.lettersPerHour());
        }
        signUps.add(trustCenter, now);
        var mayWrite = signUps.mayWrite(trustCenter, marks.mailbox(), now, now.plus(BETWEEN_LETTERS));
        var found = subscribers.holdByAddress(trustCenter, marks.address());
        var isKeyless =
                found.filter(each -> each.id().equals(command.keyless())).isPresent();
        // The same statements whoever it is, so that how long the reply takes tells nobody whether they are known.
        // Whose key is missing had been forgotten, and the office was restored from a backup: they can be no more than
        // anybody new.
        subscribers.leaveIfKeyless(isKeyless, found.orElse(command.asked()).id(), now);
        var known = isKeyless ? Optional.<Subscriber>empty() : found;
        var isNew = subscribers.addIf(known.isEmpty() && mayWrite, command.asked(), marks);
        var subscriber = known.orElse(command.asked());
        var isWritten = mayWrite && (known.isPresent() || isNew);
        subscribers.changeUnconfirmed(subscriber.id(), command.asked().wish());
        letters.putUrgentIf(
                isWritten, trustCenter, SubscriptionLetters.KIND, SubscriptionLetters.ABOUT, subscriber.id(), now);
        subscribers.writtenIf(isWritten, subscriber.id(), now);
        return isNew;
    }

    @CommandHandler
    void on(RecordForgotten command) {
        subscribers.record(command.subscriber()).ifPresent(forgotten -> {
            var askedBy = forgotten.askedBy();
            if (forgotten.wasConfirmed()) {
                ledger.keep(
                        forgotten.trustCenter(),
                        SubscriberStep.KIND,
                        command.subscriber().value(),
                        OFFICE,
                        command.correlationId(),
                        List.of(new SubscriberStep.Left()));
            } else {
                subscribers.forget(command.subscriber());
            }
            if (forgotten.wasConfirmed() || askedBy != null) {
                // As of one who is forgotten otherwise: that what was asked of an administrator is done is a fact.
                people.erase(
                        forgotten.trustCenter(),
                        command.subscriber(),
                        askedBy == null ? PersonErased.Because.KEY_MISSING : PersonErased.Because.ASKED_FOR,
                        askedBy == null ? OFFICE : askedBy,
                        command.correlationId());
            } else {
                people.eraseUnrecorded(command.subscriber());
            }
        });
    }

    @CommandHandler
    void on(StopWriting command) {
        if (command.stops()) {
            signUps.never(command.trustCenter(), command.mailboxMark());
        } else {
            signUps.again(command.trustCenter(), command.mailboxMark());
        }
    }

    @CommandHandler
    void on(ResumeSubscription command) {
        var subscriber = subscribers
                .holdByLink(command.trustCenter(), marked(command.secret()))
                .filter(Subscriber::isConfirmed)
                .orElseThrow(NoSuchLink::new);
        if (subscriber.isPaused()) {
            subscribers.resume(subscriber.id(), now());
            keep(subscriber, command.correlationId(), new SubscriberStep.Resumed());
        }
    }

    @CommandHandler
    void on(ConfirmSubscription command) {
        var trustCenter = command.trustCenter();
        requireUsable(offer(trustCenter), command.wish());
        var subscriber =
                subscribers.holdByLink(trustCenter, marked(command.secret())).orElseThrow(NoSuchLink::new);
        if (subscriber.isConfirmed()) {
            change(subscriber, command.wish(), command.basedOn(), command.correlationId());
            return;
        }
        if (!subscriber.wish().equals(command.wish())) {
            requireCurrent(subscriber, command.basedOn());
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
        requireUsable(offerToReaders(command.trustCenter()), command.wish());
        var subscriber = subscribers
                .holdByLink(command.trustCenter(), marked(command.secret()))
                .filter(Subscriber::isConfirmed)
                .orElseThrow(NoSuchLink::new);
        change(subscriber, command.wish(), command.basedOn(), command.correlationId());
    }

    private void change(Subscriber subscriber, Wish wish, long basedOn, String correlationId) {
        if (!subscriber.wish().equals(wish)) {
            requireCurrent(subscriber, basedOn);
            subscribers.change(subscriber.id(), wish);
            keep(subscriber, correlationId, SubscriberStep.Changed.to(wish));
        }
    }

    private static void requireCurrent(Subscriber subscriber, long basedOn) {
        if (subscriber.version() != basedOn) {
            throw new SubscriptionChangedMeanwhile(basedOn, subscriber.version());
        }
    }

    @CommandHandler
    void on(LeaveSubscription command) {
        subscribers.holdToLeave(command.trustCenter(), marked(command.secret())).ifPresent(subscriber -> {
            if (!subscriber.isConfirmed()) {
                forget(subscriber, command.correlationId());
                return;
            }
            end(subscriber, PersonErased.Because.LEFT, SUBSCRIBER, command.correlationId());
        });
    }

    /** Ends the subscription of somebody who confirmed it and forgets whose it was, in the caller's transaction. */
    void end(Subscriber subscriber, PersonErased.Because because, String actor, String correlationId) {
        subscribers.leave(subscriber.id(), because, now());
        keep(subscriber, actor, correlationId, new SubscriberStep.Left());
        people.erase(subscriber.trustCenter(), subscriber.id(), because, actor, correlationId);
        // Last, for what is on record waits for whoever publishes, and the carriers would wait with it.
        letters.recall(subscriber.id(), now());
    }

    @CommandHandler
    void on(ForgetUnconfirmed command) {
        subscribers
                .hold(command.subscriber())
                .filter(subscriber -> !subscriber.isConfirmed())
                .filter(subscriber -> Optional.ofNullable(subscriber.writtenAt())
                        .orElse(subscriber.askedAt())
                        .isBefore(command.askedBefore()))
                .ifPresent(subscriber -> forget(subscriber, CorrelationId.fresh()));
    }

    /**
     * Nothing was ever told to them nor kept of them, so that they are forgotten is no fact either; but that what was
     * asked of an administrator is done is one.
     */
    private void forget(Subscriber subscriber, String correlationId) {
        var asked = subscribers.erasureAsked(subscriber.id());
        drop(subscriber);
        asked.ifPresentOrElse(
                each -> people.erase(
                        subscriber.trustCenter(),
                        subscriber.id(),
                        PersonErased.Because.ASKED_FOR,
                        each.by(),
                        correlationId),
                () -> people.eraseUnrecorded(subscriber.id()));
    }

    /** Leaves nothing of somebody who never confirmed, in the caller's transaction. */
    void drop(Subscriber subscriber) {
        subscribers.forget(subscriber.id());
        letters.recall(subscriber.id(), now());
    }

    private void keep(Subscriber subscriber, String correlationId, SubscriberStep step) {
        keep(subscriber, SUBSCRIBER, correlationId, step);
    }

    private void keep(Subscriber subscriber, String actor, String correlationId, SubscriberStep step) {
        ledger.keep(
                subscriber.trustCenter(),
                SubscriberStep.KIND,
                subscriber.id().value(),
                actor,
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

    /** The secret that only ends the subscription: from the one that manages it, and it does not lead back there. */
    private static String toLeave(String secret) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        Sha256.fresh().digest("leave\n%s".formatted(secret).getBytes(StandardCharsets.UTF_8)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
