package org.trustledger.command.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long whoever has just asked for a page may stay.
 *
 * @param idle if nothing more is asked for
 * @param asked when whoever asks for nothing is asked whether they are still there
 * @param most whatever is asked for
 */
public record Stay(Duration idle, Duration asked, Duration most) {

    /** Whether it ends whatever is asked for, before it would for want of that. */
    public boolean endsAnyway() {
        return most.compareTo(idle) <= 0;
    }

    /** Null where nobody is logged in. */
    public static @Nullable Stay of(HttpServletRequest request, WorkbenchSettings settings, Instant now) {
        var presence = Presence.in(request.getSession(false));
        return presence == null
                ? null
                : new Stay(
                        settings.idleTimeout(),
                        settings.askedAfter(),
                        Duration.between(now, presence.since().plus(settings.absoluteTimeout())));
    }
}
