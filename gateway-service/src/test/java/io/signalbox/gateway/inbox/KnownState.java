package io.signalbox.gateway.inbox;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.gateway.snapshot.Records.Held;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A gateway's knowledge, from a copy on disk, without Kafka: for tests of what else changes it. */
public record KnownState(LatestState state, SnapshotHolder holder) {
    /** Writes the copy first. */
    public static KnownState of(Path copy, List<ContractEvent> events) throws IOException {
        new DiskCopy(copy)
                .write(new StateCopy(
                        Vocabulary.fingerprint(),
                        Clock.systemUTC().instant(),
                        Map.of(),
                        events.stream().map(event -> new Held(event, 1)).toList()));
        return fromDisk(copy);
    }

    public static KnownState fromDisk(Path copy) {
        SnapshotHolder holder = new SnapshotHolder();
        LatestState state =
                new LatestState(new SnapshotCompiler(Adapters.load()), holder, new DiskCopy(copy), Clock.systemUTC());
        state.load();
        return new KnownState(state, holder);
    }
}
