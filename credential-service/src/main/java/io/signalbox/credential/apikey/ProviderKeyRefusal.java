package io.signalbox.credential.apikey;

import io.signalbox.kit.problem.Refusal;

/** Why a provider key is not taken into safe keeping, changed or handed out. */
public enum ProviderKeyRefusal implements Refusal {
    KEY_NAME_TAKEN(
            Kind.CONFLICT, "This user has a key '%s' for %s already.", "Choose another keyName, or rotate that key."),
    KEY_REVOKED(Kind.CONFLICT, "The key %s is revoked.", "A revoked key stays revoked; add a new one."),
    OTHER_USERS_KEY(
            Kind.FORBIDDEN, "Only an administrator may name another user.", "Leave out 'userId', or send your own id."),
    OPENED_FOR_SERVICES_ONLY(
            Kind.FORBIDDEN,
            "A stored key is opened for services of this installation only.",
            "Call with a service identity in Authorization; a shared secret in a header is not accepted."),
    SHARED_SECRET_REFUSED(
            Kind.FORBIDDEN,
            "The header x-internal-secret opens nothing here.",
            "Call with a service identity: Authorization: Bearer <service token>."),
    VERSION_MISPLACED(
            Kind.CONFLICT, "Somebody else rotated this key at the same time.", "Read the current state and try again."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    ProviderKeyRefusal(Kind kind, String detail, String remedy) {
        this.kind = kind;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
