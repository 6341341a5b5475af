package io.signalbox.simulator.dialect;

/** A row of a model list; {@code dimensions} is above zero for models that embed. */
public record ListedModel(
        String id, String displayName, long createdSecond, int contextTokens, int outputTokensMax, int dimensions) {
    private static final long CREATED = 1_772_000_000L;

    public static ListedModel chat(String id, String displayName) {
        return new ListedModel(id, displayName, CREATED, 200_000, 64_000, 0);
    }

    public static ListedModel embedding(String id, int dimensions) {
        return new ListedModel(id, id, CREATED, 8_192, 0, dimensions);
    }
}
