package org.trustledger.standalone.mailbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trustledger.backing.DidNotStart;
import org.trustledger.backing.MailServer;
import org.trustledger.presentation.Markup;

/**
 * The local mail server with pages that show what it was sent: a list, and the plain text of each mail, which can be
 * had as it came too. All is kept in memory and gone when it stops. Both listen on loopback alone.
 */
public final class Mailbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern ONE = Pattern.compile("/([0-9]{1,6})(\\.eml)?");
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String HTML = "text/html;charset=UTF-8";
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            <link rel="stylesheet" href="/mailbox.css">
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;
    private static final String STYLE = """
            body { margin: 0; font: 16px/1.55 system-ui, sans-serif; }
            main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
            h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
            table { width: 100%; border-collapse: collapse; }
            th, td { padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid #8888; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
            pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
            """;

    private final MailServer server;
    private final HttpServer pages;
    private final ExecutorService threads;
    private final Set<String> hosts;

    private Mailbox(MailServer server, HttpServer pages, ExecutorService threads, Set<String> hosts) {
        this.server = server;
        this.pages = pages;
        this.threads = threads;
        this.hosts = hosts;
    }

    /**
     * Starts both.
     *
     * @param smtp port of the mail server
     * @param web port of the pages
     * @throws DidNotStart if a port is taken
     */
    public static Mailbox start(int smtp, int web) {
        var server = MailServer.start(smtp);
        try {
            var pages = HttpServer.create(new InetSocketAddress(LOOPBACK, web), 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            pages.setExecutor(threads);
            var mailbox =
                    new Mailbox(server, pages, threads, Set.of("localhost:" + web, "%s:%d".formatted(LOOPBACK, web)));
            pages.createContext("/", mailbox::answer);
            pages.start();
            return mailbox;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException("The pages of the mailbox do not start on port %d".formatted(web), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
            var one = ONE.matcher(path);
            if (!hosts.contains(host)) {
                // A page of elsewhere that has its name point here would read the mails.
                send(exchange, 421, TEXT, "");
            } else if (path.equals("/mailbox.css")) {
                send(exchange, 200, "text/css;charset=UTF-8", STYLE);
            } else if (path.equals("/")) {
                send(exchange, 200, HTML, list(server.received()));
            } else if (one.matches() && mail(one.group(1)) instanceof MimeMessage mail) {
                if (one.group(2) == null) {
                    send(exchange, 200, HTML, shown(mail, one.group(1)));
                } else {
                    send(exchange, 200, "message/rfc822", asItCame(mail));
                }
            } else {
                send(exchange, 404, HTML, PAGE.formatted("There is no such mail", back()));
            }
        } catch (MessagingException e) {
            LOG.warn("A mail cannot be shown", e);
        }
    }

    private @Nullable MimeMessage mail(String number) {
        var received = server.received();
        var index = Integer.parseInt(number) - 1;
        return index >= 0 && index < received.size() ? received.get(index) : null;
    }

    private static String list(List<MimeMessage> received) throws MessagingException {
        var rows = new StringBuilder();
        for (var number = received.size(); number > 0; number--) {
            var mail = received.get(number - 1);
            rows.append("<tr><td>%s</td><td>%s</td><td><a href=\"/%d\">%s</a></td></tr>%n"
                    .formatted(time(mail), Markup.escape(to(mail)), number, Markup.escape(subject(mail))));
        }
        return PAGE.formatted(
                "Mailbox",
                received.isEmpty()
                        ? "<p>No mail has come since the start: what came before it was not kept. Nothing that is sent here leaves this machine.</p>"
                        : "<p>Nothing that is sent here leaves this machine.</p><table><thead><tr><th scope=\"col\">Sent</th><th scope=\"col\">To</th><th scope=\"col\">Subject</th></tr></thead><tbody>%n%s</tbody></table>"
                                .formatted(rows));
    }

    private static String shown(MimeMessage mail, String number) throws MessagingException, IOException {
        return PAGE.formatted(
                Markup.escape(subject(mail)),
                "<p>To %s, %s. <a href=\"/%s.eml\" download>The mail as it came</a></p>%n<pre>%s</pre>%n%s"
                        .formatted(Markup.escape(to(mail)), time(mail), number, linked(plain(mail)), back()));
    }

    /** Head and all, for a mail program. */
    private static byte[] asItCame(MimeMessage mail) throws MessagingException, IOException {
        var octets = new ByteArrayOutputStream();
        mail.writeTo(octets);
        return octets.toByteArray();
    }

    private static String back() {
        return "<p><a href=\"/\">All mails</a></p>";
    }

    private static String subject(MimeMessage mail) throws MessagingException {
        return Objects.requireNonNullElse(mail.getSubject(), "Without a subject");
    }

    private static String to(MimeMessage mail) throws MessagingException {
        var recipients = mail.getAllRecipients();
        return recipients == null
                ? ""
                : Arrays.stream(recipients).map(Address::toString).collect(Collectors.joining(", "));
    }

    private static String time(MimeMessage mail) throws MessagingException {
        var sent = mail.getSentDate();
        return sent == null ? "" : sent.toInstant().atOffset(ZoneOffset.UTC).toString();
    }

    /** Never the HTML: what a mail brings is not run here. */
    private static String plain(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var number = 0; number < parts.getCount(); number++) {
                var text = plain(parts.getBodyPart(number));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    private static String linked(String text) {
        var markup = new StringBuilder();
        var link = LINK.matcher(text);
        var end = 0;
        while (link.find()) {
            markup.append(Markup.escape(text.substring(end, link.start())));
            markup.append("<a href=\"%1$s\">%1$s</a>".formatted(Markup.escape(link.group())));
            end = link.end();
        }
        return markup.append(Markup.escape(text.substring(end))).toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        pages.stop(0);
        threads.close();
        server.close();
    }
}
