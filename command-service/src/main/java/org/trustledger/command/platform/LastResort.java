package org.trustledger.command.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed before any controller was reached: a problem detail there too, never a page of the server's. */
@Controller
class LastResort implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    private final Problems problems;

    LastResort(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer given ? given : 404;
        var status = HttpStatus.resolve(code);
        var kind = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause) {
            if (kind.is5xxServerError()) {
                LOG.error("A request failed outside every controller", cause);
            } else {
                // Anybody can send what cannot be read, as often as they like.
                LOG.debug("A request could not be read", cause);
            }
        }
        problems.answer(
                request,
                response,
                Problems.of(
                        kind,
                        kind.is5xxServerError()
                                ? "This is a defect of ours. Report the correlation id %s."
                                        .formatted(request.getAttribute(CorrelationId.ATTRIBUTE))
                                : "The request cannot be served: %s.".formatted(kind.getReasonPhrase())),
                HttpHeaders.EMPTY);
    }
}
