package io.signalbox.gateway.journal.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.kit.contractjson.ContractJson;
import java.io.IOException;
import java.util.Map;

/**
 * The end of a request whose reply did not arrive. How it ended is told anew; what was used and what it cost is known and
 * stays. Rare, so that the record is read and written once more instead of being kept in two versions.
 */
public final class ToldAnew {
    private static final ObjectMapper JSON = ContractJson.mapper();

    private ToldAnew() {}

    /** The caller left before the last byte. */
    public static Frame cancelled(Frame closed) throws IOException {
        return told(closed, Outcome.CANCELLED, FailureKind.CALLER_GONE);
    }

    /** The process ended before the last byte. */
    public static Frame interrupted(Frame closed) throws IOException {
        return told(closed, Outcome.INTERRUPTED, FailureKind.GATEWAY_LOST);
    }

    private static Frame told(Frame closed, Outcome outcome, FailureKind failure) throws IOException {
        ObjectNode told = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : JSON.readTree(closed.body()).properties()) {
            switch (field.getKey()) {
                case "last" -> told.put("last", true);
                case "outcome" -> told.put("outcome", outcome.name()).put("failure", failure.name());
                case "failure" -> {
                    // Said with the outcome: a success has none.
                }
                default -> told.set(field.getKey(), field.getValue());
            }
        }
        return new Frame(
                Frame.Type.FINAL,
                closed.key(),
                closed.at(),
                closed.tenant(),
                closed.traceParent(),
                JSON.writeValueAsBytes(told));
    }
}
