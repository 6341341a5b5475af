package io.signalbox.gateway.portions;

import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.CallerRequest.Translated;

/**
 * As much of a request as one call asks for: all of it, or some inputs of a request for embeddings.
 *
 * @param request that would ask for just this
 * @param inputs how many of a longer list; 0 for the whole request, whatever it asks for
 */
public record Portion(CallerRequest request, int inputs) {
    boolean isWhole() {
        return inputs == 0;
    }

    /** The way to a target; an answer with another number of vectors than inputs is none. */
    public Translated checked(Translated way) {
        return !isWhole() && way instanceof Translated.Possible possible
                ? new Translated.Possible(new CountedVectors(possible.translation(), inputs))
                : way;
    }
}
