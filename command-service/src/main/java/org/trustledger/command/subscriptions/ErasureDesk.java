package org.trustledger.command.subscriptions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.TakesCommands;
import org.trustledger.command.mail.MailAddress;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonErased;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.platform.Turnstile;
import org.trustledger.command.review.FourEyes;
import org.trustledger.command.staff.Role;
import org.trustledger.events.TrustCenterId;

/**
 * Where readers are forgotten who ask the provider for it, because they have kept no letter whose link they could use.
 *
 * <p>It takes two administrators, unless changes need nobody else's approval in the trust center. Nothing is sent to
 * whoever is forgotten, not even that they are.
 */
@Component
public class ErasureDesk implements TakesCommands {
    /** Whoever may have somebody forgotten. */
    public static final Set<Role> MAY_ERASE = Collections.unmodifiableSet(EnumSet.of(Role.ADMINISTRATOR));

    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{8,32}");
    private static final int ENOUGH_TO_TELL = 2;
    // More than anybody asks for within an hour, and too few to try a list.
    private static final int LOOKS_AN_HOUR = 30;

    private final Subscribers subscribers;
    private final SubscriptionDesk desk;
    private final People people;
    private final FourEyes fourEyes;
    private final Ledger ledger;
    private final CommandGateway commands;
    private final Clock clock;
    private final Turnstile looks;

    ErasureDesk(
            Subscribers subscribers,
            SubscriptionDesk desk,
            People people,
            FourEyes fourEyes,
            Ledger ledger,
            CommandGateway commands,
            Clock clock) {
        this.subscribers = subscribers;
        this.desk = desk;
        this.people = people;
        this.fourEyes = fourEyes;
        this.ledger = ledger;
        this.commands = commands;
        this.clock = clock;
        looks = new Turnstile(LOOKS_AN_HOUR, Duration.ofHours(1), clock);
    }

    /** Who is meant by what was typed. */
    public sealed interface Meant {}

    /** This one. */
    public record One(Subscriber reader) implements Meant {}

    /** Not one of them. */
    public enum NotOne implements Meant {
        /** Nobody who has it is here, or is any more. */
        NOBODY,
        /** The number of more than one begins so. */
        SEVERAL,
        /** It is neither an address nor a number. */
        UNUSABLE,
        /** Without the store of keys no address is recognised. */
        UNRECOGNISABLE,
        /** Whoever looks has looked for enough addresses for now. */
        TOO_MANY
    }

