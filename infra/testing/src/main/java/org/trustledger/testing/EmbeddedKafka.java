package org.trustledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trustledger.backing.KafkaBroker;
import org.trustledger.backing.Trees;

final class EmbeddedKafka implements KafkaBacking {
    private final Path directory;
    private final KafkaBroker broker;

    EmbeddedKafka() {
        try {
            directory = Files.createTempDirectory("trust-ledger-kafka-");
            broker = KafkaBroker.start(directory, 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "an embedded Kafka, because no Docker answers";
    }
}
