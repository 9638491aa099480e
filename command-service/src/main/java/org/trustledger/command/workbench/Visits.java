package org.trustledger.command.workbench;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.trustledger.command.staff.StaffToken;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.WordFiles;
import org.trustledger.presentation.Wording;

/** Makes out who visits which trust center, and in which language. */
@Component
class Visits {
    private static final String LANGUAGE = Visits.class.getName() + ".language";

    private final TextFiles texts;
    private final Statements statements;
    private final Clock clock;

    Visits(TextFiles texts, Statements statements, Clock clock) {
        this.texts = texts;
        this.statements = statements;
        this.clock = clock;
    }

    Visit at(TrustCenterId trustCenter, HttpServletRequest request) {
        var words = words(request);
        var now = clock.instant();
        var profile = statements.profile(trustCenter, now).map(Stated::content);
        return new Visit(
                request,
                Objects.requireNonNull(who(request), "The door admits nobody else")
                        .getPrincipal(),
                trustCenter,
                words,
                Wording.of(words.language()),
                profile.map(Profile::languages)
                        .map(languages -> languages.getFirst())
                        .orElse(words.language()),
                profile.map(Profile::timeZone).orElse(ZoneOffset.UTC),
                now);
    }

    /** Null if nobody is logged in. */
    static @Nullable StaffToken who(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof StaffToken token ? token : null;
    }

    /** What was chosen by {@code ?lang=} last in this session, else what the browser prefers. */
    Texts words(HttpServletRequest request) {
        var asked = asked(request);
        var session = request.getSession(false);
        if (asked != null && texts.languages().contains(asked) && session != null && who(request) != null) {
            session.setAttribute(LANGUAGE, asked);
        }
        var chosen = session != null && session.getAttribute(LANGUAGE) instanceof String kept ? kept : asked;
        return texts.in(WordFiles.choose(texts.languages(), chosen, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** Nothing where the form cannot be read: whoever says so asks for the language. */
    private static @Nullable String asked(HttpServletRequest request) {
        try {
            return request.getParameter("lang");
        } catch (InvalidParameterException _) {
            return null;
        }
    }
}
