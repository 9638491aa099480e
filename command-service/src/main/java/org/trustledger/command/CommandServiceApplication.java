package org.trustledger.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The office: the only place where something is decided. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class CommandServiceApplication {
    private CommandServiceApplication() {}

    static void main(String[] args) {
        SpringApplication.run(CommandServiceApplication.class, args);
    }
}
