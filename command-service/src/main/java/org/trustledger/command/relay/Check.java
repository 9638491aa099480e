package org.trustledger.command.relay;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.trustledger.command.platform.Task;

/**
 * The task {@code check}: a database to read, a topic to read, and nothing else of the office. Not marked as a
 * configuration, or the serving office would find it.
 */
@EnableConfigurationProperties({Broker.class, Topics.class})
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
public class Check {
    @Bean
    Task storeAgainstTopic(JdbcTemplate jdbc, PlatformTransactionManager transactions, Broker broker, Topics topics) {
        return new CheckStoreAgainstTopic(jdbc, transactions, broker, topics);
    }
}
