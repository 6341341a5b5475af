package io.signalbox.vfs.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a batch is; the words are OpenAI's. */
public enum BatchStatus {
    @JsonProperty("validating")
    VALIDATING,
    @JsonProperty("in_progress")
    IN_PROGRESS,
    @JsonProperty("cancelling")
    CANCELLING,
    @JsonProperty("finalizing")
    FINALIZING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("cancelled")
    CANCELLED;

    /** Whether nothing will happen to it any more. */
    public boolean over() {
        return switch (this) {
            case VALIDATING, IN_PROGRESS, CANCELLING, FINALIZING -> false;
            case COMPLETED, FAILED, EXPIRED, CANCELLED -> true;
        };
    }

    /** As it is shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
