package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** It is not said which care is changed. */
public final class CareBaseMissing extends Refusal {
    private static final long serialVersionUID = 1;

    private CareBaseMissing(String toDo) {
        super(HttpStatus.PRECONDITION_REQUIRED, "care-base-missing", "Say which care you have read", toDo);
    }

    /** Of a change. */
    static CareBaseMissing inIfMatch(String item) {
        return new CareBaseMissing(
                "Name in If-Match the ETag of the care of '%s' as you have read it. Nothing was changed."
                        .formatted(item));
    }

    /** Of a day that is given with a confirmation. */
    static CareBaseMissing inBody(String item) {
        return new CareBaseMissing(
                "You give a day of '%s' that may overwrite somebody else's. Send {\"care\": the number in the ETag of its care as you have read it} along, or no day. Nothing was recorded."
                        .formatted(item));
    }
}
