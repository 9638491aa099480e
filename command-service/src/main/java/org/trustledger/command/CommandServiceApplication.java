package org.trustledger.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The office: the only place where something is decided. */
@SpringBootApplication(proxyBeanMethods = false)
class CommandServiceApplication {
    private CommandServiceApplication() {}

    static void main(String[] args) {
        SpringApplication.run(CommandServiceApplication.class, args);
    }
}
