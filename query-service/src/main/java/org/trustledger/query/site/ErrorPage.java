package org.trustledger.query.site;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.platform.ProblemPage;

@Component
class ErrorPage implements ProblemPage {
    @Override
    public byte[] show(Problem problem, String correlationId, HttpServletRequest request) {
        return "<!DOCTYPE html><html lang=en><title>%1$s</title><h1>%1$s</h1><p>%2$s"
                .formatted(HtmlUtils.htmlEscape(problem.title()), HtmlUtils.htmlEscape(problem.detail()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
