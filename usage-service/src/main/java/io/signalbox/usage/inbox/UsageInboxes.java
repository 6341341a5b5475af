package io.signalbox.usage.inbox;

import io.signalbox.contracts.Topic;
import io.signalbox.contracts.catalog.CatalogEvent;
import io.signalbox.contracts.catalog.CatalogEvent.DefaultModelSet;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.tenant.TenantEvent.ProjectOpened;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.inbox.Inbox;
import io.signalbox.kit.inbox.InboxRecord;
import io.signalbox.usage.ingest.LedgerIngest;
import io.signalbox.usage.name.NameMirror;
import io.signalbox.usage.name.Names.Kind;
import io.signalbox.usage.rating.WhenPriceSetThenRateAgain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the usage service listens to, and what each record does. */
@Configuration
class UsageInboxes {
    @Bean
    Inbox usageRecords(LedgerIngest ingest) {
        return Inbox.batched(
                "usage.ledger",
                Topic.USAGE_RECORD,
                LedgerIngest.RECORDS_MAX,
                records -> ingest.ingest(records.stream()
                        .map(InboxRecord::event)
                        .map(UsageRecorded.class::cast)
                        .toList()));
    }

    @Bean
    Inbox prices(WhenPriceSetThenRateAgain reaction) {
        return Inbox.each("usage.prices", Topic.CATALOG, record -> {
            switch ((CatalogEvent) record.event()) {
                case PriceSet price -> reaction.on(price, sequence(record));
                case ModelCatalogued ignored -> {}
                case ModelWithdrawn ignored -> {}
                case DefaultModelSet ignored -> {}
                case RouteDefined ignored -> {}
                case RouteRemoved ignored -> {}
            }
        });
    }

    @Bean
    Inbox configurationNames(NameMirror names) {
        return Inbox.each("usage.configuration-names", Topic.PROVIDER, record -> {
            if (record.event() instanceof ProviderConfigured configured) {
                names.called(
                        configured.tenant(),
                        Kind.CONFIGURATION,
                        configured.configurationId(),
                        configured.name(),
                        sequence(record));
            }
        });
    }

    @Bean
    Inbox projectNames(NameMirror names) {
        return Inbox.each("usage.project-names", Topic.TENANT, record -> {
            if (record.event() instanceof ProjectOpened project) {
                names.called(project.tenant(), Kind.PROJECT, project.projectId(), project.name(), sequence(record));
            }
        });
    }

    @Bean
    Inbox accessKeyNames(NameMirror names) {
        return Inbox.each("usage.access-key-names", Topic.CREDENTIAL, record -> {
            if (record.event() instanceof AccessKeyIssued key) {
                names.called(key.tenant(), Kind.ACCESS_KEY, key.accessKeyId(), key.name(), sequence(record));
            }
        });
    }

    private static long sequence(InboxRecord record) {
        Long sequence = record.sequence();
        if (sequence == null) {
            throw new IllegalArgumentException("a state without a sequence");
        }
        return sequence;
    }
}
