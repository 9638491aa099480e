package org.trustledger.query.site;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.jdom2.Namespace;
import org.jdom2.Verifier;
import org.jdom2.output.XMLOutputter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trustledger.presentation.Templates;
import org.trustledger.query.differences.Difference;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.CounterSettings;

/**
 * Writes what differs between two dates as an Atom feed (RFC 4287), what was recorded last first, page by page (RFC
 * 5005). With a first date alone it grows: what has changed since.
 */
@Component
class DifferencesFeed {
    private static final int A_PAGE = 50;

    private final DifferencesPart differences;
    private final Templates templates;
    private final CounterSettings settings;

    DifferencesFeed(DifferencesPart differences, Templates templates, CounterSettings settings) {
        this.differences = differences;
        this.templates = templates;
        this.settings = settings;
    }

    /** @throws BadParameter if there is no date to compare with */
    byte[] of(Visit visit, Frame frame) {
        if (!visit.address().comparesDates()) {
            throw new BadParameter(
                    Choice.FROM.parameter(), "", "is missing. Give the date since when the feed tells what changed");
        }
        var found = differences.find(visit);
        var newest = found.differing().stream()
                .sorted(Comparator.comparing(Difference::position).reversed())
                .toList();
        var cut = Cut.of(newest, visit.address().page(), A_PAGE);
        var id = absolute(Form.FEED, visit.address().without(Choice.PAGE));
        var changes = FieldChanges.of(visit);
        var feed = new Feed("atom_1.0");
        feed.setEncoding(StandardCharsets.UTF_8.name());
        feed.setXmlBase(settings.publicBase() + "/");
        feed.setId(id);
        feed.setTitle(legal(frame.title()));
        feed.setSubtitle(content("text", frame.description()));
        feed.setUpdated(Date.from(
                newest.isEmpty()
                        ? found.compared().to().recordedAt()
                        : newest.getFirst().recordedAt()));
        feed.setAuthors(List.of(author(visit)));
        feed.setOtherLinks(links(visit, cut));
        feed.setEntries(differences.explained(found.compared(), cut.shown()).stream()
                .map(difference -> entry(visit, id, found.compared(), difference, changes))
                .toList());
        try {
            var document = new WireFeedOutput().outputJDom(feed);
            document.getRootElement().setAttribute("lang", visit.reader().language(), Namespace.XML_NAMESPACE);
            return new XMLOutputter().outputString(document).getBytes(StandardCharsets.UTF_8);
        } catch (FeedException e) {
            throw new IllegalStateException("The feed %s cannot be written".formatted(id), e);
        }
    }

    private List<com.rometools.rome.feed.atom.Link> links(Visit visit, Cut<?> cut) {
        var address = visit.address();
        var links = new ArrayList<>(List.of(
                link("self", Form.FEED, address),
                link("alternate", Form.PAGE, address.without(Choice.PAGE)),
                link("first", Form.FEED, address.without(Choice.PAGE))));
        if (cut.page() > 1) {
            links.add(link("previous", Form.FEED, address.withPage(cut.page() - 1)));
        }
        if (cut.page() < cut.pages()) {
            links.add(link("next", Form.FEED, address.withPage(cut.page() + 1)));
        }
        return links;
    }

    private Entry entry(
            Visit visit, String feed, DifferencesPart.Compared compared, Difference difference, FieldChanges changes) {
        var shown = DifferencesPart.show(visit, compared, difference, changes);
        var entry = new Entry();
        entry.setId("%s#%s-%d".formatted(feed, shown.anchor(), difference.position()));
        entry.setTitle(legal("%s · %s: %s"
                .formatted(shown.kind(), shown.became(), shown.title().text())));
        entry.setUpdated(Date.from(difference.recordedAt()));
        entry.setAlternateLinks(
                List.of(link("alternate", MediaType.TEXT_HTML, settings.publicBase() + shown.history())));
        entry.setCategories(List.of(
                category("kind", difference.kind().collection(), shown.kind()),
                category("became", difference.became().text(), shown.became())));
        entry.setSummary(content("text", shown.why().text()));
        var html = templates.render(
                "feedentry", new DifferencesPage.Told(visit.reader().texts(), shown));
        entry.setContents(List.of(content("html", new String(html, StandardCharsets.UTF_8))));
        return entry;
    }

    private static Person author(Visit visit) {
        var author = new Person();
        author.setName(legal(visit.provider().legalName()));
        return author;
    }

    private com.rometools.rome.feed.atom.Link link(String relation, Form form, PageAddress page) {
        return link(relation, form.type(), absolute(form, page));
    }

    private static com.rometools.rome.feed.atom.Link link(String relation, MediaType type, String address) {
        var link = new com.rometools.rome.feed.atom.Link();
        link.setRel(relation);
        link.setType("%s/%s".formatted(type.getType(), type.getSubtype()));
        link.setHref(address);
        return link;
    }

    private static Category category(String scheme, String term, String label) {
        var category = new Category();
        category.setScheme("urn:trust-ledger:" + scheme);
        category.setTerm(term);
        category.setLabel(legal(label));
        return category;
    }

    private static Content content(String type, String value) {
        var content = new Content();
        content.setType(type);
        content.setValue(legal(value));
        return content;
    }

    private String absolute(Form form, PageAddress page) {
        return settings.publicBase() + form.address(page).href();
    }

    // What was recorded may hold characters that no XML document can (XML 1.0, 2.2).
    private static String legal(String text) {
        return text.codePoints()
                .filter(Verifier::isXMLCharacter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
