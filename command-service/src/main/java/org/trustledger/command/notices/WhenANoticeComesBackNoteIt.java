package org.trustledger.command.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.mail.Bounce;
import org.trustledger.command.mail.TakesBounces;

/**
 * Notes at its delivery that a letter came back, and after two in a row that came back for good writes no more to that
 * address. Told twice it is noted once; of other letters it knows nothing.
 */
@Component
class WhenANoticeComesBackNoteIt implements TakesBounces {
    private final Deliveries deliveries;
    private final Map<String, LetterAudience> audiences;
    private final TransactionOperations transactions;
    private final Clock clock;

    WhenANoticeComesBackNoteIt(
            Deliveries deliveries,
            ObjectProvider<LetterAudience> audiences,
            TransactionOperations transactions,
            Clock clock) {
        this.deliveries = deliveries;
        this.audiences = audiences.stream().collect(Collectors.toMap(LetterAudience::name, Function.identity()));
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void on(Bounce bounce) {
        var forGood = bounce.kind() == Bounce.Kind.PERMANENT;
        transactions.executeWithoutResult(
                _ -> deliveries.bounced(bounce.letter(), bounce.status(), forGood, bounce.at()).stream()
                        .filter(_ -> forGood)
                        .forEach(this::pauseIfInARow));
    }

    private void pauseIfInARow(Deliveries.Returned returned) {
        var audience = Objects.requireNonNull(audiences.get(returned.audience()), returned.audience());
        var recipient = returned.recipient();
        if (deliveries.cameBackInARow(recipient, audience.resumedAt(recipient).orElse(Instant.EPOCH))) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (audience.pause(recipient, now)) {
                deliveries.paused(recipient, now);
            }
        }
    }
}
