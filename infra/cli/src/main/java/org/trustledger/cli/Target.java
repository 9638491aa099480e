package org.trustledger.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which trust center of which office, and who asks: options that every command has. */
final class Target {
    private static final String TOKEN = "TRUST_LEDGER_TOKEN";
    private static final String OFFICE = "TRUST_LEDGER_OFFICE";
    private static final String TRUST_CENTER = "TRUST_LEDGER_TRUST_CENTER";

    @Option(
            names = "--office",
            paramLabel = "URL",
            description = "Address of the office, such as https://office.example.")
    private @Nullable URI office;

    @Option(names = "--trust-center", paramLabel = "ID", description = "Id of the trust center, such as nordhamn.")
    private @Nullable String trustCenter;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File that holds the access token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of an infra/start that runs: its office, with a token of its automation.")
    private @Nullable Path data;

    private final Surroundings surroundings;

    Target(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Office open() {
        var local = data == null ? null : new LocalOffice(data);
        return new Office(address(local), trustCenter(), token(local), surroundings.errors());
    }

    private URI address(@Nullable LocalOffice local) {
        var given = surroundings.environment().get(OFFICE);
        if (office != null) {
            return office;
        } else if (local != null) {
            return local.address();
        } else if (given != null) {
            return URI.create(given);
        }
        throw new Trouble(
                "Which office? Name it with --office or %s, or a running infra/start with --data.".formatted(OFFICE));
    }

    private String trustCenter() {
        var id = trustCenter == null ? surroundings.environment().get(TRUST_CENTER) : trustCenter;
        if (id == null) {
            throw new Trouble("Which trust center? Name it with --trust-center or %s.".formatted(TRUST_CENTER));
        } else if (!id.matches("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?")) {
            throw new Trouble("'%s' is no trust center id: use 1 to 64 of a-z, 0-9 and inner hyphens.".formatted(id));
        }
        return id;
    }

    private String token(@Nullable LocalOffice local) {
        var given = surroundings.environment().get(TOKEN);
        if (tokenFile != null) {
            try {
                return Files.readString(tokenFile).strip();
            } catch (IOException e) {
                throw new Trouble("The token file %s cannot be read: %s.".formatted(tokenFile, e));
            }
        } else if (given != null && !given.isBlank()) {
            return given.strip();
        } else if (local != null) {
            return local.token();
        }
        throw new Trouble("Who asks? Put an access token into %s, or name a file that holds one with --token-file."
                .formatted(TOKEN));
    }
}
