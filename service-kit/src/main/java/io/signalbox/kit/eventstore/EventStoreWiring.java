package io.signalbox.kit.eventstore;

import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.tracing.TraceParent;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.MultiCorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon over the two pools. Commands run on the app pool in one transaction with what they claim; processors run on the
 * processor pool in one transaction with their token. An error in a processor stops its batch and is tried again: Axon's
 * own default would log it and go on, which loses an event.
 */
@AutoConfiguration(
        after = DatabaseWiring.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcEventStoreAutoConfiguration",
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"
        })
@ConditionalOnClass(JdbcEventStorageEngine.class)
public class EventStoreWiring {
    /** Events per processor transaction: enough to amortise the commit, few enough to stay within its timeout. */
    static final int BATCH_EVENTS_MAX = 500;

    /** How often a processor that has seen everything looks again. */
    static final int FETCH_DELAY_MILLIS = 50;

    /** Must outlive any open transaction, else an event committed late is skipped for ever. */
    static final Duration GAP_TIMEOUT = Duration.ofMinutes(10);

    /** After this long a killed instance's processors go on elsewhere. Whoever is merely late cannot store its token. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(15);

    private static final int MAX_GAP_OFFSET = 1_000_000;

    @Bean
    @Primary
    Serializer serializer() {
        return JacksonSerializer.builder().objectMapper(ContractJson.mapper()).build();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(ApplicationContext context) {
        Map<String, Class<?>> events =
                StoredEvents.under(AutoConfigurationPackages.get(context).getFirst());
        return NamedEventSerializer.of(ContractJson.mapper(), events);
    }

    @Bean
    PersistenceExceptionResolver uniqueViolation() {
        return failure -> failure instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager appTransactions) {
        return new SpringTransactionManager(appTransactions);
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            DataSource appDataSource,
            TransactionManager axonTransactionManager,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            PersistenceExceptionResolver uniqueViolation) {
        return JdbcEventStorageEngine.builder()
                .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(appDataSource)))
                .transactionManager(axonTransactionManager)
                .snapshotSerializer(serializer)
                .eventSerializer(eventSerializer)
                .persistenceExceptionResolver(uniqueViolation)
                .gapTimeout((int) GAP_TIMEOUT.toMillis())
                .maxGapOffset(MAX_GAP_OFFSET)
                .batchSize(BATCH_EVENTS_MAX)
                .build();
    }

    @Bean
    EmbeddedEventStore eventStore(EventStorageEngine engine) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .fetchDelay(FETCH_DELAY_MILLIS)
                .build();
    }

    @Bean
    TokenStore tokenStore(@Qualifier("processorDataSource") DataSource processor, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(processor))
                .serializer(serializer)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID())
                .build();
    }

    @Bean
    ConfigurerModule processors(@Qualifier("processorTransactions") PlatformTransactionManager processor) {
        TransactionManager transactions = new SpringTransactionManager(processor);
        return configurer -> configurer.eventProcessing(processing -> processing
                .usingPooledStreamingEventProcessors()
                .registerDefaultTransactionManager(configuration -> transactions)
                .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance())
                .registerPooledStreamingEventProcessorConfiguration(
                        (configuration, builder) -> builder.initialSegmentCount(1)
                                .batchSize(BATCH_EVENTS_MAX)
                                .tokenClaimInterval(1_000)));
    }

    /** Events keep what caused their command: Axon's own ids, and the trace it was sent in. */
    @Bean
    CorrelationDataProvider correlation() {
        return new MultiCorrelationDataProvider<>(
                List.of(new MessageOriginProvider(), new SimpleCorrelationDataProvider(TraceParent.HEADER)));
    }

    @Bean
    HandlerEnhancerDefinition tenantCheck() {
        return new TenantCheck();
    }

    @Bean
    Commands commands(CommandGateway gateway) {
        return new Commands(gateway);
    }

    @Bean
    ReadYourWrites readYourWrites(@Qualifier("processorJdbc") JdbcClient processorJdbc) {
        return new ReadYourWrites(processorJdbc);
    }
}
