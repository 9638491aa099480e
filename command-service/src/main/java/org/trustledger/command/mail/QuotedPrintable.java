package org.trustledger.command.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as quoted-printable (RFC 2045): short lines of ASCII, none of which a server on the way has a reason to change,
 * or begins with a dot.
 */
final class QuotedPrintable {
    // With the sign that a line goes on it is 76.
    private static final int ROOM = 75;
    private static final int CODE = 3;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAILBOX_LINE = "From ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] octets;
    private final byte[] lines;
    private int at;
    private int length;
    private int column;

    private QuotedPrintable(byte[] octets) {
        this.octets = octets;
        // As if each were a code, and lines were broken for want of room alone.
        lines = new byte[octets.length * CODE + (octets.length / (ROOM / CODE) + 1) * CODE];
    }

    /** The text, in UTF-8, as such lines; of a text that does not end its last line neither do they. */
    static byte[] encode(String text) {
        return new QuotedPrintable(text.getBytes(StandardCharsets.UTF_8)).encode();
    }

    private byte[] encode() {
        while (at < octets.length) {
            copyPlain();
            if (at == octets.length) {
                break;
            }
            if (isLineEnd()) {
                keepLastBlank();
                breakLine();
                at += octets[at] == '\r' && at + 1 < octets.length && octets[at + 1] == '\n' ? 2 : 1;
            } else if (column + CODE > ROOM) {
                goOnBelow();
            } else {
                put(octets[at++]);
            }
        }
        keepLastBlank();
        return Arrays.copyOf(lines, length);
    }

    private boolean isLineEnd() {
        return octets[at] == '\n' || octets[at] == '\r';
    }

    /** What stands for itself, as far as the line has room. */
    private void copyPlain() {
        if (column == 0 && isTakenForAnother()) {
            return;
        }
        // Of a hundred thousand letters this takes the time, so it is a loop over nothing but octets.
        var end = Math.min(octets.length, at + ROOM - column);
        var next = at;
        var to = length;
        while (next < end && octets[next] >= ' ' && octets[next] < 0x7F && octets[next] != '=') {
            lines[to++] = octets[next++];
        }
        column += next - at;
        length = to;
        at = next;
    }

    // A line with a dot alone ends a mail; and where mail is kept in one file, one that begins with the other is
    // changed.
    private boolean isTakenForAnother() {
        return octets[at] == '.'
                || at + MAILBOX_LINE.length <= octets.length
                        && Arrays.equals(octets, at, at + MAILBOX_LINE.length, MAILBOX_LINE, 0, MAILBOX_LINE.length);
    }

    private void put(byte octet) {
        lines[length++] = '=';
        lines[length++] = HEX[octet >> 4 & 0xF];
        lines[length++] = HEX[octet & 0xF];
        column += CODE;
    }

    // At the end of a line it is lost on the way.
    private void keepLastBlank() {
        if (column > 0 && lines[length - 1] == ' ') {
            length--;
            column--;
            if (column + CODE > ROOM) {
                goOnBelow();
            }
            put((byte) ' ');
        }
    }

    private void goOnBelow() {
        lines[length++] = '=';
        breakLine();
    }

    private void breakLine() {
        lines[length++] = '\r';
        lines[length++] = '\n';
        column = 0;
    }
}
