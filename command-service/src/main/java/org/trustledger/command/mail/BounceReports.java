package org.trustledger.command.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what mail servers report of letters (RFC 3464). Anybody can write to the mailbox of bounces, so whatever is not
 * such a report on a letter of the office is read as nothing.
 */
final class BounceReports {
    private static final int MOST_PARTS = 10;
    private static final int MOST_RECIPIENTS = 20;
    private static final List<String> REPORTS = List.of("message/delivery-status", "message/global-delivery-status");
    private static final List<String> RETURNED = List.of(
            "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "message/global",
            "message/global-headers");
    private static final List<String> RECIPIENTS = List.of("To", "Delivered-To", "X-Original-To", "Envelope-To");
    private static final Set<String> ACTIONS = Set.of("failed", "delayed", "delivered", "relayed", "expanded");
    private static final Pattern STATUS = Pattern.compile("(?<![0-9.])[245]\\.[0-9]{1,3}\\.[0-9]{1,3}(?![0-9.])");
    private static final Pattern REPLY = Pattern.compile("(?<![0-9.])([45])[0-9]{2}(?![0-9.])");

    private final Session session;
    private final ReturnPath returnPath;
    private final Pattern messageId;

    /** @param domain of the ids of letters' mails */
    BounceReports(Session session, ReturnPath returnPath, String domain) {
        this.session = session;
        this.returnPath = returnPath;
        messageId = Pattern.compile(
                "\\s*<(%s)@%s>\\s*".formatted(Letter.ID.pattern(), Pattern.quote(domain)), Pattern.CASE_INSENSITIVE);
    }

    /**
     * What a server says of a letter.
     *
     * @param letter id of it
     * @param gaveUp whether it does not try any more, in vain
     * @param status of RFC 3463
     */
    record Report(String letter, boolean gaveUp, String status) {
        Bounce.Kind kind() {
            return status.startsWith("5") ? Bounce.Kind.PERMANENT : Bounce.Kind.TRANSIENT;
        }
    }

    /** Empty if it is no report, or not on a letter of the office. */
    Optional<Report> read(byte[] mail) {
        try {
            var read = new MimeMessage(session, new ByteArrayInputStream(mail));
            return read.isMimeType("multipart/report") && read.getContent() instanceof Multipart parts
                    ? read(read, parts)
                    : Optional.empty();
        } catch (MessagingException | IOException | RuntimeException _) {
            // Whatever cannot be read is no report, however it came about.
            return Optional.empty();
        }
    }

    private Optional<Report> read(MimeMessage mail, Multipart parts) throws MessagingException, IOException {
        @Nullable InternetHeaders said = null;
        @Nullable InternetHeaders returned = null;
        for (var number = 0; number < Math.min(parts.getCount(), MOST_PARTS); number++) {
            var part = parts.getBodyPart(number);
            if (said == null && isOne(part, REPORTS)) {
                said = ofRecipient(part);
            } else if (returned == null && isOne(part, RETURNED)) {
                returned = new InternetHeaders(part.getInputStream());
            }
        }
        if (said == null) {
            return Optional.empty();
        }
        var letter = letter(mail, returned);
        var action = value(said, "Action").strip().toLowerCase(Locale.ROOT);
        if (letter.isEmpty() || !ACTIONS.contains(action)) {
            return Optional.empty();
        }
        return Optional.of(new Report(letter.get(), action.equals("failed"), status(said)));
    }

    private static boolean isOne(BodyPart part, List<String> types) throws MessagingException {
        for (var type : types) {
            if (part.isMimeType(type)) {
                return true;
            }
        }
        return false;
    }

    /** A letter has one recipient; an address that stands for many gets a report on each that is given up. */
    private static @Nullable InternetHeaders ofRecipient(BodyPart part) throws MessagingException, IOException {
        var groups = new ArrayList<InternetHeaders>();
        try (var in = new ByteArrayInputStream(part.getInputStream().readAllBytes())) {
            while (in.available() > 0 && groups.size() < MOST_RECIPIENTS) {
                var group = new InternetHeaders(in);
                if (group.getHeader("Action") != null) {
                    groups.add(group);
                }
            }
        }
        return groups.stream()
                .filter(group -> value(group, "Action").strip().equalsIgnoreCase("failed"))
                .findFirst()
                .orElse(groups.isEmpty() ? null : groups.getFirst());
    }

    private static String value(InternetHeaders headers, String name) {
        return Objects.requireNonNullElse(headers.getHeader(name, null), "");
    }

    /** By the address that it came back to, which a server must keep; else by what it sends back of the letter. */
    private Optional<String> letter(MimeMessage mail, @Nullable InternetHeaders returned) throws MessagingException {
        for (var name : RECIPIENTS) {
            var found = Stream.ofNullable(mail.getHeader(name))
                    .flatMap(Arrays::stream)
                    .flatMap(address -> returnPath.letter(address).stream())
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        if (returned == null) {
            return Optional.empty();
        }
        var id = messageId.matcher(value(returned, "Message-ID"));
        return id.matches() ? Optional.of(id.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String status(InternetHeaders said) {
        var status = STATUS.matcher(value(said, "Status"));
        if (status.find()) {
            return status.group();
        }
        var diagnosis = value(said, "Diagnostic-Code");
        var within = STATUS.matcher(diagnosis);
        if (within.find()) {
            return within.group();
        }
        var reply = REPLY.matcher(diagnosis);
        return (reply.find() ? reply.group(1) : "5") + ".0.0";
    }
}
