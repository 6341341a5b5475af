package io.signalbox.kit.inbox;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table {@code inbox_offset}: how far a consumer has come, fenced by compare-and-set so that of two that believe to own a
 * partition one fails. Positions belong to a topic's id: a topic made anew under the old name is read from its start.
 */
final class Positions {
    private final JdbcClient jdbc;
    private final String group;

    Positions(JdbcClient processorJdbc, String group) {
        this.jdbc = processorJdbc;
        this.group = group;
    }

    /** The stored position, made at {@code start} when there is none for this topic. */
    long open(TopicPartition partition, Uuid topicId, long start) {
        return jdbc.sql("""
                        insert into inbox_offset as held (consumer, topic, partition, topic_id, next_offset)
                        values (?, ?, ?, ?, ?)
                        on conflict (consumer, topic, partition) do update set
                            next_offset = case when held.topic_id = excluded.topic_id
                                then held.next_offset else excluded.next_offset end,
                            topic_id = excluded.topic_id
                        returning next_offset
                        """)
                .params(group, partition.topic(), partition.partition(), topicId.toString(), start)
                .query(Long.class)
                .single();
    }

    /** Moves the position within the current transaction; somebody else's move is a {@link FencedException}. */
    void move(TopicPartition partition, long from, long to) {
        int moved = jdbc.sql("""
                        update inbox_offset set next_offset = ?
                        where consumer = ? and topic = ? and partition = ? and next_offset = ?
                        """)
                .params(to, group, partition.topic(), partition.partition(), from)
                .update();
        if (moved != 1) {
            throw new FencedException();
        }
    }

    /** Where the stored position is now. */
    OptionalLong stored(TopicPartition partition) {
        return jdbc.sql("select next_offset from inbox_offset where consumer = ? and topic = ? and partition = ?")
                .params(group, partition.topic(), partition.partition())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Another consumer has moved this position: what was read here has taken effect there. */
    static final class FencedException extends RuntimeException {
        FencedException() {
            super("another consumer has moved on", null, false, false);
        }
    }
}
