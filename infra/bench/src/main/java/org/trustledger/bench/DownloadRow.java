package org.trustledger.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Seal;

/** What the world asks for most: the current page, and a pack that is ready. */
final class DownloadRow implements Row {
    private static final String TOPIC = "download.facts";
    private static final String PACK = "8f3a5b1c9d0e4f2a8f3a5b1c9d0e4f2a";
    private static final int PACK_BYTES = 400_000;
    private static final int FACTS = 185;
    private static final int CONNECTIONS = 16;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern LATENCY = Pattern.compile("(50|99)%\\s+([\\d.]+)(us|ms|s)");

    @Override
    public String name() {
        return "page";
    }

    @Override
    public List<Comparison> measure(Surroundings surroundings) throws Exception {
        var nginx = nginx();
        if (Machine.versionOf("wrk", "-v").isEmpty()) {
            throw new LeftOut("wrk, which makes the requests, is not here and could not be installed");
        }
        var trustCenter = History.TRUST_CENTER.value();
        var archive = surroundings.directory("archive");
        var last = History.tell(FACTS, surroundings.bootstrapServers(), TOPIC);
        issue(surroundings.bootstrapServers(), last, archive);
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var counter = Counter.begin(surroundings, surroundings.database("download"), TOPIC, archive)
                        .awaitPosition(http, trustCenter, last + 1)) {
            var page = counter.at("/%s/".formatted(trustCenter));
            var pack = counter.at("/%s/packs/%s.pdf".formatted(trustCenter, PACK));
            var files = surroundings.directory("files");
            Files.write(files.resolve("page"), body(http, page));
            Files.write(files.resolve("pack"), body(http, pack));
            var port = Ports.free();
            var configuration = configuration(surroundings, files, port);
            var server = surroundings.companion(List.of(nginx, "-c", configuration.toString()), "nginx");
            server.awaitAnswer(http, URI.create("http://127.0.0.1:%d/page".formatted(port)));
            var version = Machine.versionOf(nginx, "-v").replaceFirst(".*nginx/", "nginx ");
            return List.of(
                    compare(
                            surroundings,
                            "current page of 160 answers, %,d bytes compressed"
                                    .formatted(Files.size(files.resolve("page"))),
                            version,
                            page,
                            URI.create("http://127.0.0.1:%d/page".formatted(port)),
                            Target.atLeast(0.5)),
                    compare(
                            surroundings,
                            "download of a ready pack, %,d bytes".formatted(PACK_BYTES),
                            version,
                            pack,
                            URI.create("http://127.0.0.1:%d/pack".formatted(port)),
                            Target.atLeast(0.8)));
        }
    }

    private static String nginx() {
        for (var command : List.of("nginx", "/usr/sbin/nginx")) {
            if (!Machine.versionOf(command, "-v").isEmpty()) {
                return command;
            }
        }
        throw new LeftOut("nginx is not here and could not be installed");
    }

    private static Comparison compare(
            Surroundings surroundings, String work, String version, URI ours, URI theirs, Target target)
            throws Exception {
        var seconds = surroundings.scale().loadSeconds();
        var ourLoads = new ArrayList<Load>();
        var theirLoads = new ArrayList<Load>();
        var measured = surroundings
                .rounds()
                .measure(() -> load(ours, seconds, ourLoads), () -> load(theirs, seconds, theirLoads));
        return new Comparison(
                work,
                version + " with the same bytes from a file",
                "requests/s",
                measured.ours(),
                measured.theirs(),
                target,
                "%s of %d s, wrk with %d connections kept alive; p50/p99 ms: ours %s, nginx %s"
                        .formatted(
                                surroundings.rounds(),
                                seconds,
                                CONNECTIONS,
                                latencies(ourLoads),
                                latencies(theirLoads)));
    }

    private record Load(double rate, double median, double slowest) {}

    private static String latencies(List<Load> loads) {
        return "%.2f/%.2f"
                .formatted(
                        new Series(loads.stream().map(Load::median).toList()).median(),
                        new Series(loads.stream().map(Load::slowest).toList()).median());
    }

    private static double load(URI address, int seconds, List<Load> loads) throws IOException, InterruptedException {
        var wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d%ds".formatted(seconds),
                        "--latency",
                        "-H",
                        "Accept-Encoding: gzip",
                        address.toString())
                .redirectErrorStream(true)
                .start();
        wrk.getOutputStream().close();
        var output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor(20, TimeUnit.SECONDS);
        var rate = RATE.matcher(output);
        if (!rate.find() || output.contains("Non-2xx")) {
            throw new IllegalStateException("wrk says: " + output);
        }
        var latencies = LATENCY.matcher(output);
        var millis = new ArrayList<Double>();
        while (latencies.find()) {
            millis.add(Double.parseDouble(latencies.group(2))
                    * switch (latencies.group(3)) {
                        case "us" -> 0.001;
                        case "ms" -> 1;
                        default -> 1_000;
                    });
        }
        loads.add(new Load(Double.parseDouble(rate.group(1)), millis.getFirst(), millis.getLast()));
        return Double.parseDouble(rate.group(1));
    }

    private static byte[] body(HttpClient http, URI address) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("%s answered %d".formatted(address, answer.statusCode()));
        }
        return answer.body();
    }

    private static Path configuration(Surroundings surroundings, Path files, int port) throws IOException {
        var own = surroundings.directory("nginx");
        var user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        return Files.writeString(own.resolve("nginx.conf"), """
                %1$s
                daemon off;
                worker_processes auto;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log;
                events { worker_connections 256; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 100000000;
                  client_body_temp_path %2$s/body;
                  proxy_temp_path %2$s/proxy;
                  fastcgi_temp_path %2$s/fastcgi;
                  uwsgi_temp_path %2$s/uwsgi;
                  scgi_temp_path %2$s/scgi;
                  server {
                    listen 127.0.0.1:%3$d;
                    root %4$s;
                    location /page { default_type text/html; add_header Content-Encoding gzip; }
                    location /pack { default_type application/pdf; }
                  }
                }
                """.formatted(user, own, port, files));
    }

    private static void issue(String bootstrapServers, long last, Path archive) throws Exception {
        var bytes = new byte[PACK_BYTES];
        new Random(19).nextBytes(bytes);
        var digest = sha256(bytes);
        var trustCenter = History.TRUST_CENTER;
        Files.write(
                Files.createDirectories(archive.resolve(trustCenter.value())).resolve(digest + ".pdf"), bytes);
        var recordedAt = Instant.parse("2026-02-02T08:00:00Z");
        var fact = new PublicFact(
                trustCenter,
                last + 1,
                last + 1,
                recordedAt,
                "actor-0123456789abcdef",
                null,
                "correlation",
                new PackIssued(
                        PACK,
                        new PackIdentity(new PackScope.Everything(), "en", recordedAt, recordedAt, last, 0, "1"),
                        digest,
                        digest,
                        50,
                        bytes.length,
                        new Seal("PAdES-B-B", "CN=Bench", digest, true)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, trustCenter.value(), new FactCodec().write(fact)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
