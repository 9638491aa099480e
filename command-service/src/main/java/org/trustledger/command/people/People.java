package org.trustledger.command.people;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.platform.Rounds;
import org.trustledger.events.TrustCenterId;

/**
 * Seals what says who somebody is, and forgets it.
 *
 * <p>That a person is forgotten is written first, with whatever else is, and their key destroyed right after; if an
 * office dies between the two, the next one destroys it. A store of keys that was restored from a backup is held, when
 * an office starts, against everybody who was forgotten since the oldest backup there can be.
 */
@Component
public class People implements SmartLifecycle {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    private static final int AT_ONCE = 1_000;

    private final KeyStore keys;
    private final PeopleSettings settings;
    private final Ledger ledger;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Rounds rounds = new Rounds("forget-people", this::react);
    // Of whom the last key was destroyed again; null once all were.
    private volatile @Nullable String heldAgainst;

    People(KeyStore keys, PeopleSettings settings, Ledger ledger, JdbcTemplate jdbc, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether anybody can be kept: without a store of keys there is nowhere to keep them. */
    public boolean areKept() {
        return keys.isThere();
    }

    /** Makes the key of somebody new. */
    public PersonId add() {
        var person = PersonId.fresh();
        keys.make(person);
        return person;
    }

    /** Undoes {@link #add} for somebody of whom nothing was sealed. */
    public void discard(PersonId person) {
        keys.destroy(List.of(person));
    }

    /**
     * Whoever has to do with several persons asks for their keys once.
     *
     * @param byPerson those there are: none of a person who is forgotten
     */
    public record Keys(Map<PersonId, Aead> byPerson) {
        public Keys {
            byPerson = Map.copyOf(byPerson);
        }

        /**
         * Seals a text so that it is opened as that part of that person and as nothing else.
         *
         * @throws IllegalStateException if the person is forgotten
         */
        public byte[] seal(PersonId person, String part, byte[] text) {
            var key = byPerson.get(person);
            if (key == null) {
                throw new IllegalStateException("There is no key of person %s".formatted(person));
            }
            try {
                return key.encrypt(text, about(person, part));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Nothing can be sealed for person %s".formatted(person), e);
            }
        }

        /** Opens what was sealed; empty if the person is forgotten. */
        public Optional<byte[]> open(PersonId person, String part, byte[] sealed) {
            var key = byPerson.get(person);
            if (key == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(key.decrypt(sealed, about(person, part)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                        "The %s of person %s was not sealed with their key".formatted(part, person), e);
            }
        }

        private static byte[] about(PersonId person, String part) {
            return "%s/%s".formatted(person, part).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Whether somebody's key is gone, as of one who is forgotten; looking takes as long if it is not. A store that has
     * none of the others' either is another one, and says nothing of anybody.
     *
     * @param others some who are not forgotten; none if there are none
     */
    public boolean isKeyGone(PersonId person, Collection<PersonId> others) {
        var isThere = keys.hasAny(List.of(person));
        var isTheirs = keys.hasAny(others);
        return !isThere && (isTheirs || others.isEmpty());
    }

    /** Those of some who are forgotten, whether or not their key is destroyed by now. */
    public Set<PersonId> forgotten(Collection<PersonId> persons) {
        return Set.copyOf(persons("select person from person_erased where person = any(?)", (Object)
                persons.stream().map(PersonId::value).toArray(String[]::new)));
    }

    /** The keys of some persons. */
    public Keys keys(Collection<PersonId> persons) {
        return new Keys(keys.keys(persons));
    }

    /**
     * The same for whoever shows what can be opened and goes without the rest: none where no store of keys is
     * configured. Nobody may conclude from it that somebody is forgotten.
     */
    public Keys keysIfKept(Collection<PersonId> persons) {
        return areKept() ? keys(persons) : new Keys(Map.of());
    }

    /**
     * By which an address is recognised in a trust center: the same for the same, and without the office's secret
     * nothing that tells which.
     */
    public String mark(TrustCenterId trustCenter, String address) {
        return mark("%s/%s".formatted(trustCenter, address));
    }

    /** By which the host of an address is recognised, in all trust centers alike. */
    public String markHost(String host) {
        // No id of a trust center begins so.
        return mark("/host/%s".formatted(host));
    }

    private String mark(String text) {
        return HexFormat.of().formatHex(keys.mark(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** By which a domain of addresses is recognised, in all trust centers. */
    public String markOfDomain(String domain) {
        return HexFormat.of().formatHex(keys.mark("@%s".formatted(domain).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Forgets a person, in the caller's transaction; their key is destroyed right after. Whoever calls takes away what
     * recognises them: marks are no use without an address, and none is left.
     */
    public void erase(
            TrustCenterId trustCenter,
            PersonId person,
            PersonErased.Because because,
            String actor,
            String correlationId) {
        ledger.keep(
                trustCenter,
                PersonErased.KIND,
                person.value(),
                actor,
                correlationId,
                List.of(new PersonErased(because)));
        destroyWhenDurable(person, true);
    }

    /**
     * Forgets a person of whom nothing was ever kept but what was sealed, in the caller's transaction: their key is
     * destroyed right after, and in time nothing says that there was one.
     */
    public void eraseUnrecorded(PersonId person) {
        destroyWhenDurable(person, false);
    }

    private void destroyWhenDurable(PersonId person, boolean onRecord) {
        jdbc.update(
                "insert into person_erased (person, erased_at, on_record) values (?, ?, ?) on conflict do nothing",
                person.value(),
                clock.instant().atOffset(ZoneOffset.UTC),
                onRecord);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                rounds.wake();
            }
        });
    }

    /**
     * Destroys the keys of all whose keys are still to be destroyed, then some of those again that a backup may have
     * brought back.
     */
    Duration react() {
        if (!keys.isThere()) {
            return LOOK_EVERY;
        }
        var waiting = persons(
                "select person from person_erased where key_destroyed_at is null order by erased_at limit ?", AT_ONCE);
        if (!waiting.isEmpty()) {
            keys.destroy(waiting);
            jdbc.update(
                    "update person_erased set key_destroyed_at = ? where person = any(?)",
                    clock.instant().atOffset(ZoneOffset.UTC),
                    waiting.stream().map(PersonId::value).toArray(String[]::new));
            return Duration.ZERO;
        }
        var oldestBackup = clock.instant().minus(settings.keys().backupsKept()).atOffset(ZoneOffset.UTC);
        var last = heldAgainst;
        if (last != null) {
            heldAgainst = destroyAgain(last, oldestBackup);
            return Duration.ZERO;
        }
        jdbc.update("delete from person_erased where not on_record and key_destroyed_at < ?", oldestBackup);
        return LOOK_EVERY;
    }

    /** @return of whom the last key was; null if there are no more */
    private @Nullable String destroyAgain(String last, OffsetDateTime oldestBackup) {
        var some = persons(
                "select person from person_erased where person > ? and key_destroyed_at >= ? order by person limit ?",
                last,
                oldestBackup,
                AT_ONCE);
        keys.destroy(some);
        return some.size() < AT_ONCE ? null : some.getLast().value();
    }

    private List<PersonId> persons(String query, Object... values) {
        return jdbc.query(query, (row, _) -> new PersonId(row.getString(1)), values);
    }

    @Override
    public void start() {
        heldAgainst = "";
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
