package org.trustledger.command.mail;

import java.nio.charset.StandardCharsets;

/** What a mail server reports of a letter (RFC 3464), as the wire has it. */
final class Report {
    private Report() {}

    /**
     * Of a letter to {@code security@nordhamn.example}.
     *
     * @param to whom the letter came back to
     * @param says a line on what became of it
     * @param returned as what type the letter is sent back
     * @param messageId of the letter
     */
    static byte[] of(String to, String action, String says, String returned, String messageId) {
        return octets("""
                From: Mail Delivery System <mailer-daemon@nordhamn.example>
                To: %s
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                I could not deliver your message to <security@nordhamn.example>.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.nordhamn.example
                Arrival-Date: Sun, 22 Nov 2026 11:00:01 +0000

                Final-Recipient: rfc822; security@nordhamn.example
                Action: %s
                %s

                --b
                Content-Type: %s

                Message-ID: <%s>
                From: trust@fjordsky.example
                To: security@nordhamn.example
                Subject: Something changes

                --b--
                """.formatted(to, action, says, returned, messageId).replace("\n", "\r\n"));
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
