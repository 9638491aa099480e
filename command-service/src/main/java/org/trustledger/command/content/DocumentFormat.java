package org.trustledger.command.content;

import java.util.Locale;
import org.springframework.http.MediaType;

/** How a document is written. */
public enum DocumentFormat {
    YAML,
    JSON;

    static final String YAML_TYPE = "application/yaml";

    String mediaType() {
        return this == JSON ? MediaType.APPLICATION_JSON_VALUE : YAML_TYPE;
    }

    /** Of a file's name, without the dot. */
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a document without a media type is written in: a JSON document begins with a brace. */
    static DocumentFormat of(byte[] bytes) {
        for (var each : bytes) {
            if (!Character.isWhitespace(each)) {
                return each == '{' ? JSON : YAML;
            }
        }
        return YAML;
    }
}
