package org.trustledger.command.subscriptions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trustledger.command.ledger.Occurrence;
import org.trustledger.command.ledger.OccurrenceName;

/** What administrators did before a reader was forgotten. Stays in the office and says nothing of who that is. */
public sealed interface ErasureStep extends Occurrence {
    /** The items these are kept under, each by the id of the reader. */
    String KIND = "erasures";

    /** One wants them forgotten, because they asked for it; another has to agree. */
    record Asked() implements ErasureStep {}

    /** They are not forgotten after all. */
    record TakenBack() implements ErasureStep {}

    /** The names they are stored under. */
    @Configuration(proxyBeanMethods = false)
    class Names {
        @Bean
        OccurrenceName erasureAsked() {
            return new OccurrenceName(KIND + ".asked", Asked.class);
        }

        @Bean
        OccurrenceName erasureTakenBack() {
            return new OccurrenceName(KIND + ".taken-back", TakenBack.class);
        }
    }
}
