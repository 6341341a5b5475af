package io.signalbox.adapter;

/** Turns a provider's unsuccessful reply into one of our failure kinds. Never throws: an unreadable body is a kind too. */
@FunctionalInterface
public interface FailureReader {
    /** What the reply means. The body may be whole, cut at a limit, anything or nothing. */
    Failure read(int status, HeaderLookup headers, byte[] body);
}
