package io.signalbox.adapter;

import org.jspecify.annotations.Nullable;

/** Response headers, whatever client they came from. Names are case-insensitive. */
@FunctionalInterface
public interface HeaderLookup {
    /** The first value of that header, or null. */
    @Nullable
    String first(String name);

    /** No headers at all. */
    static HeaderLookup none() {
        return name -> null;
    }
}
