package org.trustledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A content document out of a file.
 *
 * @param bytes read once, so that what is applied is what was planned
 */
record Document(Path file, byte[] bytes) {

    static Document read(Path file) {
        try {
            return new Document(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Trouble("The document %s cannot be read: is it there?".formatted(file));
        }
    }

    String contentType() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json") ? "application/json" : "application/yaml";
    }
}
