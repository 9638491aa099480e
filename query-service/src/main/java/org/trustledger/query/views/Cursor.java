package org.trustledger.query.views;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Parameters;

/**
 * Where the next page of a list begins. It pins both instants, so that whoever pages through a list while it changes
 * sees one state of it, each entry once.
 *
 * <p>Its check tells a cursor that was altered, or that belongs to another list, from a good one. It is no secret and
 * needs none: a cursor opens nothing that its instants and a number would not.
 *
 * @param after how many entries come before
 */
public record Cursor(Instant validAt, Instant recordedAt, int after) {
    /** Name of the parameter. */
    public static final String PARAMETER = "cursor";

    private static final int CHECK = 8;
    private static final int LENGTH = Long.BYTES + Long.BYTES + Integer.BYTES + CHECK;

    /**
     * The cursor of a request.
     *
     * @param list what is paged through: kind, filters and all else that must be the same from page to page
     * @throws BadParameter if it is no cursor of this list, or comes with dates of its own
     */
    public static Optional<Cursor> of(Parameters parameters, String list) {
        return parameters.one(PARAMETER).map(text -> {
            for (var date : new String[] {"validAt", "recordedAt"}) {
                parameters.one(date).ifPresent(value -> {
                    throw new BadParameter(
                            date, value, "cannot be chosen with a cursor, which has its own. Leave it out");
                });
            }
            return read(text, list)
                    .orElseThrow(() -> new BadParameter(
                            PARAMETER,
                            text,
                            "is no cursor of this list. Take it unchanged from the page before, with the same filters, or"
                                    + " begin without one"));
        });
    }

    private static Optional<Cursor> read(String text, String list) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var cursor = new Cursor(instant(buffer.getLong()), instant(buffer.getLong()), buffer.getInt());
        // The text, not the bytes: Base64 has several texts for the same bytes, and only one of them was given out.
        return cursor.text(list).equals(text) ? Optional.of(cursor) : Optional.empty();
    }

    /** As it stands in an address. */
    public String text(String list) {
        var payload = ByteBuffer.allocate(LENGTH - CHECK)
                .putLong(micros(validAt))
                .putLong(micros(recordedAt))
                .putInt(after)
                .array();
        var check = Arrays.copyOf(check(payload, list), CHECK);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(LENGTH).put(payload).put(check).array());
    }

    private static byte[] check(byte[] payload, String list) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(payload);
            return digest.digest(list.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
