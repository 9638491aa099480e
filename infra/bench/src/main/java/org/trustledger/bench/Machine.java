package org.trustledger.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/** What the figures were taken on; without it they say nothing. */
final class Machine {
    private Machine() {}

    static List<String> described(Path home) {
        var lines = new ArrayList<String>();
        var processors = Runtime.getRuntime().availableProcessors();
        lines.add("CPU: %s, %d cores".formatted(lineOf("/proc/cpuinfo", "model name", "unknown"), processors));
        lines.add("memory: " + memory());
        lines.add("disk: " + disk(home));
        lines.add("kernel: Linux " + System.getProperty("os.version"));
        lines.add("JDK: %s".formatted(System.getProperty("java.vm.version")));
        lines.add("PostgreSQL: 18 as it comes, fsync and synchronous_commit on, shared_buffers 128 MB");
        lines.add("Kafka: %s, one broker, every message flushed to the disk".formatted(AppInfoParser.getVersion()));
        lines.add(String.format(
                Locale.ROOT,
                "load when the run ended: %.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return lines;
    }

    private static String memory() {
        var kilobytes = lineOf("/proc/meminfo", "MemTotal", "0 kB").replaceAll("\\D", "");
        return "%.0f GB".formatted(Double.parseDouble(kilobytes) / 1_048_576);
    }

    private static String disk(Path home) {
        try {
            var store = Files.getFileStore(home);
            return "%s (%s)".formatted(store.type(), store.name());
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String lineOf(String file, String key, String otherwise) {
        try (var lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** The last line that a program prints about its version; empty if it is not here. */
    static String versionOf(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(20, TimeUnit.SECONDS);
            // What a wrapper complains of comes first.
            return output.lines().reduce((first, last) -> last).orElse("");
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
