package org.trustledger.command.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Problem details (RFC 9457) for whoever must answer outside a controller, such as a filter. */
@Component
public final class Problems {
    static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final JsonMapper json;
    private final Refusals refusals;
    // Whoever makes pages may need all the rest of the office for it.
    private final ObjectProvider<ProblemPage> pages;

    Problems(JsonMapper json, Refusals refusals, ObjectProvider<ProblemPage> pages) {
        this.json = json;
        this.refusals = refusals;
        this.pages = pages;
    }

    /** A problem of the kind that its status alone says, such as {@code urn:trust-ledger:problem:not-found}. */
    public static ProblemDetail of(HttpStatusCode code, String detail) {
        var status = HttpStatus.resolve(code.value());
        var title = status == null ? "Problem" : status.getReasonPhrase();
        var problem = ProblemDetail.forStatusAndDetail(code, detail);
        problem.setTitle(title);
        problem.setType(URI.create(
                "urn:trust-ledger:problem:" + title.toLowerCase(Locale.ROOT).replace(' ', '-')));
        return problem;
    }

    /** The page that shows it, if a person is behind the request. */
    Optional<byte[]> page(HttpServletRequest request, ProblemDetail problem) {
        return pages.stream()
                .filter(page -> page.isFor(request))
                .map(page -> page.show(problem, request))
                .findFirst();
    }

    /** The same as {@link #answer(HttpServletResponse, ProblemDetail, HttpHeaders)}, for a person as a page. */
    public void answer(
            HttpServletRequest request, HttpServletResponse response, ProblemDetail problem, HttpHeaders headers)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var page = page(request, problem);
        if (page.isEmpty()) {
            answer(response, problem, headers);
            return;
        }
        refusals.count(problem);
        begin(response, problem, headers, HTML);
        response.getOutputStream().write(page.get());
    }

    /** Answers with the problem, unless an answer is under way already. */
    public void answer(HttpServletResponse response, ProblemDetail problem, HttpHeaders headers) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        refusals.count(problem);
        begin(response, problem, headers, MediaType.APPLICATION_PROBLEM_JSON);
        var members = new LinkedHashMap<String, Object>();
        members.put("type", String.valueOf(problem.getType()));
        members.put("title", String.valueOf(problem.getTitle()));
        members.put("status", problem.getStatus());
        members.put("detail", String.valueOf(problem.getDetail()));
        if (problem.getProperties() != null) {
            members.putAll(problem.getProperties());
        }
        response.getOutputStream().write(json.writeValueAsBytes(members));
    }

    private static void begin(
            HttpServletResponse response, ProblemDetail problem, HttpHeaders headers, MediaType type) {
        response.resetBuffer();
        response.setStatus(problem.getStatus());
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(type.toString());
    }
}
