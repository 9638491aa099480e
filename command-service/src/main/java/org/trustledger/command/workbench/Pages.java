package org.trustledger.command.workbench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.Templates;

/** Sends pages, and sends people on after a form. */
@Component
public class Pages {
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final Templates templates = new Templates();

    /** @param template under {@code jte/workbench}, without {@code .jte} */
    public ResponseEntity<byte[]> show(String template, Object page) {
        return show(HttpStatus.OK, template, page);
    }

    /** The same with another status, such as 422 for a form with errors at its fields. */
    public ResponseEntity<byte[]> show(HttpStatus status, String template, Object page) {
        return ResponseEntity.status(status).contentType(HTML).body(html(template, page));
    }

    /** To another page of the same trust center, which will show what came of the form. */
    public ResponseEntity<byte[]> goOn(Visit visit, String path, Flash flash) {
        visit.request().getSession().setAttribute(Frames.FLASH, flash);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(visit.href(path)))
                .build();
    }

    byte[] html(String template, Object page) {
        return templates.render("workbench/" + template, page);
    }
}
