package org.trustledger.query.site;

import jakarta.servlet.http.HttpServletRequest;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.platform.Problem;
import org.trustledger.query.platform.Representation;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.AskedDates;
import org.trustledger.query.views.TrustCenterViews;

/**
 * What tells programs where things are: {@code robots.txt} (RFC 9309), {@code security.txt} (RFC 9116) and sitemaps
 * (sitemaps.org, protocol 0.9).
 */
@Controller
class Signposts {
    /** Where RFC 9116 has it. */
    static final String SECURITY_TXT = "/.well-known/security.txt";

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final MediaType XML = new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8);
    private static final String SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9";
    // A sitemap may have 50,000 addresses.
    private static final int ADDRESSES_A_PART = 20_000;
    /** RFC 9116, section 2.5.5: less than a year ahead. */
    private static final Duration SECURITY_TXT_HOLDS = Duration.ofDays(180);

    private final TrustCenterViews views;
    private final CounterSettings settings;
    private final Clock clock;

    Signposts(TrustCenterViews views, CounterSettings settings, Clock clock) {
        this.views = views;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/robots.txt")
    ResponseEntity<byte[]> robots(HttpServletRequest request) {
        return text(
                List.of(
                        "User-agent: *",
                        "Disallow: /reception/",
                        "Disallow: /*/search",
                        "Sitemap: %s/sitemap.xml".formatted(settings.publicBase())),
                request);
    }

    @GetMapping(SECURITY_TXT)
    ResponseEntity<byte[]> security(HttpServletRequest request) {
        var contacts = new LinkedHashSet<String>();
        var languages = new LinkedHashSet<String>();
        for (var head : views.all()) {
            views.provider(head).ifPresent(provider -> {
                contacts.add(Link.to(provider.contact().address()).href());
                languages.addAll(provider.languages());
            });
        }
        if (contacts.isEmpty()) {
            throw new NobodyToWriteTo();
        }
        var lines = new ArrayList<String>();
        contacts.forEach(contact -> lines.add("Contact: " + contact));
        lines.add("Expires: " + clock.instant().truncatedTo(ChronoUnit.DAYS).plus(SECURITY_TXT_HOLDS));
        lines.add("Preferred-Languages: " + String.join(", ", languages));
        lines.add("Canonical: " + settings.publicBase() + SECURITY_TXT);
        return text(lines, request);
    }

    @GetMapping("/sitemap.xml")
    ResponseEntity<byte[]> sitemaps(HttpServletRequest request) {
        return xml(
                writer -> {
                    writer.writeStartElement("sitemapindex");
                    writer.writeDefaultNamespace(SITEMAPS);
                    for (var head : views.all()) {
                        for (var part = 1; part <= parts(addresses(head).size()); part++) {
                            entry(
                                    writer,
                                    "sitemap",
                                    new Address(
                                            "/%s/sitemap.xml?page=%d".formatted(head.trustCenter(), part),
                                            head.recordedAt()));
                        }
                    }
                    writer.writeEndElement();
                },
                request);
    }

    @GetMapping("/{trustCenter}/sitemap.xml")
    ResponseEntity<byte[]> sitemap(@PathVariable String trustCenter, HttpServletRequest request) {
        var addresses = addresses(views.head(trustCenter));
        var part = Visits.page(request);
        if (part > parts(addresses.size())) {
            throw new BadParameter(Choice.PAGE.parameter(), Integer.toString(part), "is past the end");
        }
        return xml(
                writer -> {
                    writer.writeStartElement("urlset");
                    writer.writeDefaultNamespace(SITEMAPS);
                    for (var address : addresses.subList(
                            (part - 1) * ADDRESSES_A_PART, Math.min(addresses.size(), part * ADDRESSES_A_PART))) {
                        entry(writer, "url", address);
                    }
                    writer.writeEndElement();
                },
                request);
    }

    private record Address(String path, Instant changed) {}

    /** Of every page that search engines may list. */
    private List<Address> addresses(Head head) {
        var center = "/" + head.trustCenter();
        var contents = views.at(head, views.point(head, AskedDates.NONE).validAt());
        return Stream.of(
                        Stream.of(
                                        "/",
                                        "/answers",
                                        "/agreements",
                                        "/subprocessors",
                                        "/changes",
                                        "/feeds",
                                        "/packs",
                                        "/packs/proof",
                                        "/contact",
                                        "/about")
                                .map(page -> new Address(center + page, head.recordedAt())),
                        contents.answers().stream().map(answer -> address(center + "/answers/", answer)),
                        contents.agreements().stream().map(agreement -> address(center + "/agreements/", agreement)),
                        Stream.of(Kind.SUBPROCESSOR, Kind.DATA_CENTER, Kind.PILLAR)
                                .flatMap(kind -> contents.byKind().getOrDefault(kind, List.of()).stream()
                                        .map(stated -> address(
                                                "%s/changes/%s/".formatted(center, kind.collection()), stated))),
                        contents.agreements().stream()
                                .flatMap(agreement -> agreement.content().clauses().stream()
                                        .map(clause -> new Address(
                                                "%s/agreements/%s/clauses/%s"
                                                        .formatted(center, agreement.id(), clause.id()),
                                                agreement.recordedAt()))))
                .flatMap(addresses -> addresses)
                .toList();
    }

    private static Address address(String path, Stated<?> stated) {
        return new Address(path + stated.id(), stated.recordedAt());
    }

    private static int parts(int addresses) {
        return Math.max(1, (addresses + ADDRESSES_A_PART - 1) / ADDRESSES_A_PART);
    }

    private interface Writing {
        void to(XMLStreamWriter writer) throws XMLStreamException;
    }

    private void entry(XMLStreamWriter writer, String element, Address address) throws XMLStreamException {
        writer.writeStartElement(element);
        writer.writeStartElement("loc");
        writer.writeCharacters(settings.publicBase() + address.path());
        writer.writeEndElement();
        writer.writeStartElement("lastmod");
        writer.writeCharacters(address.changed().truncatedTo(ChronoUnit.SECONDS).toString());
        writer.writeEndElement();
        writer.writeEndElement();
    }

    private static ResponseEntity<byte[]> xml(Writing writing, HttpServletRequest request) {
        var text = new StringWriter();
        try {
            var writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writing.to(writer);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A string takes whatever is written", e);
        }
        return Representation.of(XML, text.toString().getBytes(StandardCharsets.UTF_8))
                .answer(request, Representation.ASK_AGAIN);
    }

    private static ResponseEntity<byte[]> text(List<String> lines, HttpServletRequest request) {
        return Representation.of(TEXT, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8))
                .answer(request, Representation.ASK_AGAIN);
    }

    private static final class NobodyToWriteTo extends Problem {
        private static final long serialVersionUID = 1;

        NobodyToWriteTo() {
            super(
                    HttpStatus.NOT_FOUND,
                    "not-found",
                    "There is nothing here",
                    "No trust center is published here yet, so there is nobody to write to.");
        }
    }
}
