package org.trustledger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code infra/compose/compose.yaml} says. */
final class ComposeFile {
    static final Path FOLDER = Path.of("..", "compose");

    private final Map<String, Object> content;

    private ComposeFile(Map<String, Object> content) {
        this.content = content;
    }

    static ComposeFile read() {
        try (var reader = Files.newBufferedReader(FOLDER.resolve("compose.yaml"))) {
            return new ComposeFile(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> content() {
        return content;
    }

    Map<String, Object> services() {
        return part(content, "services");
    }

    Map<String, Object> service(String name) {
        return part(services(), name);
    }

    /** What a service finds in its environment. */
    Map<String, String> environment(String service) {
        return part(service(service), "environment").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, variable -> String.valueOf(variable.getValue())));
    }

    /** By the name of its file below {@code /run/secrets}, the name of each secret that a service is handed. */
    Map<String, String> secrets(String service) {
        return list(service(service), "secrets").stream()
                .collect(Collectors.toMap(
                        secret -> secret instanceof Map<?, ?> map
                                ? String.valueOf(map.get("target"))
                                : String.valueOf(secret),
                        secret -> secret instanceof Map<?, ?> map
                                ? String.valueOf(map.get("source"))
                                : String.valueOf(secret)));
    }

    /** What containers call each other on the network that all of them share. */
    Set<String> namesInside() {
        return services().keySet().stream()
                .flatMap(name -> switch (service(name).get("networks")) {
                    case List<?> networks when networks.contains("inside") -> Stream.of(name);
                    case Map<?, ?> networks
                    when networks.get("inside") instanceof Map<?, ?> inside ->
                        Stream.concat(
                                Stream.of(name),
                                inside.get("aliases") instanceof List<?> aliases
                                        ? aliases.stream().map(String::valueOf)
                                        : Stream.of());
                    case null, default -> Stream.of();
                })
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> whole, String name) {
        return (Map<String, Object>) Objects.requireNonNull(whole.get(name), name);
    }

    static List<Object> list(Map<String, Object> whole, String name) {
        return whole.get(name) instanceof List<?> list
                ? Stream.<Object>of(list.toArray()).toList()
                : List.of();
    }
}
