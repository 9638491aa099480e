package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What bears an answer out: a document that is kept elsewhere, or an agreement of the same trust center.
 *
 * @param title what the document is; null for an agreement, which has a title of its own
 * @param link absolute https address of the document; null for an agreement
 * @param agreement id of the agreement; null for a document
 * @param clause id of the one clause of the agreement that is meant; null if all of it is
 */
public record Evidence(
        @Nullable LocalizedText title,
        @Nullable String link,
        @Nullable String agreement,
        @Nullable String clause) {
    private static final Pattern AGREEMENT = Pattern.compile("agreements/([^/#\\s]+)(?:#([^/#\\s]+))?");

    /** @throws IllegalArgumentException if it is neither a document nor an agreement, or both */
    public Evidence {
        if ((link == null) == (agreement == null)) {
            throw new IllegalArgumentException("Evidence is a link or an agreement, one of the two");
        }
        if ((title == null) != (link == null)) {
            throw new IllegalArgumentException("A link has a title, and an agreement has its own");
        }
        if (clause != null && agreement == null) {
            throw new IllegalArgumentException("Clause '%s' of no agreement".formatted(clause));
        }
    }

    /** A document that is kept elsewhere. */
    public static Evidence document(LocalizedText title, String link) {
        return new Evidence(title, link, null, null);
    }

    /** An agreement of the same trust center, or one clause of it. */
    public static Evidence agreement(String agreement, @Nullable String clause) {
        return new Evidence(null, null, agreement, clause);
    }

    /** Where it is: the link, or {@code agreements/dpa#breach-notice} for a clause of an agreement. */
    @JsonIgnore
    public String address() {
        return link != null ? link : "agreements/" + agreement + (clause == null ? "" : "#" + clause);
    }

    /** The agreement, or the clause of one, that an {@link #address} names; empty if it names a document. */
    public static Optional<Evidence> read(String address) {
        var named = AGREEMENT.matcher(address);
        return named.matches() ? Optional.of(agreement(named.group(1), named.group(2))) : Optional.empty();
    }
}
