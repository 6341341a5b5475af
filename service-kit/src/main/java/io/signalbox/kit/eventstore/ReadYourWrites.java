package io.signalbox.kit.eventstore;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.contractjson.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a caller see its own write: waits, for a bounded time, until a read model has taken in an aggregate's last event.
 * When the time is over the caller reads what there is; nothing is refused for it.
 */
public final class ReadYourWrites {
    /** The longest a call waits for a read model. */
    public static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(5);

    private final JdbcClient jdbc;

    ReadYourWrites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until that processor has handled everything the aggregate has said so far; false when it did not in time. */
    public boolean await(String processor, UUID aggregate) {
        return await(processor, aggregate.toString());
    }

    /** As {@link #await(String, UUID)}, for aggregates whose id is text. */
    public boolean await(String processor, String aggregate) {
        long wanted = jdbc.sql(
                        "select coalesce(max(globalindex), 0) from domainevententry where aggregateidentifier = ?")
                .param(aggregate)
                .query(Long.class)
                .single();
        long until = System.nanoTime() + WAIT_MAX.toNanos();
        while (!reached(processor, wanted)) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    private boolean reached(String processor, long wanted) {
        List<byte[]> tokens = jdbc.sql("select token from tokenentry where processorname = ? and token is not null")
                .param(processor)
                .query((row, number) -> row.getBytes(1))
                .list();
        return !tokens.isEmpty() && tokens.stream().allMatch(token -> covers(token, wanted));
    }

    private static boolean covers(byte[] token, long wanted) {
        try {
            JsonNode position = ContractJson.mapper().readTree(token);
            for (JsonNode gap : position.path("gaps")) {
                if (gap.asLong() == wanted) {
                    return false;
                }
            }
            return position.path("index").asLong(-1) >= wanted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
