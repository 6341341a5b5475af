package io.signalbox.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.contractjson.ContractJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code published_state}: one row per record key, written in one statement per batch. */
final class PublishedStateTable {
    private static final Map<String, Class<? extends ContractEvent>> KINDS = Arrays.stream(Topic.values())
            .filter(topic -> topic.kind() == Topic.Kind.STATE)
            .flatMap(topic -> topic.events().entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final JdbcClient jdbc;

    PublishedStateTable(JdbcClient processorJdbc) {
        this.jdbc = processorJdbc;
    }

    List<ContractEvent> read(List<String> keys) {
        return jdbc.sql("select type, body from published_state where record_key = any(?)")
                .param(keys.toArray(new String[0]))
                .query((row, number) -> event(row.getString("type"), row.getString("body")))
                .list();
    }

    void write(Collection<PublishedState> states) {
        if (states.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into published_state (record_key, tenant, type, sequence, body)
                        select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::jsonb[])
                        on conflict (record_key) do update
                            set type = excluded.type, sequence = excluded.sequence, body = excluded.body
                            where published_state.sequence <= excluded.sequence
                        """)
                .param(texts(states, state -> state.event().recordKey()))
                .param(texts(states, state -> state.event().tenant().value()))
                .param(texts(states, state -> state.event().eventType()))
                .param(states.stream().map(PublishedState::sequence).toArray(Long[]::new))
                .param(texts(states, state -> json(state.event())))
                .update();
    }

    private static String[] texts(Collection<PublishedState> states, Function<PublishedState, String> column) {
        return states.stream().map(column).toArray(String[]::new);
    }

    private static ContractEvent event(String type, String body) {
        Class<? extends ContractEvent> kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalStateException("a published state of an unknown kind: " + type);
        }
        try {
            return ContractJson.mapper().readValue(body, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a published " + type + " cannot be read", e);
        }
    }

    private static String json(ContractEvent event) {
        try {
            return ContractJson.mapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contract event has no JSON: " + event.eventType(), e);
        }
    }
}
