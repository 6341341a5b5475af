package io.signalbox.adapter;

import io.signalbox.contracts.usage.FailureKind;
import org.jspecify.annotations.Nullable;

/** Tests a connection by the cheapest real call. */
public interface Probe {
    /** What to call. */
    HttpCall call(Connection connection);

    /** What the reply means. Anything but {@code valid} says in words that help what is wrong. */
    Verdict read(HttpReply reply);

    /** Whether key and address work, and if not, why: one sentence for a person, without the key. */
    record Verdict(
            boolean valid,
            @Nullable FailureKind failure,
            @Nullable String message) {
        /** It works. */
        public static Verdict ok() {
            return new Verdict(true, null, null);
        }
    }
}
