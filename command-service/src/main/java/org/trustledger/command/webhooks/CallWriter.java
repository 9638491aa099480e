package org.trustledger.command.webhooks;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Writes what is called about. A bean in the feature whose calls they are. */
public interface CallWriter {
    /**
     * What a call says.
     *
     * @param type of the event
     * @param dataSha256 of the data's text as it is kept
     */
    record Said(String type, JsonNode data, String dataSha256) {}

    /**
     * What a call says by now; empty if nothing of it is left to tell. Written anew at each attempt, so the same must
     * come out of the same state. No transaction is open.
     */
    Optional<Said> write(CallDue call);

    /**
     * That it is made next, in the transaction that notes it.
     *
     * @param salt with which the address is to be digested
     */
    void handingOver(CallDue call, Said said, Endpoint endpoint, String salt);

    /**
     * That the endpoint has it, in the transaction that notes it; also after it ended, for it has it all the same.
     *
     * @param said what it was that was taken
     */
    void taken(CallDue call, Said said, Instant at);

    /**
     * That it is known what came of one that was not taken, in the transaction that notes it. It may have been said
     * meanwhile that it may have arrived: its endpoint ended while it was under way.
     */
    void answered(CallDue call);

    /** That nobody was called after all, and it was no attempt; in the transaction that notes it. */
    void notMade(CallDue call);

    /** That it is tried no more, in the transaction that notes it; it may have been taken before it was told again. */
    void givenUp(CallDue call, Instant at);

    /** That nothing of it was left to tell, in the transaction that notes it. */
    void undone(CallDue call, Instant at);

    /** That the endpoint ended before some calls, in the transaction that notes it. */
    void ended(Collection<String> calls, Webhook.Because because, Instant at);

    /** That calls are made again though they had been given up, in the transaction that notes it. */
    void takenUpAgain(Collection<String> calls);
}
