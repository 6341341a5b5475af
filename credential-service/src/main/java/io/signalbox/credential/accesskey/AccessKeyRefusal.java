package io.signalbox.credential.accesskey;

import io.signalbox.kit.problem.Refusal;

/** Why an access key is not issued or changed. */
public enum AccessKeyRefusal implements Refusal {
    ACCESS_KEY_REVOKED(Kind.CONFLICT, "The access key %s is revoked.", "A revoked key stays revoked; issue a new one."),
    EXPIRES_IN_THE_PAST(
            Kind.INVALID, "'expiresAt' is in the past.", "Give a time to come, or none; to end a key now, revoke it."),
    OWN_KEYS_ONLY(
            Kind.FORBIDDEN,
            "Only an administrator may do this with a key of somebody else.",
            "Leave out 'user', or ask an administrator of your tenant."),
    PROJECT_NOT_OPEN(
            Kind.CONFLICT, "The project %s does not exist or is closed.", "GET /api/projects lists those there are."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    AccessKeyRefusal(Kind kind, String detail, String remedy) {
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
