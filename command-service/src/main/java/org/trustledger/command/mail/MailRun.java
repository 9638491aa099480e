package org.trustledger.command.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One way to the mail server with many letters, for one thread at a time: each that works at it has a run of its own.
 *
 * <p>It connects when the first letter is handed over, keeps the connection from letter to letter, and takes another
 * when that has carried its share or rested too long. A letter that is refused keeps no other from being taken.
 */
public final class MailRun implements AutoCloseable {
    private final MailSettings settings;
    private final Clock clock;
    private final Limits limits;
    private @Nullable Line line;
    private int letters;
    private Instant used;

    /**
     * When a connection is given up for another.
     *
     * @param letters that it has carried
     * @param rest since the last of them
     * @param write that the server has not read
     * @param whole for a letter, and for connecting before it
     */
    record Limits(int letters, Duration rest, Duration write, Duration whole) {
        // Servers count what one connection brings, and hang up on one that says nothing.
        static final Limits USUAL = new Limits(500, Duration.ofSeconds(20), Duration.ofMinutes(1), Postbox.LONGEST);
    }

    MailRun(MailSettings settings, Clock clock, Limits limits) {
        this.settings = settings;
        this.clock = clock;
        this.limits = limits;
        used = clock.instant();
    }

    /**
     * Hands a letter over. When it returns the mail server has taken it. A server that thinks long is waited for, for
     * {@link Postbox#LONGEST} altogether.
     *
     * @throws NotSent if the server cannot be reached, or does not take it; the run can go on with another
     */
    public void hand(Envelope envelope) {
        var by = System.nanoTime() + limits.whole().toNanos();
        var kept = line;
        if (kept != null && isWorn()) {
            hangUp();
            kept = null;
        }
        // A server may hang up between two letters, or want no more over one connection: it cannot have this one then.
        if (kept != null && takes(kept, envelope, by)) {
            return;
        }
        if (!takes(connect(by), envelope, by)) {
            throw NotSent.serverAway("wants nothing");
        }
    }

    private boolean isWorn() {
        return letters >= limits.letters()
                || Duration.between(used, clock.instant()).compareTo(limits.rest()) > 0;
    }

    private Line connect(long by) {
        try {
            var fresh = Line.open(settings, limits.write(), by);
            line = fresh;
            letters = 0;
            return fresh;
        } catch (MessagingException | IOException trouble) {
            throw NotSent.serverAway(trouble.getClass().getSimpleName());
        }
    }

    /** @return whether the server has the letter; if not it does not, for no reason that is the letter's */
    private boolean takes(Line over, Envelope envelope, long by) {
        var end = over.hand(envelope, by);
        letters++;
        used = clock.instant();
        if (over.isBroken() || end.fate() == Line.Fate.NOT_HEARD) {
            hangUp();
        }
        return switch (end.fate()) {
            case TAKEN -> true;
            case NOT_HEARD -> false;
            case UNKNOWN -> throw NotSent.cutOff();
            case REFUSED -> throw NotSent.refused(false, end.refusal());
            case REFUSED_FOR_GOOD -> throw NotSent.refused(true, end.refusal());
        };
    }

    private void hangUp() {
        var open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    /** Ends the connection. What was handed over is not touched. */
    @Override
    public void close() {
        hangUp();
    }
}
