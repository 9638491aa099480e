package org.trustledger.command.mail;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.support.GenericApplicationContext;

/** Waits for a mail server for seconds where the product waits for minutes, and is no other in anything else. */
public final class ImpatientPostbox extends Postbox {
    private static final MailRun.Limits LIMITS =
            new MailRun.Limits(500, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private ImpatientPostbox(MailSettings settings, Clock clock) {
        super(settings, clock);
    }

    /** Puts one into an office, in place of its own. */
    public static void into(GenericApplicationContext office) {
        office.registerBean(
                "impatientPostbox",
                Postbox.class,
                () -> new ImpatientPostbox(office.getBean(MailSettings.class), office.getBean(Clock.class)),
                bean -> bean.setPrimary(true));
    }

    @Override
    public MailRun run() {
        return run(LIMITS);
    }
}
