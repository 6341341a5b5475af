package io.signalbox.contracts.catalog;

import org.jspecify.annotations.Nullable;

/**
 * When a second target is asked for the same answer, because the first is late; the one that begins first is used. One
 * of the two says when.
 *
 * @param afterMillis after so long without anything to read
 * @param percentile after so long as that many of a hundred answers of the first target begin within, from 50 to 99
 */
public record Hedge(@Nullable Long afterMillis, @Nullable Integer percentile) {}
