package io.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The organisation something belongs to. Opaque text of at most 128 characters, so that an identity provider's own
 * organisation ids can be used as they are; {@link #PLATFORM} owns what ships with the product.
 */
public record TenantId(@JsonValue String value) {
    /** Longest id accepted; identity providers use shorter ones. */
    public static final int LENGTH_MAX = 128;

    /** Owner of built-in provider types, public prices and everything else no customer made. */
    public static final TenantId PLATFORM = new TenantId("platform");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {
        if (value.isBlank() || value.length() > LENGTH_MAX || value.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a tenant id is 1 to " + LENGTH_MAX + " characters without '/'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
