package org.trustledger.testing;

/** A running Kafka, whatever it runs in. */
sealed interface KafkaBacking permits ContainerKafka, EmbeddedKafka {
    String bootstrapServers();

    void close();
}
