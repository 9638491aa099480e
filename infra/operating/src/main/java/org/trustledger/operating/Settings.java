package org.trustledger.operating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of Trust Ledger's own that the code on the class path knows, as Spring Boot's annotation processor found
 * them at compile time.
 */
public final class Settings {
    static final String PREFIX = "trust-ledger";
    private static final String METADATA = "classpath*:META-INF/spring-configuration-metadata.json";

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();

    private Settings() {}

    /** Those of the running service. */
    public static Settings onTheClassPath() {
        var settings = new Settings();
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources(METADATA)) {
                try (var stream = resource.getInputStream()) {
                    settings.add(JsonMapper.shared().readTree(stream));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private void add(JsonNode metadata) {
        for (var property : metadata.path("properties")) {
            if (isOurs(property.path("name").asString())) {
                types.put(
                        property.path("name").asString(), property.path("type").asString());
            }
        }
        for (var group : metadata.path("groups")) {
            var type = group.path("type").asString();
            if (isOurs(group.path("name").asString())
                    && type.equals(group.path("sourceType").asString())) {
                groups.put(group.path("name").asString(), type);
            }
        }
    }

    static boolean isOurs(String key) {
        return key.equals(PREFIX) || key.startsWith(PREFIX + ".");
    }

    /** Every key, sorted; one that ends in {@code .*} takes further names in that place. */
    public List<String> keys() {
        return types.entrySet().stream()
                .map(entry -> isMap(entry.getValue()) ? entry.getKey() + ".*" : entry.getKey())
                .toList();
    }

    /** Which record takes the settings under a prefix, by name of its class. */
    Map<String, String> groups() {
        return groups;
    }

    boolean knows(String key) {
        var name = key.replaceFirst("\\[.*", "");
        return types.containsKey(name)
                || types.entrySet().stream()
                        .anyMatch(entry -> isMap(entry.getValue()) && name.startsWith(entry.getKey() + "."));
    }

    /**
     * Both spellings that Spring Boot reads from the environment: without hyphens, and with underscores for them. The
     * second not for keys that take further names in place of their end: it would be passed over in silence.
     */
    boolean knowsVariable(String variable) {
        return types.entrySet().stream().anyMatch(entry -> {
            var plain = entry.getKey().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
            var legacy = entry.getKey().replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
            return isMap(entry.getValue())
                    ? variable.startsWith(plain + "_")
                    : variable.equals(plain) || variable.equals(legacy);
        });
    }

    private static boolean isMap(String type) {
        return type.startsWith("java.util.Map<");
    }
}
