package io.signalbox.kit.identity;

import java.util.UUID;

/** Where new ids come from: injected, so that a rule never makes its own and a test can say what comes next. */
@FunctionalInterface
public interface IdSource {
    /** An id nobody else has; later ids sort after earlier ones of the same source. */
    UUID next();
}
