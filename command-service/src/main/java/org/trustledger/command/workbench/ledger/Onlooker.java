package org.trustledger.command.workbench.ledger;

import java.time.Instant;
import org.trustledger.command.workbench.Visit;
import org.trustledger.events.AccessFact;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.Trigger;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Wording;

/** Who looks at the ledger, and how facts are told to them. */
record Onlooker(Visit visit, FactWords words) {
    private static final String OFFICE = "office";

    TrustCenterId trustCenter() {
        return visit.trustCenter();
    }

    Wording wording() {
        return visit.wording();
    }

    String say(FactText text, Object... values) {
        return words.say(text, values);
    }

    Phrase phrase(LocalizedText text) {
        return Phrase.of(text, words.language(), visit.fallback());
    }

    /** What the fact is about, by its name; by its id if nothing is known of it. */
    Phrase title(NamedFact named) {
        if (named.content() != null) {
            return Phrase.naming(named.content(), words.language(), visit.fallback());
        }
        return switch (named.fact().fact()) {
            case PackIssued issued ->
                new Phrase(
                        say(
                                FactText.PACK_TITLE,
                                day(issued.identity().validAt()),
                                wording().languageName(issued.identity().language())),
                        null);
            case ReviewChanged changed ->
                new Phrase(say(changed.required() ? FactText.REVIEW_REQUIRED : FactText.REVIEW_NOT_REQUIRED), null);
            case AnswerConfirmed confirmed -> new Phrase(confirmed.id(), null);
            case ContentFact content -> new Phrase(content.statement().item(), null);
            case AccessFact access -> new Phrase(access.item(), null);
        };
    }

    /** "12 Mar 2026". */
    String day(Instant instant) {
        return visit.briefDay(instant);
    }

    /** "15:02:11". */
    String time(Instant instant) {
        return wording().time(instant, visit.zone());
    }

    String moment(Instant instant) {
        return visit.moment(instant);
    }

    /** When it applies; empty for what applies at no time of its own, such as a pack. */
    String applies(PublicFact fact) {
        if (!(fact.fact() instanceof ContentFact content)) {
            return "";
        }
        var statement = content.statement();
        return statement.validTo() == null
                ? say(FactText.VALID_FROM, day(statement.validFrom()))
                : say(FactText.VALID_BETWEEN, day(statement.validFrom()), day(statement.validTo()));
    }

    String who(PublicFact fact) {
        return who(fact.actor());
    }

    String who(String actor) {
        if (actor.equals(visit.member().actor())) {
            return say(FactText.WHO_YOU);
        }
        return actor.equals(OFFICE) ? say(FactText.WHO_OFFICE) : actor;
    }

    String trigger(Trigger trigger) {
        return say(FactText.valueOf("TRIGGER_" + trigger.name()));
    }

    /** Address of the ledger itself. */
    String ledger() {
        return visit.href(LedgerPages.PLACE);
    }

    String href(long position) {
        return "%s/%d".formatted(ledger(), position);
    }
}
