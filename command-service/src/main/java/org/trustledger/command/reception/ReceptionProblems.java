package org.trustledger.command.reception;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.trustledger.command.platform.ProblemPage;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.subscriptions.TooManySubscribe;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;

/** Shows a problem to whoever looks at a page of the reception. */
@Component
class ReceptionProblems implements ProblemPage {
    private static final String RECEPTION = "/reception/";
    private static final String PROGRAMS = "/reception/api/";
    private static final TrustCenterId NONE = new TrustCenterId("none");

    private final ReceptionPages pages;

    ReceptionProblems(ReceptionPages pages) {
        this.pages = pages;
    }

    @Override
    public boolean isFor(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return isPage(request) && accepted != null && accepted.contains("text/html");
    }

    @Override
    public byte[] show(ProblemDetail problem, HttpServletRequest request) {
        var segment = path(request).split("/", 4)[2];
        var trustCenter = TrustCenterId.isValid(segment) ? new TrustCenterId(segment) : NONE;
        var profile = profile(trustCenter);
        var words = pages.words(profile, request);
        var said = said(problem);
        return pages.html(
                "plain",
                new ReceptionPlainPage(
                        pages.around(trustCenter, profile, words, words.say(said.title()), request),
                        List.of(words.say(said.text(), said.values())),
                        said.title() == ReceptionText.PROBLEM_CLOSED_TITLE && profile != null
                                ? new ReceptionPlainPage.More(
                                        words.say(ReceptionText.PROBLEM_CLOSED_FEEDS),
                                        ReceptionPages.feeds(trustCenter, words))
                                : null));
    }

    private @Nullable Profile profile(TrustCenterId trustCenter) {
        try {
            return pages.profile(trustCenter).orElse(null);
        } catch (DataAccessException | TransactionException _) {
            return null;
        }
    }

    private record Said(ReceptionText title, ReceptionText text, Object... values) {}

    private static Said said(ProblemDetail problem) {
        return switch (String.valueOf(problem.getType()).replaceFirst(".*:", "")) {
            case "no-such-link" ->
                new Said(
                        ReceptionText.PROBLEM_LINK_TITLE,
                        ReceptionText.PROBLEM_LINK_TEXT,
                        SubscriptionDesk.TO_CONFIRM.toDays());
            case "words-not-shown" -> new Said(ReceptionText.PROBLEM_WORDS_TITLE, ReceptionText.PROBLEM_WORDS_TEXT);
            case "nobody-is-told" -> new Said(ReceptionText.PROBLEM_CLOSED_TITLE, ReceptionText.PROBLEM_CLOSED_TEXT);
            case "too-many-subscribe" ->
                new Said(ReceptionText.PROBLEM_MANY_TITLE, ReceptionText.PROBLEM_MANY_TEXT, minutes(problem));
            default ->
                switch (problem.getStatus()) {
                    case 404, 405 ->
                        new Said(ReceptionText.PROBLEM_NOT_FOUND_TITLE, ReceptionText.PROBLEM_NOT_FOUND_TEXT);
                    case 400, 413, 415, 422 ->
                        new Said(ReceptionText.PROBLEM_REFUSED_TITLE, ReceptionText.PROBLEM_REFUSED_TEXT);
                    default -> new Said(ReceptionText.PROBLEM_AWAY_TITLE, ReceptionText.PROBLEM_AWAY_TEXT);
                };
        };
    }

    private static Object minutes(ProblemDetail problem) {
        return Optional.ofNullable(problem.getProperties())
                .map(members -> members.get(TooManySubscribe.MINUTES))
                .orElse(1);
    }

    /** Whether there are pages at the address, and nothing for programs. */
    static boolean isPage(HttpServletRequest request) {
        return path(request).startsWith(RECEPTION) && !path(request).startsWith(PROGRAMS);
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
    }
}
