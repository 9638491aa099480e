package org.trustledger.query;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.trustledger.operating.Told;
import org.trustledger.query.platform.Task;

/** Runs a {@link Task} instead of the counter. */
final class Tasks {
    private Tasks() {}

    /** Whether these arguments ask for a task: its name comes first. */
    static boolean areAskedBy(String... arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    /** @return the exit code */
    static int run(PrintStream out, PrintStream errors, String... arguments) {
        var name = arguments[0];
        var rest = Arrays.asList(arguments).subList(1, arguments.length);
        var settings = rest.stream().filter(argument -> argument.contains("=")).toArray(String[]::new);
        var options = rest.stream().filter(argument -> !argument.contains("=")).collect(Collectors.toSet());
        try (var context = new SpringApplicationBuilder(QueryServiceApplication.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .registerShutdownHook(false)
                .profiles("task", name)
                .run(settings)) {
            return context.getBean(name, Task.class).run(Set.copyOf(options), out);
        } catch (NoSuchBeanDefinitionException e) {
            errors.printf("There is no task '%s': choose check or rebuild.%n", name);
        } catch (RuntimeException e) {
            if (!Told.is(e)) {
                errors.println(reason(e));
            }
        }
        return Task.COULD_NOT;
    }

    private static String reason(Throwable e) {
        var innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }
}
