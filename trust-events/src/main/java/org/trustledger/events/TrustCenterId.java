package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names one provider's published space: the tenant boundary, the key on Kafka and the first segment of every address.
 *
 * @param value 1 to 64 lower-case letters, digits and inner hyphens
 */
public record TrustCenterId(@JsonValue String value) implements Comparable<TrustCenterId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

    /** @throws IllegalArgumentException if the value is not of the form above */
    @JsonCreator
    public TrustCenterId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'%s' is no trust center id: use 1 to 64 of a-z, 0-9 and inner hyphens".formatted(value));
        }
    }

    /** Whether the value could name a trust center, or an item inside one: both have the same form. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(TrustCenterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
