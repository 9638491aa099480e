package org.trustledger.command.notices;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * An audience besides the office's own: contacts that an agreement names. They are told of every change of agreements,
 * have chosen nothing, and cannot leave.
 */
final class Contacts implements LetterAudience {
    static final String NAME = "contacts";
    private static final String AGREEMENTS = "agreements";

    private final JdbcTemplate jdbc;
    private final Map<PersonId, Contact> contacts = new ConcurrentHashMap<>();
    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final Set<PersonId> paused = ConcurrentHashMap.newKeySet();

    private record Contact(TrustCenterId trustCenter, String address) {}

    Contacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    PersonId add(TrustCenterId trustCenter, String address) {
        var id = new PersonId(UUID.randomUUID().toString().replace("-", ""));
        contacts.put(id, new Contact(trustCenter, address));
        return id;
    }

    /** From then on it can be told nothing, or can again. */
    void isBroken(boolean broken) {
        isBroken.set(broken);
    }

    Set<PersonId> paused() {
        return Set.copyOf(paused);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WhyTold why() {
        return (words, provider, topics) -> "sv".equals(words.language())
                ? "%s skickar detta för att ert avtal anger den här adressen för %s.".formatted(provider, topics)
                : "%s sends this because your contract names this address for %s.".formatted(provider, topics);
    }

    @Override
    public boolean hasAnybody(TrustCenterId trustCenter) {
        return !of(trustCenter).isEmpty();
    }

    private Set<PersonId> of(TrustCenterId trustCenter) {
        return contacts.entrySet().stream()
                .filter(each -> each.getValue().trustCenter().equals(trustCenter))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public int address(Notice notice, Instant soon, Instant digest) {
        if (isBroken.get()) {
            throw new IllegalStateException("Nobody knows who is to be told");
        }
        if (!notice.topics().contains(AGREEMENTS)) {
            return 0;
        }
        var told = of(notice.trustCenter());
        told.forEach(id -> jdbc.update(
                """
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                notice.id(),
                id.value(),
                notice.trustCenter().value(),
                NAME,
                new String[] {AGREEMENTS},
                notice.after(),
                soon.atOffset(ZoneOffset.UTC)));
        return told.size();
    }

    @Override
    public Map<PersonId, Addressee> addressees(Collection<PersonId> persons) {
        return contacts.entrySet().stream()
                .filter(each -> persons.contains(each.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> new Addressee(
                                each.getValue().address(),
                                "en",
                                "salt",
                                null,
                                null,
                                null,
                                null,
                                paused.contains(each.getKey()))));
    }

    @Override
    public boolean pause(PersonId person, Instant at) {
        return paused.add(person);
    }

    @Override
    public Optional<Instant> resumedAt(PersonId person) {
        return Optional.empty();
    }
}
