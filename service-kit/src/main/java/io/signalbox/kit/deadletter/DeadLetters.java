package io.signalbox.kit.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.identity.IdSource;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code dead_letter}: records that could not take effect, kept whole so that they can be looked at and replayed. */
public final class DeadLetters {
    /** The row of a dead letter that was not replayed or discarded yet. */
    private static final String PARKED = "parked";

    private final JdbcClient jdbc;
    private final IdSource ids;

    public DeadLetters(JdbcClient processorJdbc, IdSource ids) {
        this.jdbc = processorJdbc;
        this.ids = ids;
    }

    /** Within the transaction that moves past the record. What the failure says about the content is left out. */
    public void park(String group, ConsumerRecord<String, byte[]> record, Throwable why) {
        jdbc.sql("""
                        insert into dead_letter
                            (id, consumer, topic, partition, record_offset, record_key, headers, value, error, detail)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                        """)
                .params(ids.next(), group, record.topic(), record.partition(), record.offset())
                .param(record.key())
                .param(headers(record))
                .param(record.value())
                .param(root(why).getClass().getName())
                .param(Redacted.message(why))
                .update();
    }

    /** Oldest first, {@code after} an id. */
    List<DeadLetter> list(@Nullable UUID after, int limit) {
        return jdbc.sql("select * from dead_letter where id > ? order by id limit ?")
                .params(after == null ? new UUID(0, 0) : after, limit)
                .query((row, number) -> letter(row))
                .list();
    }

    /** Locks the row until the transaction ends. */
    private Optional<DeadLetter> lock(UUID id) {
        return jdbc.sql("select * from dead_letter where id = ? for update")
                .param(id)
                .query((row, number) -> letter(row))
                .optional();
    }

    /** Lets it take effect and says so; what fails again stays parked and is thrown. Within one transaction. */
    DeadLetter replay(UUID id, Replay replay) {
        DeadLetter letter = lock(id).orElseThrow(DeadLetterRefusal.NO_SUCH_DEAD_LETTER::refused);
        if (!letter.state().equals(PARKED)) {
            throw DeadLetterRefusal.NOT_PARKED.refused(letter.state());
        }
        replay.replay(letter);
        replayed(id);
        return lock(id).orElseThrow();
    }

    private void replayed(UUID id) {
        jdbc.sql("update dead_letter set state = 'replayed' where id = ?")
                .param(id)
                .update();
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getString("consumer"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getString("record_key"),
                headers(row.getString("headers")),
                row.getString("error"),
                row.getString("detail"),
                row.getTimestamp("at").toInstant(),
                row.getString("state"),
                row.getBytes("value"));
    }

    private static String headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> texts = new TreeMap<>();
        for (Header header : record.headers()) {
            texts.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        try {
            // Postgres keeps no NUL in jsonb; whoever sends one sends garbage.
            return ContractJson.mapper().writeValueAsString(texts).replace("\\u0000", "?");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> headers(String json) {
        try {
            return ContractJson.mapper().readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
