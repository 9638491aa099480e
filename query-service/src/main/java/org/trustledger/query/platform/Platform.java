package org.trustledger.query.platform;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CounterSettings.class)
class Platform {
    /** The only source of the present. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
