package org.trustledger.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.trustledger.standalone.processes.GuardedProcess;
import org.trustledger.standalone.processes.RunFile;

/** A service in a process of its own. */
final class ServiceProcess implements Companion {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ServicePlan plan;
    private final GuardedProcess process;
    private final HttpClient http;

    private ServiceProcess(ServicePlan plan, GuardedProcess process, HttpClient http) {
        this.plan = plan;
        this.process = process;
        this.http = http;
    }

    static ServiceProcess start(ServicePlan plan, DataDirectory data, RunFile runFile, HttpClient http)
            throws IOException {
        DataDirectory.write(plan.configuration(data), plan.settings());
        Files.deleteIfExists(plan.output(data));
        var process = GuardedProcess.start(plan.command(data), plan.output(data), data.root());
        process.program().ifPresent(program -> runFile.enter(plan.name(), program));
        return new ServiceProcess(plan, process, http);
    }

    @Override
    public CompletableFuture<String> ended() {
        return process.ended().thenApply(code -> "exit code " + code);
    }

    @Override
    public boolean isReady() {
        return isReady(plan, http);
    }

    static boolean isReady(ServicePlan plan, HttpClient http) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(plan.port())))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void stop() {
        process.stop(PATIENCE);
    }
}
