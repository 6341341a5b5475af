package io.signalbox.kit.deadletter;

import io.signalbox.kit.problem.Refusal;

/** Why a dead letter is not replayed. */
enum DeadLetterRefusal implements Refusal {
    NO_SUCH_DEAD_LETTER(Kind.NOT_FOUND, "There is no such dead letter.", "GET /internal/dead-letters lists them."),
    NOT_PARKED(Kind.CONFLICT, "It is not parked but %s.", "Only what is parked can be replayed."),
    FAILED_AGAIN(Kind.CONFLICT, "It failed again: %s.", "Mend the cause first; it stays parked."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    DeadLetterRefusal(Kind kind, String detail, String remedy) {
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
