package io.signalbox.vfs.overview;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The answer to opening: the session, and its token, which is shown this once and never again. */
record OpenedSession(String token, @JsonUnwrapped SessionOverview session) {
    @Override
    public String toString() {
        return "***";
    }
}
