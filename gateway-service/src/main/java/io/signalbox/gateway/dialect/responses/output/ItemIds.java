package io.signalbox.gateway.dialect.responses.output;

import java.util.UUID;

/** Ids of the items of a response that is made here: its request's and a number, so that no two are alike. */
public record ItemIds(UUID requestId) {
    String message(int index) {
        return of("msg_", index);
    }

    String thought(int index) {
        return of("rs_", index);
    }

    String call(int index) {
        return of("fc_", index);
    }

    /** For a call whose provider gave it none. */
    String callId(int index) {
        return of("call_", index);
    }

    private String of(String prefix, int index) {
        return prefix + requestId.toString().replace("-", "") + index;
    }
}
