package org.trustledger.command.mail;

import java.net.URI;
import java.time.Clock;
import org.trustledger.testing.MovableClock;

/** Settings of mail as tests have them. */
final class Offices {
    static final String FROM = "trust@fjordsky.example";
    static final MailSettings.Dkim UNSIGNED = new MailSettings.Dkim("", "", "");
    static final MailSettings.Bounces NO_BOUNCES =
            new MailSettings.Bounces("", 993, MailSettings.StartTls.IMPLICIT, "", "", "INBOX", "");

    private Offices() {}

    static Clock clock() {
        return new MovableClock("2026-11-22T11:00:00Z");
    }

    static MailSettings plain(int port) {
        return with(port, UNSIGNED, NO_BOUNCES);
    }

    static MailSettings with(int port, MailSettings.Dkim dkim, MailSettings.Bounces bounces) {
        return new MailSettings(
                "127.0.0.1", port, MailSettings.StartTls.NEVER, "", "", FROM, office(), "", dkim, bounces);
    }

    static URI office() {
        return URI.create("https://office.fjordsky.example");
    }

    static Letter letter(String id) {
        return letter(id, "security@nordhamn.example");
    }

    static Letter letter(String id, String to) {
        return new Letter(id, to, "en", "Something changes", "Read it.\n", "<p>Read it.</p>\n");
    }
}
