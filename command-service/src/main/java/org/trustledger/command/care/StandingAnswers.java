package org.trustledger.command.care;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.ledger.Standing;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactType;
import org.trustledger.events.Profile;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.Statement;
import org.trustledger.events.TrustCenterId;

/** Reads from the ledger what some answers say, without reading all the rest. */
@Component
class StandingAnswers {
    private static final String KIND = FactType.ANSWER_PUBLISHED.kind() + "/";

    private final Ledger ledger;
    private final Standing standing;

    StandingAnswers(Ledger ledger, Standing standing) {
        this.ledger = ledger;
        this.standing = standing;
    }

    /** Those of the answers that say something at that instant, by id. */
    Map<String, StandingAnswer> of(TrustCenterId trustCenter, Collection<String> items, Instant now) {
        var accesses = new HashMap<String, Access>();
        var covering = new LinkedHashMap<String, PublicFact>();
        if (items.isEmpty()) {
            return Map.of();
        }
        for (var fact :
                ledger.factsOf(trustCenter, items.stream().map(KIND::concat).toList())) {
            if (fact.fact() instanceof AnswerAccessChanged changed) {
                accesses.put(changed.item(), changed.access());
            } else if (fact.fact() instanceof ContentFact content && covers(content.statement(), now)) {
                // Of all that was said for a moment, what was recorded last holds.
                covering.put(content.statement().item(), fact);
            }
        }
        var answers = new LinkedHashMap<String, StandingAnswer>();
        covering.forEach((item, fact) -> {
            if (fact.fact() instanceof Publication publication && publication.content() instanceof Answer answer) {
                answers.put(
                        item,
                        new StandingAnswer(item, answer, accesses.getOrDefault(item, Access.PUBLIC), fact.position()));
            }
        });
        return answers;
    }

    /** Those of the answers of which anything was ever recorded. */
    Set<String> known(TrustCenterId trustCenter, Collection<String> items) {
        var known = new HashSet<String>();
        ledger.factsOf(trustCenter, items.stream().map(KIND::concat).toList()).stream()
                .filter(fact -> fact.fact() instanceof ContentFact)
                .forEach(fact -> known.add(fact.item().substring(KIND.length())));
        return known;
    }

    /** The public fact that an answer was confirmed then; empty if it is none. */
    Optional<PublicFact> confirmation(TrustCenterId trustCenter, String item, KeptCare.Confirmed confirmed) {
        return ledger.factsOf(trustCenter, Set.of(KIND + item)).stream()
                .filter(fact -> fact.recordedAt().equals(confirmed.at()))
                .filter(fact -> fact.fact() instanceof AnswerConfirmed said && said.position() == confirmed.position())
                .findFirst();
    }

    private static boolean covers(Statement statement, Instant now) {
        return !statement.validFrom().isAfter(now)
                && (statement.validTo() == null || statement.validTo().isAfter(now));
    }

    /** The day it is in the trust center. */
    LocalDate today(TrustCenterId trustCenter, Instant now) {
        return standing.today(trustCenter, now);
    }

    /** What the trust center says of itself; empty until it does. */
    Optional<Profile> profile(TrustCenterId trustCenter, Instant now) {
        return standing.profile(trustCenter, now);
    }
}
