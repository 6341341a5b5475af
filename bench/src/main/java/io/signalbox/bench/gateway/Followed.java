package io.signalbox.bench.gateway;

import io.signalbox.bench.WrongResultException;
import io.signalbox.bench.load.JavaChild;

/**
 * What the sink has received.
 *
 * @param requests that were followed
 * @param spans theirs, and those of their attempts
 */
record Followed(long requests, long spans) {
    /** The gateway follows a tenth; with fewer than this it was measured without its traces. */
    private static final double SHARE_MIN = 0.05;

    static Followed by(JavaChild sink) {
        String[] numbers = sink.ask("how many").split(" ", -1);
        return new Followed(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    Followed since(Followed before) {
        return new Followed(requests - before.requests, spans - before.spans);
    }

    /** Of so many requests; too few are no result. */
    Followed checked(long all) {
        if (requests < SHARE_MIN * all) {
            throw new WrongResultException(
                    "only " + requests + " of " + all + " requests through the gateway were told as traces");
        }
        return this;
    }
}
