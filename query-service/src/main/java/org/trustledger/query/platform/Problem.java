package org.trustledger.query.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Why an answer is not what was asked for, as RFC 9457 has it. A feature's refusals are subclasses. */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String slug;
    private final String title;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private @Nullable Integer retryAfterSeconds;

    /**
     * @param slug ends the type {@code urn:trust-ledger:problem:<slug>}; never changes once published
     * @param title the same for every problem of the type
     * @param detail what was wrong this time, with which value, and what to do
     */
    public Problem(HttpStatus status, String slug, String title, String detail) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** Adds a member of the type's own. */
    protected final void with(String member, Object value) {
        members.put(member, value);
    }

    /** Says when asking again may help. */
    protected final void retryAfter(int seconds) {
        retryAfterSeconds = seconds;
    }

    public HttpStatus status() {
        return status;
    }

    /** What its type ends in. */
    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** As the members of a problem document, in the order they are written. */
    Map<String, Object> document(String correlationId) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "urn:trust-ledger:problem:" + slug);
        document.put("title", title);
        document.put("status", status.value());
        document.put("detail", detail());
        document.putAll(members);
        document.put("correlationId", correlationId);
        return document;
    }

    /** A refusal is no surprise: where it was made is of no use, and costs. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
