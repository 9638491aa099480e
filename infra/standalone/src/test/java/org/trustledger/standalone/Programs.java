package org.trustledger.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs of the distribution that judge what we made, because they did not make it. */
final class Programs {
    private Programs() {}

    /** Runs a program to its end and gives back all it said. */
    static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = process.waitFor();
        return "%s%nexit code %d".formatted(output, code);
    }

    /** Where the browser is. */
    static Path chromium() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .flatMap(directory -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No Chromium on the path: infra/test installs one"));
    }
}
