package io.signalbox.gateway.dialect.responses.output;

import org.jspecify.annotations.Nullable;

/** An item of a streamed output while it grows. */
final class OpenItem {
    /** What it is. */
    enum Kind {
        MESSAGE,
        REFUSAL,
        THOUGHT,
        CALL
    }

    private final Kind kind;
    private final int index;
    private final String id;
    private final String callId;
    private final String name;
    private final StringBuilder text = new StringBuilder();
    private @Nullable String signature;
    private boolean over;

    OpenItem(Kind kind, int index, String id) {
        this(kind, index, id, "", "");
    }

    OpenItem(Kind kind, int index, String id, String callId, String name) {
        this.kind = kind;
        this.index = index;
        this.id = id;
        this.callId = callId;
        this.name = name;
    }

    Kind kind() {
        return kind;
    }

    int index() {
        return index;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String text() {
        return text.toString();
    }

    void add(String more) {
        text.append(more);
    }

    /** Its provider's. */
    void sign(String by) {
        signature = by;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** As it stands. */
    OutputItem item(boolean summarised) {
        return switch (kind) {
            case MESSAGE -> new OutputItem.Message(id, text());
            case REFUSAL -> new OutputItem.Refusal(id, text());
            case THOUGHT -> new OutputItem.Thought(id, text(), signature, summarised);
            case CALL -> new OutputItem.Call(id, callId, name, text());
        };
    }

    /** Whether the arguments of a call are an object that has been closed: nothing of them can follow. */
    boolean isWhole() {
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            if (quoted) {
                at += one == '\\' ? 1 : 0;
                quoted = one != '"';
            } else if (one == '"') {
                quoted = true;
            } else if (one == '{' || one == '[') {
                depth++;
            } else if (one == '}' || one == ']') {
                depth--;
                if (depth == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
