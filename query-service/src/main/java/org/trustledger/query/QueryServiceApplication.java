package org.trustledger.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The counter: what the world can reach, and only what is public. */
@SpringBootApplication(proxyBeanMethods = false)
class QueryServiceApplication {
    private QueryServiceApplication() {}

    static void main(String[] args) {
        if (Tasks.areAskedBy(args)) {
            System.exit(Tasks.run(System.out, System.err, args));
        }
        SpringApplication.run(QueryServiceApplication.class, args);
    }
}
