package org.trustledger.query.site;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Writes a document of a feed as Atom (RFC 4287), its archives linked and marked as RFC 5005 has it. */
final class AtomFeed {
    private static final Namespace HISTORY = Namespace.getNamespace("fh", "http://purl.org/syndication/history/1.0");

    private AtomFeed() {}

    static byte[] of(FeedShown shown) {
        var feed = Atom.feed(shown.id(), shown.title(), shown.description(), shown.author(), shown.base());
        feed.setUpdated(Date.from(shown.updated()));
        feed.setOtherLinks(links(shown));
        if (shown.archive() != null) {
            feed.setForeignMarkup(List.of(new Element("archive", HISTORY)));
        }
        feed.setEntries(shown.entries().stream().map(AtomFeed::entry).toList());
        return Atom.bytes(feed, shown.language());
    }

    private static List<Link> links(FeedShown shown) {
        var links = new ArrayList<Link>();
        links.add(link("self", shown, shown.archive()));
        links.add(Atom.link("alternate", MediaType.TEXT_HTML, shown.absolute(shown.page())));
        if (shown.archive() != null) {
            links.add(link("current", shown, null));
        }
        if (shown.previous() != null) {
            links.add(link("prev-archive", shown, shown.previous()));
        }
        if (shown.next() != null) {
            links.add(link("next-archive", shown, shown.next()));
        }
        return links;
    }

    private static Link link(String relation, FeedShown shown, @Nullable Integer archive) {
        return Atom.link(relation, FeedFormat.ATOM.type(), shown.address(FeedFormat.ATOM, archive));
    }

    private static Entry entry(FeedShown.Entry shown) {
        var entry = new Entry();
        entry.setId(shown.id());
        entry.setTitle(Atom.legal(shown.title()));
        entry.setPublished(Date.from(shown.recordedAt()));
        entry.setUpdated(Date.from(shown.recordedAt()));
        entry.setAlternateLinks(List.of(Atom.link("alternate", MediaType.TEXT_HTML, shown.href())));
        var file = shown.file();
        if (file != null) {
            var enclosure = Atom.link("enclosure", MediaType.valueOf(file.type()), file.href());
            enclosure.setLength(file.bytes());
            entry.setOtherLinks(List.of(enclosure));
        }
        entry.setCategories(shown.labels().stream()
                .map(label -> Atom.category(label.scheme(), label.term(), label.label()))
                .toList());
        entry.setSummary(Atom.content("text", shown.summary()));
        entry.setContents(List.of(Atom.content("html", shown.html())));
        return entry;
    }
}
