package org.trustledger.command.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.trustledger.command.platform.Rounds;

/**
 * Reads the mailbox that letters come back to, and tells those who take bounces.
 *
 * <p>A mail is deleted only when all of them have taken what it says, so one that was told when the office ended is
 * told again. What is no report on a letter is flagged and stays, for a person to look at.
 */
@Component
class Bounces implements SmartLifecycle {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 50;
    // A report has the letter's head, or all of the letter. Anybody can send anything.
    private static final int MOST_OCTETS = 1_000_000;
    private static final String CONNECT_MILLIS = "10000";
    private static final String READ_MILLIS = "60000";
    private static final SearchTerm UNTOUCHED = new AndTerm(
            new FlagTerm(new Flags(Flags.Flag.DELETED), false), new FlagTerm(new Flags(Flags.Flag.FLAGGED), false));

    private final MailSettings.Bounces settings;
    private final ObjectProvider<TakesBounces> listeners;
    private final Clock clock;
    private final Session session;
    private final @Nullable BounceReports reports;
    private final Counter permanent;
    private final Counter passing;
    private final Counter notices;
    private final Counter unread;
    private final Rounds rounds = new Rounds("read-bounces", this::react);

    Bounces(MailSettings settings, ObjectProvider<TakesBounces> listeners, Clock clock, MeterRegistry meters) {
        this.settings = settings.bounces();
        this.listeners = listeners;
        this.clock = clock;
        session = Session.getInstance(properties(settings));
        var returnPath = settings.bounces().returnPath();
        reports = returnPath == null ? null : new BounceReports(session, returnPath, settings.domain());
        permanent = counter(meters, "permanent");
        passing = counter(meters, "transient");
        notices = counter(meters, "notice");
        unread = counter(meters, "unread");
    }

    private static Counter counter(MeterRegistry meters, String kind) {
        return Counter.builder("trust.ledger.mail.bounces")
                .description("Mails to the mailbox that letters come back to, by what they are")
                .tag("kind", kind)
                .register(meters);
    }

    private static Properties properties(MailSettings settings) {
        var properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.imap.timeout", READ_MILLIS);
        properties.setProperty("mail.imap.writetimeout", READ_MILLIS);
        // In a piece, and without its being marked as read.
        properties.setProperty("mail.imap.fetchsize", Integer.toString(MOST_OCTETS));
        properties.setProperty("mail.imap.peek", "true");
        Connections.set(properties, "imap", settings.bounces().startTls(), new PromptSockets(settings.trusting()));
        return properties;
    }

    Duration react() {
        if (reports == null) {
            return LOOK_EVERY;
        }
        try (var store = session.getStore("imap")) {
            store.connect(settings.host(), settings.port(), settings.user(), settings.password());
            // Closed with what is deleted gone.
            try (var folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                return read(reports, folder) ? Duration.ZERO : LOOK_EVERY;
            }
        } catch (MessagingException | IOException trouble) {
            throw new MailboxAway(trouble);
        }
    }

    /** @return whether there are more */
    private boolean read(BounceReports reports, Folder folder) throws MessagingException, IOException {
        var waiting = folder.search(UNTOUCHED);
        var next = Arrays.copyOf(waiting, Math.min(waiting.length, MOST_AT_ONCE));
        var profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        folder.fetch(next, profile);
        @Nullable RuntimeException trouble = null;
        for (var mail : next) {
            try {
                read(reports, mail);
            } catch (MessageRemovedException _) {
                // Another office was there first.
            } catch (RuntimeException notTaken) {
                // What somebody cannot take keeps nobody from the others.
                trouble = trouble == null ? notTaken : trouble;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return waiting.length > next.length;
    }

    private void read(BounceReports reports, Message mail) throws MessagingException, IOException {
        var octets = octets(mail);
        var report = octets.length > MOST_OCTETS ? null : reports.read(octets).orElse(null);
        if (report == null) {
            mail.setFlag(Flags.Flag.FLAGGED, true);
            unread.increment();
            return;
        }
        if (report.gaveUp()) {
            var bounce = new Bounce(report.letter(), report.kind(), report.status(), arrived(mail));
            listeners.orderedStream().forEach(listener -> listener.on(bounce));
        }
        mail.setFlag(Flags.Flag.DELETED, true);
        counter(report).increment();
    }

    private Counter counter(BounceReports.Report report) {
        if (!report.gaveUp()) {
            return notices;
        }
        return report.kind() == Bounce.Kind.PERMANENT ? permanent : passing;
    }

    /** Of one that is too long, no more than shows that it is. */
    private static byte[] octets(Message mail) throws MessagingException, IOException {
        try (var in = ((IMAPMessage) mail).getMimeStream()) {
            return in.readNBytes(MOST_OCTETS + 1);
        }
    }

    private Instant arrived(Message mail) throws MessagingException {
        var received = mail.getReceivedDate();
        return received == null ? clock.instant() : received.toInstant();
    }

    @Override
    public void start() {
        if (reports != null) {
            rounds.start();
        }
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
