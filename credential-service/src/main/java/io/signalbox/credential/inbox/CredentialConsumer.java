package io.signalbox.credential.inbox;

import io.signalbox.contracts.Topic;
import io.signalbox.contracts.audit.AuditEvent;
import io.signalbox.contracts.usage.UsageRecordEvent;
import io.signalbox.credential.apikey.ProviderKeyUse;
import io.signalbox.credential.audit.AuditLog;
import io.signalbox.kit.inbox.Inbox;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What this service hears: everybody's audit events, and every use of a provider key. */
@Configuration(proxyBeanMethods = false)
class CredentialConsumer {
    private static final int RECORDS_MAX = 500;

    @Bean
    Inbox everybodysAudit(@Qualifier("processorJdbc") JdbcClient sql) {
        AuditLog log = new AuditLog(sql);
        return Inbox.each("credential.audit", Topic.AUDIT, record -> {
            switch ((AuditEvent) record.event()) {
                case AuditEvent.AuditRecorded recorded -> log.append(recorded);
            }
        });
    }

    @Bean
    Inbox usesOfProviderKeys(@Qualifier("processorJdbc") JdbcClient sql) {
        ProviderKeyUse use = new ProviderKeyUse(sql);
        return Inbox.batched(
                "credential.key-use",
                Topic.USAGE_RECORD,
                RECORDS_MAX,
                records -> use.count(records.stream()
                        .map(record -> (UsageRecordEvent.UsageRecorded) record.event())
                        .toList()));
    }
}
