package io.signalbox.simulator.tally;

import io.signalbox.simulator.conversation.Tokens;
import java.util.Map;
import java.util.TreeMap;

/** The tally added up. {@code byModel} is keyed {@code dialect/model}; requests without a model stand under {@code -}. */
public record TallySummary(
        long received,
        long answered,
        long completed,
        Tokens tokens,
        long bytes,
        Map<String, Long> byStatus,
        Map<String, Long> byFault,
        Map<String, Sum> byModel) {
    /** Requests and tokens of one model. */
    public record Sum(long requests, Tokens tokens) {
        Sum plus(Sum other) {
            return new Sum(requests + other.requests, tokens.plus(other.tokens));
        }
    }

    /** Adds entries one by one. */
    static final class Count {
        private long received;
        private long answered;
        private long completed;
        private long bytes;
        private Tokens tokens = Tokens.NONE;
        private final Map<String, Long> byStatus = new TreeMap<>();
        private final Map<String, Long> byFault = new TreeMap<>();
        private final Map<String, Sum> byModel = new TreeMap<>();

        void add(TallyEntry entry) {
            received++;
            bytes += entry.bytes();
            tokens = tokens.plus(entry.tokens());
            completed += entry.completed() ? 1 : 0;
            if (entry.phase() == TallyEntry.Phase.ANSWERED) {
                answered++;
                byStatus.merge(entry.status() == null ? "none" : entry.status().toString(), 1L, Long::sum);
            }
            if (entry.fault() != null) {
                byFault.merge(entry.fault(), 1L, Long::sum);
            }
            String model = entry.dialect() + "/" + (entry.model() == null ? "-" : entry.model());
            byModel.merge(model, new Sum(1, entry.tokens()), Sum::plus);
        }

        TallySummary summary() {
            return new TallySummary(received, answered, completed, tokens, bytes, byStatus, byFault, byModel);
        }
    }
}
