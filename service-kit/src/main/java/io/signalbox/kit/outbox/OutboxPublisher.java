package io.signalbox.kit.outbox;

import io.signalbox.contracts.ContractEvent;
import java.util.List;

/**
 * What a service tells others, as one function: a stored event, and the state last published, become contract events. A
 * service that publishes declares exactly one bean of this type.
 *
 * <pre>{@code
 * public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
 *     return switch ((WidgetEvent) fact.event()) {           // sealed: a forgotten event does not compile
 *         case WidgetMade made -> List.of(new ...(made.tenant(), made.name()));
 *         case WidgetRenamed renamed -> published.find(key(renamed), WidgetDefined.class)
 *                 .map(before -> before.withName(renamed.name())).<ContractEvent>map(List::of).orElse(List.of());
 *     };
 * }
 * }</pre>
 *
 * <p>A record key belongs to one aggregate, else {@code ce_sequence} would not grow. It must be a pure function: the same
 * event may be published again after a crash.
 */
public interface OutboxPublisher {
    /** Zero or more contract events; on a state topic each is the <em>whole</em> state of its record key. */
    List<ContractEvent> publish(StoredFact fact, PublishedStates published);

    /** Record keys {@link #publish} will ask for; named ahead they are read in one query per batch. Only a hint. */
    default List<String> keys(StoredFact fact) {
        return List.of();
    }
}
