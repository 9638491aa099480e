package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** A trust center without a profile would be nobody's. */
final class ProfileStays extends Refusal {
    private static final long serialVersionUID = 1;

    static final String SLUG = "profile-stays";

    ProfileStays() {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                SLUG,
                "The profile cannot be removed",
                "The profile cannot be removed, and cannot begin later than it was recorded to:"
                        + " give it the 'from' it has, or an earlier one. Nothing was recorded.");
    }
}
