package org.trustledger.command.mail;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Hands letters to the mail server: one, or in a run as many as there are. */
@Component
public class Postbox {
    /** The longest that a letter is on its way to the mail server before it is given up for this time. */
    public static final Duration LONGEST = Duration.ofMinutes(13);

    private final MailSettings settings;
    private final Clock clock;
    private final Composer composer;

    Postbox(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        composer = new Composer(settings, clock);
    }

    /** Whether there is a mail server; without one nothing is sent. */
    public boolean isThere() {
        return !settings.host().isBlank();
    }

    /** Where the mail server is, for people. */
    public String server() {
        return "%s:%d".formatted(settings.host(), settings.port());
    }

    /**
     * An address of the office, for a link.
     *
     * @param path that begins with a slash
     * @throws NullPointerException if there is no mail server
     */
    public URI link(String path) {
        return URI.create(Objects.requireNonNull(settings.office()) + path);
    }

    /**
     * Writes, signs and addresses a letter, which takes a processor and no network: on any thread, before or while
     * others are handed over.
     *
     * @throws NotSent if it is addressed to nothing that mail is delivered to
     */
    public Envelope prepare(Letter letter) {
        return composer.compose(letter);
    }

    /** A way to the mail server for many letters, one after the other. Close it when there are no more. */
    public MailRun run() {
        return run(MailRun.Limits.USUAL);
    }

    MailRun run(MailRun.Limits limits) {
        return new MailRun(settings, clock, limits);
    }

    /**
     * Hands a letter over. When it returns the mail server has taken it.
     *
     * @throws NotSent if the server cannot be reached, or does not take it
     */
    public void send(Letter letter) {
        try (var run = run()) {
            run.hand(prepare(letter));
        }
    }
}
