package org.trustledger.command.platform;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A request that was understood and is not granted: one small class per reason, each with its own address in the
 * catalogue of problems. Thrown out of a decision it leaves nothing recorded; over HTTP it is a problem detail (RFC
 * 9457).
 */
public abstract class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDetail problem;

    /**
     * @param slug the last part of the problem's type, {@code urn:trust-ledger:problem:<slug>}
     * @param title what kind of problem, the same for all of its type
     * @param detail what was wrong, with which value, and what to do
     */
    protected Refusal(HttpStatus status, String slug, String title, String detail) {
        this(status, slug, title, detail, Map.of());
    }

    /** @param members further members of the problem detail, in JSON's own types or records */
    protected Refusal(HttpStatus status, String slug, String title, String detail, Map<String, Object> members) {
        // No stack trace: a refusal is an answer, and its place in the code is its class.
        super(detail, null, false, false);
        problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:trust-ledger:problem:" + slug));
        problem.setTitle(title);
        members.forEach(problem::setProperty);
    }

    /** The answer's body. */
    public final ProblemDetail problem() {
        return problem;
    }

    /** Headers the answer needs beside its body, such as {@code Retry-After}; none unless overridden. */
    public HttpHeaders headers() {
        return HttpHeaders.EMPTY;
    }
}
