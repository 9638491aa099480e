package org.trustledger.query.site;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdom2.Namespace;
import org.jdom2.Verifier;
import org.jdom2.output.XMLOutputter;
import org.springframework.http.MediaType;

/** The parts of an Atom document (RFC 4287), and its bytes. */
final class Atom {
    private static final String SCHEME = "urn:trust-ledger:";

    private Atom() {}

    /** Without entries and links yet. */
    static Feed feed(String id, String title, String description, String author, String base) {
        var feed = new Feed("atom_1.0");
        feed.setEncoding(StandardCharsets.UTF_8.name());
        feed.setXmlBase(base + "/");
        feed.setId(id);
        feed.setTitle(legal(title));
        feed.setSubtitle(content("text", description));
        var person = new Person();
        person.setName(legal(author));
        feed.setAuthors(List.of(person));
        return feed;
    }

    static Link link(String relation, MediaType type, String address) {
        var link = new Link();
        link.setRel(relation);
        link.setType("%s/%s".formatted(type.getType(), type.getSubtype()));
        link.setHref(address);
        return link;
    }

    /** @param scheme the end of its URN */
    static Category category(String scheme, String term, String label) {
        var category = new Category();
        category.setScheme(SCHEME + scheme);
        category.setTerm(term);
        category.setLabel(legal(label));
        return category;
    }

    /** @param type {@code text} or {@code html} */
    static Content content(String type, String value) {
        var content = new Content();
        content.setType(type);
        content.setValue(legal(value));
        return content;
    }

    // What was recorded may hold characters that no XML document can (XML 1.0, 2.2).
    static String legal(String text) {
        return text.codePoints()
                .filter(Verifier::isXMLCharacter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** @param language BCP 47 tag of what is said in it */
    static byte[] bytes(Feed feed, String language) {
        try {
            var document = new WireFeedOutput().outputJDom(feed);
            document.getRootElement().setAttribute("lang", language, Namespace.XML_NAMESPACE);
            return new XMLOutputter().outputString(document).getBytes(StandardCharsets.UTF_8);
        } catch (FeedException e) {
            throw new IllegalStateException("The feed %s cannot be written".formatted(feed.getId()), e);
        }
    }
}
