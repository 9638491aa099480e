package org.trustledger.command.notices;

import org.springframework.stereotype.Component;
import org.trustledger.command.mail.Bounce;
import org.trustledger.command.mail.TakesBounces;

/** Notes at its delivery that a letter came back. Told twice it is noted once; of other letters it knows nothing. */
@Component
class WhenANoticeComesBackNoteIt implements TakesBounces {
    private final Deliveries deliveries;

    WhenANoticeComesBackNoteIt(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void on(Bounce bounce) {
        deliveries.bounced(bounce.letter(), bounce.status(), bounce.at());
    }
}
