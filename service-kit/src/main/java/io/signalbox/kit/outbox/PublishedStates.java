package io.signalbox.kit.outbox;

import io.signalbox.contracts.ContractEvent;
import java.util.Optional;

/** The states this service has published so far, including those of the same batch. */
@FunctionalInterface
public interface PublishedStates {
    /** The last state under that record key. */
    Optional<ContractEvent> find(String recordKey);

    /** The last state under that record key if it is of that kind, empty after a removal for example. */
    default <T extends ContractEvent> Optional<T> find(String recordKey, Class<T> kind) {
        return find(recordKey).filter(kind::isInstance).map(kind::cast);
    }
}
