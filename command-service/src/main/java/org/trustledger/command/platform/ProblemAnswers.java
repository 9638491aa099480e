package org.trustledger.command.platform;

import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** The one place where what went wrong becomes an answer. */
@RestControllerAdvice
class ProblemAnswers extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final Refusals refusals;
    private final Problems problems;

    ProblemAnswers(Refusals refusals, Problems problems) {
        this.refusals = refusals;
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> on(Refusal refusal, WebRequest request) {
        return answer(refusal.problem(), refusal.headers(), request);
    }

    @ExceptionHandler({
        TransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Object> onTrouble(Exception trouble, WebRequest request) {
        LOG.warn("The database does not serve: {}", trouble.getMessage());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return answer(
                Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The ledger cannot be reached just now. Try again."),
                headers,
                request);
    }

    /** A form that cannot be decoded, is too large, or was not read to its end. */
    @ExceptionHandler
    ResponseEntity<Object> onUnreadable(InvalidParameterException unreadable, WebRequest request) {
        var status = Optional.ofNullable(HttpStatus.resolve(unreadable.getErrorCode()))
                .filter(HttpStatus::is4xxClientError)
                .orElse(HttpStatus.BAD_REQUEST);
        return answer(
                Problems.of(
                        status,
                        "The form cannot be read: %s. Send it as application/x-www-form-urlencoded."
                                .formatted(status.getReasonPhrase())),
                HttpHeaders.EMPTY,
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> onDefect(Exception defect, WebRequest request) {
        LOG.error("A request failed through a defect of ours", defect);
        return answer(
                Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "This is a defect of ours. Report the correlation id %s."
                                .formatted(request.getAttribute(CorrelationId.ATTRIBUTE, WebRequest.SCOPE_REQUEST))),
                HttpHeaders.EMPTY,
                request);
    }

    // A body that turns out too large is noticed while it is read, and arrives here as the cause.
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(exception) instanceof Refusal refusal) {
            return answer(refusal.problem(), refusal.headers(), request);
        }
        return super.handleHttpMessageNotReadable(exception, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var detail = body instanceof ProblemDetail problem ? problem.getDetail() : null;
        var problem = Problems.of(status, detail(exception, detail == null ? exception.getMessage() : detail));
        refusals.count(problem);
        return super.handleExceptionInternal(exception, problem, headers, status, request);
    }

    /** As a page for a person. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!(body instanceof ProblemDetail problem) || !(request instanceof ServletWebRequest web)) {
            return super.createResponseEntity(body, headers, status, request);
        }
        var page = problems.page(web.getRequest(), problem);
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(page.isPresent() ? Problems.HTML : MediaType.APPLICATION_PROBLEM_JSON)
                .body(page.<Object>map(bytes -> bytes).orElse(problem));
    }

    private static String detail(Exception exception, @Nullable String otherwise) {
        return switch (exception) {
            case HttpMessageNotReadableException unreadable ->
                NestedExceptionUtils.getMostSpecificCause(unreadable) instanceof JacksonException json
                        ? "The body is not the JSON expected here: %s%s"
                                .formatted(json.getOriginalMessage(), place(json))
                        : "The body cannot be read, or is missing. Send JSON as the documentation of this address says.";
            case MethodArgumentTypeMismatchException mismatch ->
                "'%s' does not do for %s: %s"
                        .formatted(
                                mismatch.getValue(),
                                mismatch.getName(),
                                NestedExceptionUtils.getMostSpecificCause(mismatch)
                                        .getMessage());
            case TypeMismatchException mismatch -> "'%s' cannot be understood here".formatted(mismatch.getValue());
            default -> otherwise == null ? "The request cannot be served" : otherwise;
        };
    }

    private static String place(JacksonException json) {
        var location = json.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers, WebRequest request) {
        refusals.count(problem);
        return createResponseEntity(problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }
}
