package org.trustledger.query.openapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.query.platform.Representation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Tells programs how the counter is read. */
@RestController
class OpenApi {
    private static final String RESOURCE = "/api/counter.yaml";
    private static final MediaType YAML = new MediaType("application", "yaml");

    private final Representation yaml;
    private final Representation json;

    OpenApi() {
        try (var resource = Objects.requireNonNull(OpenApi.class.getResourceAsStream(RESOURCE))) {
            var bytes = resource.readAllBytes();
            yaml = Representation.of(YAML, bytes);
            json = Representation.of(
                    MediaType.APPLICATION_JSON,
                    JsonMapper.shared().writeValueAsBytes(YAMLMapper.shared().readTree(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/api/v1/openapi.yaml")
    ResponseEntity<byte[]> yaml(HttpServletRequest request) {
        return yaml.answer(request, Representation.ASK_AGAIN);
    }

    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> json(HttpServletRequest request) {
        return json.answer(request, Representation.ASK_AGAIN);
    }
}
