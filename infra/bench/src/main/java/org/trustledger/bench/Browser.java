package org.trustledger.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** A headless Chromium that stays and prints, told what to do over its debugging port. */
final class Browser implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("\"webSocketDebuggerUrl\":\\s*\"([^\"]+)\"");
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final HttpClient http;
    private final WebSocket page;
    private final BlockingQueue<String> messages;
    private int calls;

    private Browser(Process process, HttpClient http, WebSocket page, BlockingQueue<String> messages) {
        this.process = process;
        this.http = http;
        this.page = page;
        this.messages = messages;
    }

    /** @param profile an empty directory of its own */
    static Browser start(Path profile) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        var port = port(process, profile.resolve("DevToolsActivePort"));
        var http = HttpClient.newHttpClient();
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/json/new".formatted(port)))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        var address = PAGE.matcher(answer.body());
        if (!address.find()) {
            throw new IllegalStateException("Chromium gave no page: " + answer.body());
        }
        var messages = new LinkedBlockingQueue<String>();
        var page = http.newWebSocketBuilder()
                .buildAsync(URI.create(address.group(1)), new Listener(messages))
                .join();
        var browser = new Browser(process, http, page, messages);
        browser.call("Page.enable", "");
        return browser;
    }

    private static String port(Process process, Path file) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (Files.exists(file) && !Files.readAllLines(file).isEmpty()) {
                return Files.readAllLines(file).getFirst();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new IllegalStateException("Chromium did not open its debugging port");
    }

    /** @return the seconds from the address to the PDF */
    double print(Path manuscript) throws InterruptedException {
        var begin = System.nanoTime();
        call("Page.navigate", "\"url\":\"%s\"".formatted(manuscript.toUri()));
        await("\"Page.loadEventFired\"");
        call("Page.printToPDF", "\"printBackground\":true,\"preferCSSPageSize\":true,\"generateTaggedPDF\":true");
        return (System.nanoTime() - begin) / 1e9;
    }

    private void call(String method, String parameters) throws InterruptedException {
        calls++;
        page.sendText("{\"id\":%d,\"method\":\"%s\",\"params\":{%s}}".formatted(calls, method, parameters), true)
                .join();
        if (await("{\"id\":%d,".formatted(calls)).contains("\"error\"")) {
            throw new IllegalStateException("Chromium refused " + method);
        }
    }

    private String await(String part) throws InterruptedException {
        while (true) {
            var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("Chromium fell silent");
            }
            var beginning = message.substring(0, Math.min(200, message.length()));
            if (beginning.contains(part)) {
                return beginning;
            }
        }
    }

    /** Puts pieces together to messages. */
    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> messages;
        private final StringBuilder pieces = new StringBuilder();

        Listener(BlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                messages.add(pieces.toString());
                pieces.setLength(0);
            }
            socket.request(1);
            return java.util.concurrent.CompletableFuture.completedStage(List.of());
        }
    }

    @Override
    public void close() {
        page.abort();
        http.shutdownNow();
        Surroundings.end(process);
    }
}
