package org.trustledger.command.content;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** What the change says it is based on is no content position. */
final class UnknownBase extends Refusal {
    private static final long serialVersionUID = 1;
    private static final Pattern FORM = Pattern.compile("\"?([0-9]{1,18})\"?");

    private UnknownBase(String ifMatch) {
        super(
                HttpStatus.BAD_REQUEST,
                "unknown-base",
                "If-Match names no content position",
                "If-Match is '%s': send the content position of the plan or the export as their ETag has it, such as \"87\"."
                        .formatted(Problems.shortened(ifMatch)),
                Map.of("value", Problems.shortened(ifMatch)));
    }

    /**
     * @param ifMatch the header of that name
     * @throws UnknownBase if it is not one entity tag that is a position; {@code *} names no position either
     */
    static long read(String ifMatch) {
        var found = FORM.matcher(ifMatch.strip());
        if (!found.matches()) {
            throw new UnknownBase(ifMatch);
        }
        return Long.parseLong(found.group(1));
    }
}
