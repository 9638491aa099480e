package org.trustledger.command.relay;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What connects the relay with Kafka. */
@Configuration(proxyBeanMethods = false)
class Wiring {
    @Bean
    Wire wire(Broker broker) {
        return new KafkaWire(broker);
    }

    @Bean
    TopicWatch topicWatch(
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            Broker broker,
            Topics topics,
            RelaySettings settings) {
        return new TopicWatch(jdbc, transactions, new FactsTopic(broker, topics.facts()), settings);
    }
}
