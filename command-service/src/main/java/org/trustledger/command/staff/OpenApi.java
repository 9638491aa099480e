package org.trustledger.command.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the office's and the reception's addresses, as it is written by hand and kept true by tests. */
@RestController
class OpenApi {
    private static final String AS_YAML = "/api/v1/openapi.yaml";
    private static final String AS_JSON = "/api/v1/openapi.json";

    private final String yaml;
    private final String json;

    OpenApi() {
        try (var resource = Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.yaml"))) {
            yaml = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json = YAMLMapper.builder().build().readTree(yaml).toString();
    }

    @GetMapping(path = AS_YAML, produces = "application/yaml")
    byte[] yaml() {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }

    @GetMapping(path = AS_JSON, produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] json() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door openApiYamlDoor() {
            return Door.openToEverybody(HttpMethod.GET, AS_YAML);
        }

        @Bean
        Door openApiJsonDoor() {
            return Door.openToEverybody(HttpMethod.GET, AS_JSON);
        }
    }
}
