package io.signalbox.contracts;

import io.signalbox.contracts.audit.AuditEvent;
import io.signalbox.contracts.budget.BudgetEvent;
import io.signalbox.contracts.catalog.CatalogEvent;
import io.signalbox.contracts.credential.CredentialEvent;
import io.signalbox.contracts.provider.ProviderEvent;
import io.signalbox.contracts.signal.SignalEvent;
import io.signalbox.contracts.tenant.TenantEvent;
import io.signalbox.contracts.usage.UsageRecordEvent;
import io.signalbox.contracts.vfs.VfsActivityEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every Kafka topic of the product, what it carries and how long. Topics are created on purpose, never automatically. */
public enum Topic {
    TENANT("signalbox.tenant.v1", Kind.STATE, 3, TenantEvent.class),
    PROVIDER("signalbox.provider.v1", Kind.STATE, 3, ProviderEvent.class),
    CATALOG("signalbox.catalog.v1", Kind.STATE, 3, CatalogEvent.class),
    CREDENTIAL("signalbox.credential.v1", Kind.STATE, 3, CredentialEvent.class),
    BUDGET("signalbox.budget.v1", Kind.STATE, 3, BudgetEvent.class),
    USAGE_RECORD("signalbox.usage-record.v1", Kind.OCCURRENCE, 12, UsageRecordEvent.class),
    SIGNAL("signalbox.signal.v1", Kind.OCCURRENCE, 3, SignalEvent.class),
    AUDIT("signalbox.audit.v1", Kind.OCCURRENCE, 3, AuditEvent.class),
    VFS_ACTIVITY("signalbox.vfs-activity.v1", Kind.OCCURRENCE, 3, VfsActivityEvent.class);

    /** State topics are compacted and kept for ever; occurrence topics are kept for {@link #RETENTION_DAYS}. */
    public enum Kind {
        STATE,
        OCCURRENCE
    }

    /** How long an occurrence can still be read from Kafka. */
    public static final int RETENTION_DAYS = 35;

    /** How long compaction keeps what it could already drop; a disk copy older than this is thrown away. */
    public static final int DELETE_RETENTION_DAYS = 30;

    private final String topicName;
    private final Kind kind;
    private final int partitions;
    private final Class<? extends ContractEvent> vocabulary;

    Topic(String topicName, Kind kind, int partitions, Class<? extends ContractEvent> vocabulary) {
        this.topicName = topicName;
        this.kind = kind;
        this.partitions = partitions;
        this.vocabulary = vocabulary;
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** Whether the topic is compacted state or timed occurrences. */
    public Kind kind() {
        return kind;
    }

    /** Partitions in production; the quickstart uses fewer for {@link #USAGE_RECORD}. */
    public int partitions() {
        return partitions;
    }

    /** The record class for a {@code ce_type}; empty for a type this build does not know, which is skipped and counted. */
    public Optional<Class<? extends ContractEvent>> event(String type) {
        return Optional.ofNullable(events().get(type));
    }

    /** Every event this topic may carry, by {@code ce_type}. */
    public Map<String, Class<? extends ContractEvent>> events() {
        return Vocabularies.BY_TOPIC.getOrDefault(this, Map.of());
    }

    /** The topic of that broker name. */
    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    /** Read once: the sealed interfaces are the only list of events there is. */
    private static final class Vocabularies {
        static final Map<Topic, Map<String, Class<? extends ContractEvent>>> BY_TOPIC = Arrays.stream(Topic.values())
                .collect(Collectors.toUnmodifiableMap(topic -> topic, Vocabularies::eventsOf));

        private static Map<String, Class<? extends ContractEvent>> eventsOf(Topic topic) {
            return Arrays.stream(topic.vocabulary.getPermittedSubclasses())
                    .map(event -> event.<ContractEvent>asSubclass(ContractEvent.class))
                    .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, event -> event));
        }
    }
}
