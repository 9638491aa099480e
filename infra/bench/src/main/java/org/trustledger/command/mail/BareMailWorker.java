package org.trustledger.command.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.trustledger.bench.Worker;

/**
 * Sends one mail to each of many addresses by a loop over connections that stay open, one for each processor, and keeps
 * no account of anything. Each mail is written as one does with Jakarta Mail: both texts, with the links of whom it
 * goes to.
 */
public final class BareMailWorker {
    private static final int DOMAINS = 1_000;
    private static final String LINK = "(link)";

    private final int port;
    private final String text;
    private final String html;

    private BareMailWorker(int port, Path text, Path html) throws Exception {
        this.port = port;
        this.text = Files.readString(text);
        this.html = Files.readString(html);
    }

    public static void main(String[] args) throws Exception {
        var worker = new BareMailWorker(Integer.parseInt(args[0]), Path.of(args[1]), Path.of(args[2]));
        Worker.serve(Map.of("send", words -> worker.send(Integer.parseInt(words.getFirst()))));
    }

    private double send(int howMany) throws Exception {
        var connections = Runtime.getRuntime().availableProcessors();
        var work = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < connections; i++) {
            var first = i;
            work.add(() -> sendEach(first, connections, howMany));
        }
        var begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var sent : threads.invokeAll(work)) {
                sent.get();
            }
        }
        return howMany / ((System.nanoTime() - begin) / 1e9);
    }

    private int sendEach(int first, int step, int howMany) throws MessagingException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        var session = Session.getInstance(properties);
        var sockets = new PromptSockets(null);
        properties.put("mail.smtp.socketFactory", sockets);
        try (var transport = (SMTPTransport) session.getTransport("smtp")) {
            transport.connect();
            for (var i = first; i < howMany; i += step) {
                var to = new InternetAddress("person-%d@of-%d.example".formatted(i, i % DOMAINS));
                transport.sendMessage(mail(session, to, i), new InternetAddress[] {to});
            }
        }
        return howMany;
    }

    private MimeMessage mail(Session session, InternetAddress to, int number) throws MessagingException {
        var link = "https://trust.fjordsky.example/reception/fan-out/subscriptions/%043d".formatted(number);
        var plain = new MimeBodyPart();
        plain.setText(text.replace(LINK, link), "UTF-8");
        var rich = new MimeBodyPart();
        rich.setContent(html.replace(LINK, link), "text/html; charset=UTF-8");
        var mail = new MimeMessage(session);
        mail.setFrom("trust@fjordsky.example");
        mail.setRecipient(Message.RecipientType.TO, to);
        mail.setSubject("Fjordsky: an answer has changed", "UTF-8");
        mail.setHeader("List-Unsubscribe", "<%s/leave>".formatted(link));
        mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        var parts = new MimeMultipart("alternative");
        for (var part : List.of(plain, rich)) {
            parts.addBodyPart(part);
        }
        mail.setContent(parts);
        mail.saveChanges();
        return mail;
    }
}
