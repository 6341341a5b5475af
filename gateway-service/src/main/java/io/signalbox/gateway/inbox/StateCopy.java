package io.signalbox.gateway.inbox;

import io.signalbox.contracts.Topic;
import io.signalbox.gateway.snapshot.Records.Held;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All the gateway knows, as it rests on disk.
 *
 * @param vocabulary fingerprint of the contract events of the build that wrote it
 * @param heardAt when it was last known to be the latest
 */
record StateCopy(String vocabulary, Instant heardAt, Map<Topic, TopicPosition> positions, List<Held> records) {}
