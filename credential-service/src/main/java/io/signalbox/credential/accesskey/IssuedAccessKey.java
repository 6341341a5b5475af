package io.signalbox.credential.accesskey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The answer to issuing: the state, and the key, which is shown this once and never again. */
record IssuedAccessKey(String key, @JsonUnwrapped AccessKeyState state) {
    @Override
    public String toString() {
        return "***";
    }
}
