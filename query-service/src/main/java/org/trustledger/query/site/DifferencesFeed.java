package org.trustledger.query.site;

import com.rometools.rome.feed.atom.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
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
        var feed = Atom.feed(
                id,
                frame.title(),
                frame.description(),
                visit.provider().legalName(),
                settings.publicBase().toString());
        feed.setUpdated(Date.from(
                newest.isEmpty()
                        ? found.compared().to().recordedAt()
                        : newest.getFirst().recordedAt()));
        feed.setOtherLinks(links(visit, cut));
        feed.setEntries(differences.explained(found.compared(), cut.shown()).stream()
                .map(difference -> entry(visit, id, found.compared(), difference, changes))
                .toList());
        return Atom.bytes(feed, visit.reader().language());
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
        entry.setTitle(Atom.legal("%s · %s: %s"
                .formatted(shown.kind(), shown.became(), shown.title().text())));
        entry.setUpdated(Date.from(difference.recordedAt()));
        entry.setAlternateLinks(
                List.of(Atom.link("alternate", MediaType.TEXT_HTML, settings.publicBase() + shown.history())));
        entry.setCategories(List.of(
                Atom.category("kind", difference.kind().collection(), shown.kind()),
                Atom.category("became", difference.became().text(), shown.became())));
        entry.setSummary(Atom.content("text", shown.why().text()));
        var html = templates.render(
                "feedentry", new DifferencesPage.Told(visit.reader().texts(), shown));
        entry.setContents(List.of(Atom.content("html", new String(html, StandardCharsets.UTF_8))));
        return entry;
    }

    private com.rometools.rome.feed.atom.Link link(String relation, Form form, PageAddress page) {
        return Atom.link(relation, form.type(), absolute(form, page));
    }

    private String absolute(Form form, PageAddress page) {
        return settings.publicBase() + form.address(page).href();
    }
}
