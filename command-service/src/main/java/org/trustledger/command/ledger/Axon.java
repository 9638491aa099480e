package org.trustledger.command.ledger;

import javax.sql.DataSource;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The parts of Axon Framework that are used, put together by hand: its Spring Boot starter was written for another
 * generation of Spring Boot, and its configurer calls home.
 */
@Configuration(proxyBeanMethods = false)
class Axon {
    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider axonConnections(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    // The unused JdbcTemplate makes the store wait for the migrations, as everything that asks for one does.
    @Bean
    EventStore eventStore(
            ConnectionProvider connections, TransactionManager transactions, Serializer names, JdbcTemplate migrated) {
        return EmbeddedEventStore.builder()
                .storageEngine(new PostgresStorage(connections, transactions, names))
                .build();
    }

    @Bean
    CommandBus commandBus(
            TransactionManager transactions,
            ObjectProvider<MessageHandlerInterceptor<CommandMessage<?>>> insideEachTransaction) {
        var bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        insideEachTransaction.forEach(bus::registerHandlerInterceptor);
        return bus;
    }

    @Bean
    CommandGateway commandGateway(
            CommandBus bus, ObjectProvider<MessageDispatchInterceptor<CommandMessage<?>>> beforeEachCommand) {
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .dispatchInterceptors(beforeEachCommand.stream()
                        .<MessageDispatchInterceptor<? super CommandMessage<?>>>map(interceptor -> interceptor)
                        .toList())
                .build();
    }

    @Bean
    SmartInitializingSingleton commandHandlers(CommandBus bus, ObjectProvider<TakesCommands> handlers) {
        return () -> handlers.forEach(handler -> new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus));
    }
}
