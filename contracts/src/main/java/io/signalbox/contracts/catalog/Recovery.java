package io.signalbox.contracts.catalog;

/**
 * Whether another target goes on with a stream that breaks after its caller has seen its beginning.
 *
 * @param attemptsMax attempts to go on, of one request; they count among the route's attempts
 * @param askAnew whether a target that cannot continue a partial answer is asked to repeat its last words and go on, and
 *     its answer joined where the words are the same
 */
public record Recovery(int attemptsMax, boolean askAnew) {}
