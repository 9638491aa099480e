package org.trustledger.command.relay;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which wire the relay uses. */
@Configuration(proxyBeanMethods = false)
class Wiring {
    @Bean
    Wire wire(Broker broker) {
        return new KafkaWire(broker);
    }
}
