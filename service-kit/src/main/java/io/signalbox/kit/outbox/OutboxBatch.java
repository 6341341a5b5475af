package io.signalbox.kit.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.kafka.EventRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One batch: read the published states it needs, fold, write them, send, wait for the broker. */
final class OutboxBatch {
    private final String service;
    private final OutboxPublisher publisher;
    private final PublishedStateTable table;
    private final OutboxProducer producer;

    OutboxBatch(String service, OutboxPublisher publisher, PublishedStateTable table, OutboxProducer producer) {
        this.service = service;
        this.publisher = publisher;
        this.table = table;
        this.producer = producer;
    }

    void publish(List<StoredFact> facts) {
        BatchStates states = new BatchStates(table);
        states.prefetch(facts.stream().flatMap(fact -> publisher.keys(fact).stream()));
        List<EventRecord> records = new ArrayList<>();
        Map<String, PublishedState> changed = new LinkedHashMap<>();
        for (StoredFact fact : facts) {
            List<ContractEvent> events = publisher.publish(fact, states);
            for (int number = 0; number < events.size(); number++) {
                ContractEvent event = events.get(number);
                boolean isState = event.topic().kind() == Topic.Kind.STATE;
                if (isState) {
                    states.put(event);
                    changed.put(event.recordKey(), new PublishedState(event, fact.sequence()));
                }
                String id = number == 0 ? fact.id() : fact.id() + ":" + number;
                Long sequence = isState ? fact.sequence() : null;
                records.add(new EventRecord(event, id, service, fact.at(), sequence, fact.traceParent()));
            }
        }
        table.write(changed.values());
        producer.send(records);
    }
}
