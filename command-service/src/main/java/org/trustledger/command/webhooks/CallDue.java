package org.trustledger.command.webhooks;

import java.time.Instant;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * A call that is to be made.
 *
 * @param id of the event, the same at each attempt
 * @param notice what it is about
 * @param madeAt when that was made
 * @param attempts how many have been in vain
 */
public record CallDue(
        String id, TrustCenterId trustCenter, PersonId webhook, String notice, Instant madeAt, int attempts) {}
