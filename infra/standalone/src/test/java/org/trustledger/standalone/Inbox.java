package org.trustledger.standalone;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** The mailbox of the house, as somebody looks into it in a browser. */
final class Inbox {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern SECRET =
            Pattern.compile("/reception/[^/\\s]+/(?:subscriptions|unsubscribe|stop)/([^/\\s?]+)");

    private final String address;
    private final Page page;
    private final Set<String> secrets = new HashSet<>();

    /** @param page on which it is shown */
    Inbox(String address, Page page) {
        this.address = address;
        this.page = page;
    }

    /** How many mails somebody has. */
    int count(String to) {
        page.navigate(address);
        return rows(to).count();
    }

    private Locator rows(String to) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(to));
    }

    /** Opens somebody's newest mail, once they have so many. */
    void open(String to, int mails) {
        await().atMost(PATIENCE).until(() -> count(to) == mails);
        rows(to).first().locator("a").click();
        page.waitForLoadState();
        var links = SECRET.matcher(page.locator("pre").innerText());
        while (links.find()) {
            secrets.add(links.group(1));
        }
    }

    /** The mail that is open, as it came. */
    MimeMessage asItCame() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var mail = http.send(
                    HttpRequest.newBuilder(URI.create(page.url() + ".eml")).build(), BodyHandlers.ofByteArray());
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.body()));
        }
    }

    /** A line of its head. */
    String head(String name) throws Exception {
        return MimeUtility.unfold(asItCame().getHeader(name, null));
    }

    /** Those of the links in all mails that were opened. */
    Set<String> secrets() {
        return secrets;
    }
}
