package org.trustledger.command.workbench;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.platform.ProblemPage;
import org.trustledger.command.staff.Lobby;
import org.trustledger.command.staff.Role;
import org.trustledger.events.TrustCenterId;

/** Shows at the workbench what went wrong, in its frame where that can be had. */
@Component
class ProblemPages implements ProblemPage {
    private final Frames frames;
    private final Visits visits;
    private final Pages pages;

    ProblemPages(Frames frames, Visits visits, Pages pages) {
        this.frames = frames;
        this.visits = visits;
        this.pages = pages;
    }

    @Override
    public boolean isFor(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return path(request).startsWith(Lobby.WORKBENCH)
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    @Override
    public byte[] show(ProblemDetail problem, HttpServletRequest request) {
        var kind = kind(problem);
        var frame = frame(request, visits.words(request).say(kind.title()));
        var words = frame.texts();
        var home = frame.center();
        return pages.html(
                "plain",
                new PlainPage(
                        frame,
                        kind == Kind.ROLE
                                ? words.say(kind.text(), words.either(roles(problem, words)))
                                : words.say(kind.text()),
                        List.of(new Link(words.say(Text.PROBLEM_HOME), home == null ? Lobby.WORKBENCH : home.href())),
                        "%s (%d, %s)"
                                .formatted(
                                        problem.getDetail(),
                                        problem.getStatus(),
                                        request.getAttribute(CorrelationId.ATTRIBUTE))));
    }

    private enum Kind {
        NOT_FOUND(Text.PROBLEM_NOT_FOUND_TITLE, Text.PROBLEM_NOT_FOUND_TEXT),
        ROLE(Text.PROBLEM_ROLE_TITLE, Text.PROBLEM_ROLE_TEXT),
        STALE_FORM(Text.PROBLEM_STALE_TITLE, Text.PROBLEM_STALE_TEXT),
        NOT_LET_IN(Text.PROBLEM_NOT_LET_IN_TITLE, Text.PROBLEM_NOT_LET_IN_TEXT),
        TOO_LARGE(Text.PROBLEM_TOO_LARGE_TITLE, Text.PROBLEM_TOO_LARGE_TEXT),
        REFUSED(Text.PROBLEM_REFUSED_TITLE, Text.PROBLEM_REFUSED_TEXT),
        PROVIDER(Text.PROBLEM_PROVIDER_TITLE, Text.PROBLEM_PROVIDER_TEXT),
        CROWDED(Text.PROBLEM_CROWDED_TITLE, Text.PROBLEM_CROWDED_TEXT),
        AWAY(Text.PROBLEM_AWAY_TITLE, Text.PROBLEM_AWAY_TEXT),
        DEFECT(Text.PROBLEM_DEFECT_TITLE, Text.PROBLEM_DEFECT_TEXT);

        private final Text title;
        private final Text text;

        Kind(Text title, Text text) {
            this.title = title;
            this.text = text;
        }

        Text title() {
            return title;
        }

        Text text() {
            return text;
        }
    }

    private static Kind kind(ProblemDetail problem) {
        return switch (String.valueOf(problem.getType()).replaceFirst(".*:", "")) {
            case "role-missing" -> Kind.ROLE;
            case "stale-form" -> Kind.STALE_FORM;
            case "identity-provider-silent" -> Kind.PROVIDER;
            case "too-many-sessions" -> Kind.CROWDED;
            default ->
                switch (HttpStatus.resolve(problem.getStatus())) {
                    case NOT_FOUND, METHOD_NOT_ALLOWED -> Kind.NOT_FOUND;
                    case FORBIDDEN -> Kind.NOT_LET_IN;
                    case CONTENT_TOO_LARGE -> Kind.TOO_LARGE;
                    case SERVICE_UNAVAILABLE -> Kind.AWAY;
                    case null -> Kind.DEFECT;
                    default -> problem.getStatus() < 500 ? Kind.REFUSED : Kind.DEFECT;
                };
        };
    }

    private static List<String> roles(ProblemDetail problem, Texts words) {
        var properties = problem.getProperties();
        return properties != null && properties.get("roles") instanceof Collection<?> wanted
                ? wanted.stream()
                        .filter(Role.class::isInstance)
                        .map(role -> words.role((Role) role))
                        .toList()
                : List.of();
    }

    /** With the rail only for those who may know of it, and as little as it takes where the ledger cannot be read. */
    private Frame frame(HttpServletRequest request, String heading) {
        try {
            var trustCenter = trustCenter(request);
            if (trustCenter != null) {
                return frames.around(visits.at(trustCenter, request), heading, "none");
            }
        } catch (DataAccessException | TransactionException _) {
            return frames.bare(request, heading);
        }
        return frames.bare(request, heading);
    }

    private static @Nullable TrustCenterId trustCenter(HttpServletRequest request) {
        var who = Visits.who(request);
        var segments = path(request).split("/", 4);
        if (who == null || segments.length < 3 || !TrustCenterId.isValid(segments[2])) {
            return null;
        }
        var id = new TrustCenterId(segments[2]);
        return who.getPrincipal().holdsOneOf(Role.PEOPLE, id) ? id : null;
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
    }
}
