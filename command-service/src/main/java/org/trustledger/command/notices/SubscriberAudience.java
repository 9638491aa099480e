package org.trustledger.command.notices;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.command.subscriptions.Known;
import org.trustledger.command.subscriptions.SubscriberStep;
import org.trustledger.command.subscriptions.Subscribers;
import org.trustledger.command.subscriptions.SubscriptionDesk;
import org.trustledger.command.subscriptions.Topic;
import org.trustledger.events.TrustCenterId;

/**
 * Whoever subscribed to a topic of it and had confirmed that before the last of the changes. Who confirms while changes
 * are waited for is told of those that came after.
 */
@Component
class SubscriberAudience implements LetterAudience {
    /** They asked for it. */
    static final WhyTold ASKED = (words, provider, topics) -> words.say(NoticeText.SENDER, provider, topics);

    private static final String NAME = "subscribers";

    private final JdbcTemplate jdbc;
    private final Subscribers subscribers;
    private final SubscriptionDesk desk;
    private final People people;

    SubscriberAudience(JdbcTemplate jdbc, Subscribers subscribers, SubscriptionDesk desk, People people) {
        this.jdbc = jdbc;
        this.subscribers = subscribers;
        this.desk = desk;
        this.people = people;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasAnybody(TrustCenterId trustCenter) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                  select from subscriber where trust_center = ? and confirmed_at is not null and left_at is null)""", Boolean.class, trustCenter.value()));
    }

    @Override
    public int address(Notice notice, Instant soon, Instant digest) {
        var topics = notice.topics().toArray(String[]::new);
        return jdbc.update(
                """
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at,
                  not_sent_at, not_sent_why)
                select ?, s.id, s.trust_center, ?,
                  (select array_agg(topic order by topic) from unnest(s.topics) as topic where topic = any(?)),
                  greatest(?, s.told_from), case s.cadence when 'daily' then ?::timestamptz else ?::timestamptz end,
                  case when s.paused_at is not null then ?::timestamptz end,
                  case when s.paused_at is not null then 'paused' end
                from subscriber s
                where s.trust_center = ? and s.confirmed_at is not null and s.left_at is null
                  and s.topics && ?::text[] and (case when ? then s.reminders else s.told_from < ? end)
                order by s.id""",
                notice.id(),
                NAME,
                topics,
                notice.after(),
                digest.atOffset(ZoneOffset.UTC),
                soon.atOffset(ZoneOffset.UTC),
                soon.atOffset(ZoneOffset.UTC),
                notice.trustCenter().value(),
                topics,
                notice.effect() != null,
                notice.through());
    }

    @Override
    public WhyTold why() {
        return ASKED;
    }

    @Override
    public Map<PersonId, Addressee> addressees(Collection<PersonId> persons) {
        var keys = people.keys(persons);
        var addressees = new HashMap<PersonId, Addressee>();
        var secrets = new HashMap<PersonId, String>();
        var found = subscribers.find(persons);
        desk.requireTheirStore(found, keys);
        for (var subscriber : found) {
            Known.of(subscriber, keys).ifPresent(known -> {
                secrets.put(subscriber.id(), known.secret());
                var manage = desk.link(subscriber.trustCenter(), known.secret());
                addressees.put(
                        subscriber.id(),
                        new Addressee(
                                known.address(),
                                subscriber.wish().language(),
                                known.salt(),
                                URI.create(manage + "/letters"),
                                manage,
                                desk.unsubscribe(subscriber.trustCenter(), known.secret()),
                                subscriber.wish().topics().stream()
                                        .map(Topic::key)
                                        .collect(Collectors.toSet()),
                                subscriber.isPaused()));
            });
        }
        desk.recogniseWhoeverLeaves(secrets);
        return addressees;
    }

    @Override
    public Set<PersonId> forgotten(Collection<PersonId> persons) {
        return subscribers.forgotten(persons);
    }

    @Override
    public boolean pause(PersonId person, Instant at) {
        return desk.pause(person, at);
    }

    @Override
    public Optional<Instant> resumedAt(PersonId person) {
        return subscribers.resumedAt(person);
    }

    @Override
    public Map<PersonId, List<Instant>> turns(Collection<PersonId> persons, Instant since) {
        var turns = new HashMap<PersonId, List<Instant>>();
        jdbc.query(
                """
                select s.id, e.recorded_at
                from subscriber s
                join domain_event e on e.aggregate_identifier = s.trust_center || '/' || ? || '/' || s.id
                where s.id = any(?) and e.recorded_at >= ?""",
                row -> {
                    turns.computeIfAbsent(new PersonId(row.getString(1)), _ -> new ArrayList<>())
                            .add(row.getObject(2, OffsetDateTime.class).toInstant());
                },
                SubscriberStep.KIND,
                persons.stream().map(PersonId::value).toArray(String[]::new),
                since.atOffset(ZoneOffset.UTC));
        return turns;
    }
}
