package org.trustledger.operating;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Refuses to start with a setting that is unknown, missing or wrong, before anything else has been tried.
 *
 * <p>After Boot has read its files and set up its log, so that the refusal is where the operator looks.
 */
final class SettingsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|jaas|token|credential).*");
    private static final Pattern VARIABLE = Pattern.compile("TRUST_?LEDGER_[A-Z0-9_]+");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var settings = Settings.onTheClassPath();
        var problems = new ArrayList<String>();
        problems.addAll(unknown(event.getEnvironment(), settings));
        // A task that serves nobody reads only what it needs, says itself what is wrong with that, and makes no
        // migration, so it need not know who owns the tables.
        var serves = event.getSpringApplication().getWebApplicationType() != WebApplicationType.NONE;
        problems.addAll(missing(event.getEnvironment(), serves));
        if (serves) {
            problems.addAll(wrong(event.getEnvironment(), settings));
        }
        if (!problems.isEmpty()) {
            throw new UnusableSettings(problems);
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private static List<String> unknown(ConfigurableEnvironment environment, Settings settings) {
        var unknown = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof SystemEnvironmentPropertySource variables) {
                for (var name : variables.getPropertyNames()) {
                    if (VARIABLE.matcher(name).matches() && !settings.knowsVariable(name)) {
                        unknown.add(name);
                    }
                }
            } else if (source instanceof EnumerablePropertySource<?> readable) {
                for (var name : readable.getPropertyNames()) {
                    if (Settings.isOurs(name.toLowerCase(Locale.ROOT)) && !settings.knows(name)) {
                        unknown.add(name);
                    }
                }
            }
        }
        return unknown.stream()
                .map(name -> {
                    var plain = name.replaceFirst("^TRUST_LEDGER_", "TRUSTLEDGER_");
                    return !plain.equals(name) && settings.knowsVariable(plain)
                            ? "The variable %s is not read: write %s.".formatted(name, plain)
                            : "There is no setting %s: did you mean %s?".formatted(name, nearest(name, settings));
                })
                .toList();
    }

    private static String nearest(String name, Settings settings) {
        var asked = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return settings.keys().stream()
                .min(Comparator.comparingInt(key -> distance(asked, key.replaceAll("[^a-z0-9]", ""))))
                .orElse("another one");
    }

    // Levenshtein's.
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int i = 0; i <= other.length(); i++) {
            row[i] = i;
        }
        for (int i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                var above = row[j];
                row[j] = Math.min(
                        Math.min(above, row[j - 1]) + 1, diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    /** A service with migrations has a database, and a role for each of its two uses. */
    private static List<String> missing(ConfigurableEnvironment environment, boolean serves) {
        if (!ClassUtils.isPresent("org.flywaydb.core.Flyway", SettingsCheck.class.getClassLoader())) {
            return List.of();
        }
        var missing = new ArrayList<String>();
        require(
                environment,
                "spring.datasource.url",
                "an address such as jdbc:postgresql://db.example:5432/name",
                missing);
        require(environment, "spring.datasource.username", "the role that the service works as", missing);
        require(environment, "spring.datasource.password", "that role's password, from a file if you can", missing);
        if (serves) {
            require(environment, "spring.flyway.user", "the role that owns the tables", missing);
            require(environment, "spring.flyway.password", "that role's password, from a file if you can", missing);
        }
        return missing;
    }

    private static void require(ConfigurableEnvironment environment, String key, String allowed, List<String> missing) {
        var value = environment.getProperty(key);
        if (value == null || value.isBlank()) {
            missing.add("%s is not set: set it to %s.".formatted(key, allowed));
        }
    }

    private static List<String> wrong(ConfigurableEnvironment environment, Settings settings) {
        var wrong = new ArrayList<String>();
        settings.groups().forEach((prefix, type) -> {
            try {
                Binder.get(environment)
                        .bindOrCreate(
                                prefix, Bindable.of(ClassUtils.forName(type, SettingsCheck.class.getClassLoader())));
            } catch (BindException e) {
                wrong.add(sentence(e));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        return wrong;
    }

    private static String sentence(BindException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (cause instanceof IllegalArgumentException && message != null && message.startsWith(Settings.PREFIX)) {
                return message.endsWith(".") ? message : message + ".";
            }
        }
        var property = Optional.ofNullable(failure.getProperty());
        var key = property.map(found -> found.getName().toString()).orElse(String.valueOf(failure.getName()));
        var value = SECRET.matcher(key).matches()
                ? "wrong"
                : property.map(found -> "'%s'".formatted(found.getValue())).orElse("wrong");
        return "%s is %s: set it to %s.".formatted(key, value, allowed(failure.getTarget()));
    }

    private static String allowed(Bindable<?> target) {
        var type = target.getType().resolve(Object.class);
        if (type == Duration.class) {
            return "a duration such as 2s or 5m";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == URI.class) {
            return "an address such as https://trust.example.com";
        }
        if (type == InetAddress.class) {
            return "an IP address or a host's name";
        }
        if (type == DataSize.class) {
            return "a size such as 16MB";
        }
        return "a value that reads as %s".formatted(type.getSimpleName());
    }
}
