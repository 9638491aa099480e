package org.trustledger.command.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
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
    private final JsonMapper json;
    private final Refusals refusals;

    Problems(JsonMapper json, Refusals refusals) {
        this.json = json;
        this.refusals = refusals;
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

    /** Answers with the problem, unless an answer is under way already. */
    public void answer(HttpServletResponse response, ProblemDetail problem, HttpHeaders headers) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        refusals.count(problem);
        response.resetBuffer();
        response.setStatus(problem.getStatus());
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
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
}
