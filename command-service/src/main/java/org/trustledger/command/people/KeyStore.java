package org.trustledger.command.people;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.PrfHmacJce;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The keys of persons, in a database of their own: AES-256-GCM, each wrapped with a key that only the configuration
 * holds, so that neither store opens anything without the other and without the secret.
 */
@Component
class KeyStore implements DisposableBean {
    private static final String HMAC = "HMACSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MARK_BYTES = 32;
    private static final int CONNECTIONS = 4;

    private final @Nullable Opened opened;

    /** @param wrapping of the keys themselves */
    private record Opened(HikariDataSource pool, JdbcTemplate jdbc, Aead wrapping, PrfHmacJce marking) {}

    KeyStore(PeopleSettings settings) {
        opened = settings.areKept() ? open(settings) : null;
    }

    private static Opened open(PeopleSettings settings) {
        try {
            AeadConfig.register();
            var wrapping = new AesGcmJce(derived(settings.secret(), "wrap the keys of persons"));
            var marking =
                    new PrfHmacJce(HMAC, new SecretKeySpec(derived(settings.secret(), "recognise addresses"), HMAC));
            var pool = open(settings.keys());
            return new Opened(pool, new JdbcTemplate(pool), wrapping, marking);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keys of persons cannot be opened", e);
        }
    }

    /** From the one secret, for one purpose (RFC 5869). */
    private static byte[] derived(String secret, String purpose) throws GeneralSecurityException {
        return Hkdf.computeHkdf(
                HMAC,
                secret.getBytes(StandardCharsets.UTF_8),
                new byte[0],
                purpose.getBytes(StandardCharsets.UTF_8),
                KEY_BYTES);
    }

    private static HikariDataSource open(PeopleSettings.Keys keys) {
        Flyway.configure()
                .dataSource(keys.url(), keys.owner(), keys.ownerPassword())
                .locations("classpath:db/keys")
                .placeholders(Map.of("runtime", keys.username()))
                .connectRetries(5)
                .connectRetriesInterval(5)
                .load()
                .migrate();
        var config = new HikariConfig();
        config.setJdbcUrl(keys.url());
        config.setUsername(keys.username());
        config.setPassword(keys.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setPoolName("keys");
        config.addDataSourceProperty("ApplicationName", "trust-ledger-office-keys");
        config.addDataSourceProperty("socketTimeout", 60);
        config.addDataSourceProperty("connectTimeout", 10);
        return new HikariDataSource(config);
    }

    boolean isThere() {
        return opened != null;
    }

    private Opened opened() {
        if (opened == null) {
            // As of one that is away: whatever needs it waits, and is not to blame.
            throw new DataAccessResourceFailureException(
                    "No store of keys is configured: set trust-ledger.people.keys.url");
        }
        return opened;
    }

    /** Makes the key of a person, durable when this returns. */
    void make(PersonId person) {
        try {
            var key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            var wrapped = opened().wrapping()
                    .encrypt(TinkProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get()), named(person));
            opened().jdbc().update("insert into person_key (person, wrapped) values (?, ?)", person.value(), wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of person %s cannot be made".formatted(person), e);
        }
    }

    /** Whether there is a key of any of them. */
    boolean hasAny(Collection<PersonId> persons) {
        return Boolean.TRUE.equals(opened().jdbc()
                .queryForObject("select exists (select from person_key where person = any(?))", Boolean.class, (Object)
                        persons.stream().map(PersonId::value).toArray(String[]::new)));
    }

    /** The keys there are of some persons; none for one that is forgotten. */
    Map<PersonId, Aead> keys(Collection<PersonId> persons) {
        if (persons.isEmpty()) {
            return Map.of();
        }
        var keys = new HashMap<PersonId, Aead>();
        opened().jdbc()
                .query(
                        "select person, wrapped from person_key where person = any(?)",
                        row -> {
                            var person = new PersonId(row.getString(1));
                            keys.put(person, unwrapped(person, row.getBytes(2)));
                        },
                        (Object) persons.stream().map(PersonId::value).toArray(String[]::new));
        return keys;
    }

    private Aead unwrapped(PersonId person, byte[] wrapped) {
        try {
            return TinkProtoKeysetFormat.parseKeyset(
                            opened().wrapping().decrypt(wrapped, named(person)), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key of person %s cannot be unwrapped: is trust-ledger.people.secret the one it was made with?"
                            .formatted(person),
                    e);
        }
    }

    /** Harmless for keys that are not there. */
    void destroy(Collection<PersonId> persons) {
        opened().jdbc().update("delete from person_key where person = any(?)", (Object)
                persons.stream().map(PersonId::value).toArray(String[]::new));
    }

    /** The same for the same text, and without the secret nothing that tells which. */
    byte[] mark(byte[] text) {
        try {
            return opened().marking().compute(text, MARK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has %s".formatted(HMAC), e);
        }
    }

    private static byte[] named(PersonId person) {
        return person.value().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void destroy() {
        if (opened != null) {
            opened.pool().close();
        }
    }
}
