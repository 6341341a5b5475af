package io.signalbox.contracts.catalog;

/**
 * That whole, good answers of a route are kept, and given again to whoever of the tenant asks exactly the same.
 *
 * @param ttlSeconds how long after it was made an answer is given again, from one second to a day
 */
public record Caching(long ttlSeconds) {}
