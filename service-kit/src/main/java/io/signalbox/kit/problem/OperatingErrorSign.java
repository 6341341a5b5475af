package io.signalbox.kit.problem;

/**
 * Recognises failures of what a service stands on (network, database): the caller did nothing wrong, the program did
 * nothing wrong, and trying again helps. A bean for each technology; the answer is 503 with {@code Retry-After}.
 */
@FunctionalInterface
public interface OperatingErrorSign {
    boolean recognises(Throwable failure);
}
