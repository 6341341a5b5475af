package io.signalbox.adapter;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an application can ask for. */
public enum Operation {
    CHAT("chat"),
    EMBEDDINGS("embeddings"),
    /** How many tokens a chat would begin with. Nothing is made of them, so asking uses none. */
    COUNT_TOKENS("count_tokens"),
    /** A chat in the format that succeeds chat completions. Of the types that speak it, only those that say so offer it. */
    RESPONSES("responses"),
    /** What a provider keeps of a response: read, ended or deleted. Nothing is made, so asking uses nothing. */
    KEPT_RESPONSE("kept_response");

    private final String wire;

    Operation(String wire) {
        this.wire = wire;
    }

    /** As it stands in the usage record: {@code chat}. */
    public String wire() {
        return wire;
    }

    /**
     * What a provider type offers of what its format has. Responses are among its features or not offered: most of the
     * servers that speak OpenAI's format have chat completions alone.
     */
    public static Set<Operation> offered(Set<Operation> byFormat, Collection<String> features) {
        if (features.contains(RESPONSES.wire)) {
            return byFormat;
        }
        EnumSet<Operation> offered = EnumSet.noneOf(Operation.class);
        offered.addAll(byFormat);
        offered.removeAll(EnumSet.of(RESPONSES, KEPT_RESPONSE));
        return Collections.unmodifiableSet(offered);
    }
}
