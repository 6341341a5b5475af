package io.signalbox.gateway.limits;

/**
 * Where an allowance stands, as far as this replica knows: other replicas may have used more meanwhile.
 *
 * @param resetNanos until the window ends; 0 for what is counted at once
 */
public record Standing(long limit, long remaining, long resetNanos) {}