    /**
     * Looks for a reader. Whoever looks for addresses learns which are told, so they do it so often and no oftener.
     *
     * @param typed an address, or eight digits or more of the id of a reader
     * @param actor opaque id of who looks
     */
    public Meant find(TrustCenterId trustCenter, String typed, String actor) {
        var number = typed.strip().toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(number).matches()) {
            var found = subscribers.findByBeginning(trustCenter, number, ENOUGH_TO_TELL);
            return switch (found.size()) {
                case 0 -> NotOne.NOBODY;
                case 1 -> new One(found.getFirst());
                default -> NotOne.SEVERAL;
            };
        }
        var address = MailAddress.deliverable(typed);
        if (address.isEmpty()) {
            return NotOne.UNUSABLE;
        }
        if (!people.areKept()) {
            return NotOne.UNRECOGNISABLE;
        }
        if (!looks.lets(actor)) {
            return NotOne.TOO_MANY;
        }
        return desk.findByAddress(trustCenter, address.get())
                .<Meant>map(One::new)
                .orElse(NotOne.NOBODY);
    }

    /**
     * How the forgetting of a reader stands.
     *
     * @param takesTwo whether it takes two: as it does where changes need approval, and wherever one has asked for it
     * @param asked what waits; null if nothing does
     */
    public record Standing(boolean takesTwo, @Nullable Asked asked) {
        /** Says it in one word, for whoever decides by it. */
        public String key() {
            return asked == null ? takesTwo ? "two" : "one" : asked.at().toString();
        }
    }

    /** How the forgetting of a reader stands. */
    public Standing standing(TrustCenterId trustCenter, PersonId reader) {
        var asked = subscribers.erasureAsked(reader);
        return new Standing(asked.isPresent() || fourEyes.rule(trustCenter).required(), asked.orElse(null));
    }

    /** What came of it. */
    public enum Outcome {
        /** They are forgotten. */
        FORGOTTEN,
        /** They are, once another administrator agrees. */
        WAITS,
        /** They are not here, or not any more. */
        NOBODY,
        /** It stands otherwise than when the administrator decided: nothing was done. */
        CHANGED
    }

    /**
     * Forgets a reader, or has it wait until another administrator does the same.
     *
     * @param basedOn {@link Standing#key} of what the administrator decided by
     * @param actor opaque id of the administrator
     */
    public Outcome erase(
            TrustCenterId trustCenter, PersonId reader, String basedOn, String actor, String correlationId) {
        return commands.sendAndWait(new EraseReader(trustCenter, reader, basedOn, actor, correlationId));
    }

    /**
     * Takes back what waits for another administrator.
     *
     * @return whether anything did
     */
    public boolean keep(TrustCenterId trustCenter, PersonId reader, String actor, String correlationId) {
        return commands.<Boolean>sendAndWait(new KeepReader(trustCenter, reader, actor, correlationId));
    }

    /**
     * A reader who is forgotten once another administrator agrees.
     *
     * @param by opaque id of the administrator who wants it
     */
    public record Asked(PersonId reader, String by, Instant at) {
        /** Whether an administrator asked for it, and so another has to agree. */
        public boolean isOf(String actor) {
            return by.equals(actor);
        }
    }

    /** All such of a trust center, the oldest first. */
    public List<Asked> asked(TrustCenterId trustCenter) {
        return subscribers.erasuresAsked(trustCenter);
    }

    @CommandHandler
    Outcome on(EraseReader command) {
        var held = subscribers
                .hold(command.reader())
                .filter(subscriber -> subscriber.trustCenter().equals(command.trustCenter()));
        if (held.isEmpty()) {
            return Outcome.NOBODY;
        }
        var standing = standing(command.trustCenter(), command.reader());
        if (!standing.key().equals(command.basedOn())) {
            return Outcome.CHANGED;
        }
        var asked = standing.asked();
        if (asked == null && standing.takesTwo()) {
            subscribers.askErasure(
                    command.reader(), command.actor(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            keep(
                    command.trustCenter(),
                    command.reader(),
                    command.actor(),
                    command.correlationId(),
                    new ErasureStep.Asked());
            return Outcome.WAITS;
        }
        if (asked != null && asked.isOf(command.actor())) {
            return Outcome.WAITS;
        }
        forget(held.get(), command.actor(), command.correlationId());
        return Outcome.FORGOTTEN;
    }

    // That whoever asked was served is on record of one who had not confirmed, too: no stranger can make that many.
    private void forget(Subscriber reader, String actor, String correlationId) {
        if (reader.isConfirmed()) {
            desk.end(reader, PersonErased.Because.ASKED_FOR, actor, correlationId);
        } else {
            desk.drop(reader);
            people.erase(reader.trustCenter(), reader.id(), PersonErased.Because.ASKED_FOR, actor, correlationId);
        }
    }

    @CommandHandler
    boolean on(KeepReader command) {
        if (!subscribers.takeBackErasure(command.trustCenter(), command.reader())) {
            return false;
        }
        keep(
                command.trustCenter(),
                command.reader(),
                command.actor(),
                command.correlationId(),
                new ErasureStep.TakenBack());
        return true;
    }

    private void keep(
            TrustCenterId trustCenter, PersonId reader, String actor, String correlationId, ErasureStep step) {
        ledger.keep(trustCenter, ErasureStep.KIND, reader.value(), actor, correlationId, List.of(step));
    }
}
