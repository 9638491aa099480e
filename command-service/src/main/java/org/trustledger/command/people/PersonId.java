package org.trustledger.command.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Stands for a person and says nothing of them.
 *
 * @param value 32 lower-case hex digits
 */
public record PersonId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException if it is none */
    @JsonCreator
    public PersonId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("No id of a person has this form");
        }
    }

    /** One that nobody has had. */
    static PersonId fresh() {
        return new PersonId(UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
