package org.trustledger.command;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.trustledger.command.platform.Tasks;
import org.trustledger.command.relay.Check;

/** The office: the only place where something is decided. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class CommandServiceApplication {
    static final Tasks TASKS = new Tasks(Map.of("check", Check.class));

    private CommandServiceApplication() {}

    static void main(String[] args) {
        TASKS.run(args, System.out, System.err)
                .ifPresentOrElse(System::exit, () -> SpringApplication.run(CommandServiceApplication.class, args));
    }
}
