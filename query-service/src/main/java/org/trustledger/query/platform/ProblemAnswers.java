package org.trustledger.query.platform;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** The one place where errors become answers: a problem document for programs, a page for people. */
@ControllerAdvice
@RestController
class ProblemAnswers extends ResponseEntityExceptionHandler implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final JsonMapper json;
    private final ProblemPage page;
    private final MeterRegistry meters;

    ProblemAnswers(JsonMapper json, ProblemPage page, MeterRegistry meters) {
        this.json = json;
        this.page = page;
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Problem problem, HttpServletRequest request) {
        return answer(problem, new HttpHeaders(), request);
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ResponseEntity<Object> databaseAway(Exception cause, HttpServletRequest request) {
        LOG.warn("The database cannot be reached: {}", cause.getMessage());
        return answer(new DatabaseAway(), new HttpHeaders(), request);
    }

    /** A form or a query that the container does not read, such as one that is too large. */
    @ExceptionHandler
    ResponseEntity<Object> unread(InvalidParameterException cause, HttpServletRequest request) {
        var status = HttpStatus.resolve(cause.getErrorCode());
        return answer(standard(status == null ? HttpStatus.BAD_REQUEST : status, cause), new HttpHeaders(), request);
    }

    /** Whoever asked is not there any more to be answered. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> gone(ClientAbortException cause) {
        LOG.debug("A client went away before it had its answer: {}", cause.getMessage());
        return null;
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception cause, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), LoggedAddress.of(request.getRequestURI()), cause);
        return answer(new Unforeseen(), new HttpHeaders(), request);
    }

    /** What went wrong before or outside the dispatcher, such as an address the container cannot parse. */
    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return answer(standard(status == null ? HttpStatus.NOT_FOUND : status, null), new HttpHeaders(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception cause, @Nullable Object body, HttpHeaders headers, HttpStatusCode code, WebRequest request) {
        var status = HttpStatus.valueOf(code.value());
        return answer(standard(status, cause), headers, ((ServletWebRequest) request).getRequest());
    }

    private static Problem standard(HttpStatus status, @Nullable Exception cause) {
        if (status.is5xxServerError()) {
            return new Unforeseen();
        }
        if (status == HttpStatus.NOT_FOUND) {
            return new Problem(
                    status, "not-found", "There is nothing here", "No page and no resource has this address.");
        }
        var detail = cause == null || cause.getMessage() == null ? status.getReasonPhrase() : cause.getMessage();
        return new Problem(status, "http-" + status.value(), status.getReasonPhrase(), detail);
    }

    private ResponseEntity<Object> answer(Problem problem, HttpHeaders headers, HttpServletRequest request) {
        meters.counter("trust.ledger.refusals", "problem", problem.slug()).increment();
        var correlationId = CorrelationIdFilter.of(request);
        var response = ResponseEntity.status(problem.status()).headers(headers).header("Cache-Control", "no-store");
        if (problem.retryAfterSeconds() instanceof Integer seconds) {
            response.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (isForPeople(request)) {
            try {
                return response.contentType(Representation.HTML).body(page.show(problem, correlationId, request));
            } catch (RuntimeException e) {
                // Whatever broke the page may break its error page too; the document below needs nothing but itself.
                LOG.error("A problem cannot be shown as a page", e);
            }
        }
        return response.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(json.writeValueAsBytes(problem.document(correlationId)));
    }

    private static boolean isForPeople(HttpServletRequest request) {
        var origin = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = origin instanceof String uri ? uri : request.getRequestURI();
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html") && !path.startsWith("/api/") && !path.endsWith(".json");
    }

    private static final class Unforeseen extends Problem {
        private static final long serialVersionUID = 1;

        Unforeseen() {
            super(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "unforeseen",
                    "Something went wrong on our side",
                    "Nothing you did caused this. The operator finds it in the log by the correlation id.");
        }
    }

    private static final class DatabaseAway extends Problem {
        private static final long serialVersionUID = 1;

        DatabaseAway() {
            super(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "database-away",
                    "The views cannot be read at the moment",
                    "The database does not answer. Try again in a few seconds.");
            retryAfter(5);
        }
    }
}
