package io.signalbox.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What a caller has been told by a stream that can be gone on with: text, and nothing else.
 *
 * @param id of the answer, as the caller knows it
 * @param model as the caller knows it
 * @param createdSecond as the caller knows it; null where its dialect has no such thing or none was told
 */
public record Spoken(String id, String model, @Nullable Long createdSecond, String text) {
    /** The same answer with more of its text. */
    public Spoken and(String more) {
        return new Spoken(id, model, createdSecond, text + more);
    }
}
