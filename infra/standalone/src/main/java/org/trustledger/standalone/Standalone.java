package org.trustledger.standalone;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts everything on one machine and keeps it going until told to stop. */
@SpringBootApplication(proxyBeanMethods = false)
class Standalone {
    private Standalone() {}

    static void main(String[] args) {
        SpringApplication.run(Standalone.class, args);
    }
}
