package org.trustledger.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.trustledger.standalone.identity.Client;
import org.trustledger.standalone.identity.Credentials;
import org.trustledger.standalone.identity.IdentityProvider;
import org.trustledger.standalone.identity.Person;

/**
 * What only this installation knows: made at its first start, kept in its data directory, never printed or passed on.
 */
final class Secrets {
    private static final List<String> GENERATED = List.of(
            "database.office",
            "database.office.runtime",
            "database.counter",
            "database.counter.runtime",
            "database.keys",
            "database.keys.runtime",
            "people",
            "actors",
            "seal");
    private static final int SECRET_BYTES = 24;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    private final Map<String, String> values;
    private final String signingKey;

    private Secrets(Map<String, String> values, String signingKey) {
        this.values = values;
        this.signingKey = signingKey;
    }

    static Secrets of(DataDirectory data) {
        var file = data.config().resolve("secrets.properties");
        var keyFile = data.config().resolve("identity-signing-key.json");
        try {
            var values = new HashMap<String, String>();
            DataDirectory.read(file).forEach((name, value) -> values.put((String) name, (String) value));
            var known = values.size();
            for (var name : GENERATED) {
                values.computeIfAbsent(name, absent -> secret());
            }
            for (var client : Client.values()) {
                values.computeIfAbsent(nameOf(client), absent -> secret());
            }
            for (var person : Person.values()) {
                values.computeIfAbsent(nameOf(person), absent -> password());
            }
            if (values.size() != known) {
                DataDirectory.write(file, values);
            }
            if (!Files.exists(keyFile)) {
                DataDirectory.writePrivately(keyFile, IdentityProvider.newSigningKey());
            }
            return new Secrets(values, Files.readString(keyFile));
        } catch (IOException e) {
            throw CannotStart.because("The secrets in %s cannot be kept: %s.", data.config(), DataDirectory.reason(e));
        }
    }

    /** The secrets of an installation that has been started before. */
    static Secrets existing(Path config) throws IOException {
        var values = new HashMap<String, String>();
        DataDirectory.read(config.resolve("secrets.properties"))
                .forEach((name, value) -> values.put((String) name, (String) value));
        return new Secrets(values, "");
    }

    String database(String name) {
        return get("database." + name);
    }

    String people() {
        return get("people");
    }

    String actors() {
        return get("actors");
    }

    String seal() {
        return get("seal");
    }

    String client(Client client) {
        return get(nameOf(client));
    }

    String password(Person person) {
        return get(nameOf(person));
    }

    String signingKey() {
        return signingKey;
    }

    Credentials credentials() {
        var passwords = new EnumMap<Person, String>(Person.class);
        for (var person : Person.values()) {
            passwords.put(person, password(person));
        }
        var secrets = new EnumMap<Client, String>(Client.class);
        for (var client : Client.values()) {
            secrets.put(client, client(client));
        }
        return new Credentials(passwords, secrets);
    }

    private String get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw CannotStart.because("The secret %s is missing from the data directory.", name);
        }
        return value;
    }

    private static String nameOf(Client client) {
        return "client." + client.id();
    }

    private static String nameOf(Person person) {
        return "person." + person.login();
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    // Read from a screen and typed, so without letters that look alike.
    private static String password() {
        var random = new SecureRandom();
        var password = new StringBuilder();
        for (int i = 0; i < PASSWORD_GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
