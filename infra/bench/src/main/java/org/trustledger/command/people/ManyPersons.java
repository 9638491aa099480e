package org.trustledger.command.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Makes the keys of many persons, as the office makes each of them. */
public final class ManyPersons implements AutoCloseable {
    private final KeyStore keys;

    public ManyPersons(String url, String user, String password, String owner, String ownerPassword, String secret) {
        keys = new KeyStore(new PeopleSettings(
                secret, new PeopleSettings.Keys(url, user, password, owner, ownerPassword, Duration.ofDays(90))));
    }

    public List<PersonId> make(int howMany) throws Exception {
        var persons = new ArrayList<PersonId>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<PersonId>>();
            for (var i = 0; i < howMany; i++) {
                work.add(() -> {
                    var person = PersonId.fresh();
                    keys.make(person);
                    return person;
                });
            }
            for (var made : threads.invokeAll(work)) {
                persons.add(made.get());
            }
        }
        return persons;
    }

    public People.Keys keys(List<PersonId> persons) {
        return new People.Keys(keys.keys(persons));
    }

    @Override
    public void close() {
        keys.destroy();
    }
}
