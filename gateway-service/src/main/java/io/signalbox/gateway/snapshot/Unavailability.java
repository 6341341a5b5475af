package io.signalbox.gateway.snapshot;

/** Why a target cannot be used, as far as what we were told says so. */
public enum Unavailability {
    /** A route names a configuration that is not, or not yet, known. */
    CONFIGURATION_UNKNOWN,
    CONFIGURATION_INACTIVE,
    /** The configuration's provider type is not, or not yet, known, or was retired. */
    TYPE_UNKNOWN,
    /** The type names a wire format this build does not have. */
    ADAPTER_UNKNOWN,
    /** The base URL cannot be read as one. */
    ADDRESS_INVALID,
    /** The catalogue does not have this model for this configuration. */
    MODEL_UNKNOWN,
    /** The provider no longer lists it. */
    MODEL_GONE,
    MODEL_INACTIVE,
    /** The type needs a key and the configuration has none, or it is not, or not yet, known. */
    CREDENTIAL_UNKNOWN,
    CREDENTIAL_REVOKED,
    CREDENTIAL_INACTIVE,
    /** The key was given for another origin than the address the configuration has now. */
    CREDENTIAL_BOUND_ELSEWHERE,
    /** The configuration is private to somebody else. */
    NOT_VISIBLE
}
