package org.trustledger.command.platform;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.NestedExceptionUtils;
import org.trustledger.operating.Told;

/**
 * The tasks of this artifact. The first argument names one; without such an argument the artifact serves.
 *
 * @param parts by name the configuration that makes the one {@link Task} and all it needs, and no more: no port is
 *     opened and nothing runs in the background
 */
public record Tasks(Map<String, Class<?>> parts) {
    public Tasks {
        parts = Map.copyOf(parts);
    }

    /** @return the exit code; empty if the arguments name no task */
    public Optional<Integer> run(String[] arguments, PrintStream out, PrintStream trouble) {
        if (arguments.length == 0 || arguments[0].startsWith("-")) {
            return Optional.empty();
        }
        var made = parts.get(arguments[0]);
        if (made == null) {
            trouble.println("There is no task '%s', only: %s"
                    .formatted(arguments[0], String.join(", ", new TreeSet<>(parts.keySet()))));
            return Optional.of(Task.UNKNOWN);
        }
        var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (var context = new SpringApplicationBuilder(made)
                .web(WebApplicationType.NONE)
                // What is printed is the result; a trouble is one sentence, said below.
                .properties("logging.threshold.console=off", "spring.main.banner-mode=off")
                .run(rest)) {
            return Optional.of(context.getBean(Task.class).run(context.getBean(ApplicationArguments.class), out));
        } catch (Exception e) {
            if (!Told.is(e)) {
                var cause = NestedExceptionUtils.getMostSpecificCause(e);
                trouble.println("Could not %s: %s"
                        .formatted(arguments[0], cause.getMessage() == null ? cause.toString() : cause.getMessage()));
            }
            return Optional.of(Task.UNKNOWN);
        } finally {
            out.flush();
        }
    }
}
