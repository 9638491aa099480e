package org.trustledger.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The end of the bench that runs inside a service: takes a task a line, answers with what was measured. It knows the
 * JDK only, because its class path is the service's.
 */
public final class Worker {
    static final String ANSWER = "measured: ";

    private Worker() {}

    /** Something to measure. */
    @FunctionalInterface
    public interface Task {
        double measure(List<String> arguments) throws Exception;
    }

    /** Does as it is told until there are no more tasks. */
    public static void serve(Map<String, Task> tasks) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = orders.readLine(); line != null; line = orders.readLine()) {
            var words = List.of(line.strip().split(" "));
            var task = tasks.get(words.getFirst());
            if (task == null) {
                throw new IOException("No task is called " + words.getFirst());
            }
            System.out.println(ANSWER + task.measure(words.subList(1, words.size())));
        }
    }
}
