package io.signalbox.gateway.conversation;

import io.signalbox.adapter.Operation;
import io.signalbox.gateway.snapshot.Target;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps targets ready. One that the snapshot has joined anew is another object and is worked out again, so nothing old
 * is ever used.
 */
public final class ReadyTargets {
    private static final int KEPT_MAX = 10_000;

    private record Address(UUID configurationId, String model, Operation operation) {}

    private final Map<Address, ReadyTarget> ready = new ConcurrentHashMap<>();

    /** This target, ready. */
    @SuppressWarnings("ReferenceEquality") // Another object is the sign of another snapshot; comparing deeply is dear.
    public ReadyTarget of(Target target, Target.Call call, Operation operation) {
        Address address = new Address(target.configurationId(), target.model(), operation);
        ReadyTarget known = ready.get(address);
        if (known != null && known.target() == target) {
            return known;
        }
        if (ready.size() > KEPT_MAX) {
            ready.clear();
        }
        ReadyTarget made = ReadyTarget.of(target, call, operation);
        ready.put(address, made);
        return made;
    }
}
