package org.trustledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The table of a service's {@code docs/settings.md}: which keys it explains, and whether each explanation is whole. */
public final class SettingsDocument {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|(.*)\\|$", Pattern.MULTILINE);
    private static final int FURTHER_COLUMNS = 3;

    private final String text;

    private SettingsDocument(String text) {
        this.text = text;
    }

    public static SettingsDocument in(Path file) {
        try {
            return new SettingsDocument(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every key that has a row. */
    public List<String> keys() {
        return ROW.matcher(text).results().map(row -> row.group(1)).toList();
    }

    /** The keys without which the service does not start. */
    public List<String> required() {
        return ROW.matcher(text)
                .results()
                .filter(row -> row.group(2).contains("| none, must be set |"))
                .map(row -> row.group(1))
                .toList();
    }

    /** Rows without a meaning, a default or an example. */
    public List<String> incomplete() {
        return ROW.matcher(text)
                .results()
                .filter(row -> {
                    var cells = row.group(2).split("(?<!\\\\)\\|", -1);
                    return cells.length != FURTHER_COLUMNS
                            || Optional.of(cells)
                                    .filter(all -> List.of(all).stream().anyMatch(String::isBlank))
                                    .isPresent();
                })
                .map(row -> row.group(1))
                .toList();
    }
}
