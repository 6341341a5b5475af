package io.signalbox.kit.outbox;

import io.signalbox.contracts.ContractEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The published states as one batch sees them: the table's, with the batch's own changes on top. */
final class BatchStates implements PublishedStates {
    private final PublishedStateTable table;
    private final Map<String, Optional<ContractEvent>> known = new HashMap<>();

    BatchStates(PublishedStateTable table) {
        this.table = table;
    }

    void prefetch(Stream<String> keys) {
        List<String> wanted = keys.distinct().toList();
        if (wanted.isEmpty()) {
            return;
        }
        wanted.forEach(key -> known.put(key, Optional.empty()));
        table.read(wanted).forEach(event -> known.put(event.recordKey(), Optional.of(event)));
    }

    void put(ContractEvent event) {
        known.put(event.recordKey(), Optional.of(event));
    }

    @Override
    public Optional<ContractEvent> find(String recordKey) {
        return known.computeIfAbsent(
                recordKey, key -> table.read(List.of(key)).stream().findFirst());
    }
}
