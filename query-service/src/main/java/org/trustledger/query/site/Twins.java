package org.trustledger.query.site;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.query.platform.CounterSettings;

/** Writes the twins of a page: what it shows, as data and as a document. */
@Component
class Twins {
    private final CounterSettings settings;

    Twins(CounterSettings settings) {
        this.settings = settings;
    }

    /** @param content what is on the page */
    byte[] json(Visit visit, Frame frame, Object content) {
        return FactCodec.mapper().writeValueAsBytes(Twin.of(visit, absolute(visit.address()), frame.title(), content));
    }

    /** @param html the page */
    byte[] markdown(Visit visit, byte[] html) {
        var reader = visit.reader();
        var address = absolute(visit.address());
        var point = visit.point();
        var lines = new ArrayList<MarkdownTwin.Line>();
        lines.add(line(reader, Text.FOOTER_PUBLISHED_BY, visit.provider().legalName()));
        lines.add(line(
                reader,
                Text.TWIN_VALID,
                visit.isNow()
                        ? reader.say(Text.TWIN_NOW, reader.moment(point.validAt()))
                        : reader.moment(point.validAt())));
        lines.add(line(reader, Text.TWIN_RECORDED, reader.moment(point.recordedAt())));
        lines.add(line(reader, Text.TWIN_POSITION, "№%d".formatted(point.head().position())));
        lines.add(new MarkdownTwin.Line(reader.say(Text.TWIN_PAGE), address, address));
        return MarkdownTwin.of(new String(html, StandardCharsets.UTF_8), address, lines)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Tells search engines which address to list, and browsers what to call a file.
     *
     * @param date of what it says
     */
    ResponseEntity<byte[]> ofPage(ResponseEntity<byte[]> answer, PageAddress page, Form form, LocalDate date) {
        var twin = ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.LINK, "<%s>; rel=\"canonical\"".formatted(absolute(page)));
        if (form.isKept()) {
            var name = "%s-%s%s".formatted(page.path().substring(1).replace('/', '-'), date, form.suffix());
            twin.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name).build().toString());
        }
        return twin.body(answer.getBody());
    }

    private static MarkdownTwin.Line line(Reader reader, Text label, String value) {
        return new MarkdownTwin.Line(reader.say(label), value, null);
    }

    private String absolute(PageAddress page) {
        return settings.publicBase() + page.href();
    }
}
