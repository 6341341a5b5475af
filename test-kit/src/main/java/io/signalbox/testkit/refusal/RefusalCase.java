package io.signalbox.testkit.refusal;

/** One thing a caller can do wrong, and the one status that answers it. */
enum RefusalCase {
    NO_TOKEN("no token", 401),
    WRONG_TOKEN("wrong token", 401),
    OTHER_TENANT("other tenant", 404),
    MALFORMED_JSON("malformed JSON", 400),
    UNKNOWN_FIELD("unknown field", 400),
    OVERSIZED_BODY("oversized body", 413),
    BAD_PARAMETER("bad parameter", 400),
    /** What is no id names nothing, as an id nobody has. */
    MALFORMED_ID("malformed id", 404),
    /** What needs no particular role has no row: it would be carried out. */
    WRONG_ROLE("wrong role", 403);

    private final String words;
    private final int status;

    RefusalCase(String words, int status) {
        this.words = words;
        this.status = status;
    }

    String words() {
        return words;
    }

    int status() {
        return status;
    }
}
