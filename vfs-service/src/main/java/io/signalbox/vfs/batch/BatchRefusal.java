package io.signalbox.vfs.batch;

import io.signalbox.kit.problem.Refusal;

/** Why a batch is not taken or does not do what it is asked. */
public enum BatchRefusal implements Refusal {
    BATCH_NOT_FOUND(
            Kind.NOT_FOUND, "There is no batch '%s' of this access key.", "GET /v1/batches lists what there is."),
    BATCH_OVER(Kind.CONFLICT, "The batch is %s; it cannot be cancelled any more.", "Read its files."),
    BATCHES_TOO_MANY(
            Kind.CONFLICT,
            "The tenant has %s batches that are not over, which is as many as it may have.",
            "Wait for one, or cancel one: POST /v1/batches/:id/cancel."),
    ENDPOINT_UNKNOWN(Kind.INVALID, "Requests to '%s' are not sent in batches.", "Use one of %2$s."),
    WINDOW_UNKNOWN(Kind.INVALID, "A batch is not worked through within '%s'.", "Send completion_window=24h."),
    METADATA_TOO_MUCH(
            Kind.INVALID,
            "metadata has more than 16 entries, a key above 64 characters or a value above 512.",
            "Send less of it."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    BatchRefusal(Kind kind, String detail, String remedy) {
        this.kind = kind;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
