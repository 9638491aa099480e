package org.trustledger.command.relay;

import java.util.List;

/** What carries messages out of the house. */
interface Wire extends AutoCloseable {
    /** How many bytes a load may hold, unless it is a single message. */
    int MOST_BYTES = 512 * 1024;

    /** One message; messages with the same topic and key keep their order. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
    record Message(String topic, String key, byte[] body, String contentType) {}

    /**
     * Where on the topic of public facts one message came to lie.
     *
     * @param offset below what was acknowledged before, the topic has lost its end meanwhile
     */
    record Place(int part, long offset) {}

    /**
     * Sends a load and waits until all of it is acknowledged.
     *
     * @return the places of those messages that the broker named one for
     * @throws RuntimeException if any of it was not: then some of it may have arrived all the same
     */
    List<Place> send(List<Message> load) throws InterruptedException;

    /**
     * Makes those topics that do not exist yet: readers wait for a topic before they call themselves ready.
     *
     * @throws RuntimeException if that could not be done now
     */
    void provide(List<String> topics) throws InterruptedException;

    /** Lets go of the connection; the next load opens another. */
    @Override
    void close();
}
