package org.trustledger.testing;

import org.testcontainers.kafka.KafkaContainer;

final class ContainerKafka implements KafkaBacking {
    private static final String IMAGE = "apache/kafka:4.4.0";

    private final KafkaContainer container =
            new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

    ContainerKafka() {
        container.start();
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return "Kafka in the container " + IMAGE;
    }
}
