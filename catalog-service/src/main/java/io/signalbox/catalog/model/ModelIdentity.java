package io.signalbox.catalog.model;

import io.signalbox.kit.identity.NamedId;
import java.util.UUID;

/**
 * Which model of which configuration. Its key follows from both, so that discovery and declaration meet in one row
 * without anybody looking the other up.
 */
public record ModelIdentity(UUID configurationId, String provider, String modelId) {
    /** Longest model id accepted. */
    public static final int MODEL_ID_LENGTH_MAX = 256;

    /** The id of that model in the catalogue. */
    public static UUID key(UUID configurationId, String modelId) {
        return NamedId.of("model/" + configurationId + "/" + modelId);
    }
}
