package io.signalbox.usage.inbox;

import io.signalbox.contracts.Topic;
import io.signalbox.contracts.catalog.CatalogEvent;
import io.signalbox.contracts.catalog.CatalogEvent.DefaultModelSet;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.credential.CredentialEvent;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.provider.ProviderEvent;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.tenant.TenantEvent;
import io.signalbox.contracts.tenant.TenantEvent.ProjectOpened;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.inbox.Inbox;
import io.signalbox.kit.inbox.InboxRecord;
import io.signalbox.usage.ingest.LedgerIngest;
import io.signalbox.usage.known.SubjectMirror;
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
    Inbox configurations(NameMirror names, SubjectMirror subjects) {
        return Inbox.each("usage.configurations", Topic.PROVIDER, record -> {
            subjects.on((ProviderEvent) record.event(), sequence(record));
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
    Inbox projects(NameMirror names, SubjectMirror subjects) {
        return Inbox.each("usage.projects", Topic.TENANT, record -> {
            subjects.on((TenantEvent) record.event(), sequence(record));
            if (record.event() instanceof ProjectOpened project) {
                names.called(project.tenant(), Kind.PROJECT, project.projectId(), project.name(), sequence(record));
            }
        });
    }

    @Bean
    Inbox accessKeys(NameMirror names, SubjectMirror subjects) {
        return Inbox.each("usage.access-keys", Topic.CREDENTIAL, record -> {
            subjects.on((CredentialEvent) record.event(), sequence(record));
            if (record.event() instanceof AccessKeyIssued key) {
                names.called(key.tenant(), Kind.ACCESS_KEY, key.accessKeyId(), key.name(), sequence(record));
            }
        });
    }

    @Bean
    Inbox models(SubjectMirror subjects) {
        return Inbox.each(
                "usage.models", Topic.CATALOG, record -> subjects.on((CatalogEvent) record.event(), sequence(record)));
    }

    private static long sequence(InboxRecord record) {
        Long sequence = record.sequence();
        if (sequence == null) {
            throw new IllegalArgumentException("a state without a sequence");
        }
        return sequence;
    }
}
