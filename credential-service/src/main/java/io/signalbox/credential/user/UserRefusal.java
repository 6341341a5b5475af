package io.signalbox.credential.user;

import io.signalbox.kit.problem.Refusal;

/** Why a user is not taken in, changed or given a token. */
public enum UserRefusal implements Refusal {
    USER_EXISTS(Kind.CONFLICT, "There is a user '%s' already.", "Change it with PATCH /api/users/%s."),
    USER_UNKNOWN(
            Kind.NOT_FOUND,
            "The user '%s' does not exist, or belongs to another tenant.",
            "GET /api/users lists those there are."),
    ROLE_UNKNOWN(
            Kind.INVALID,
            "There is no role '%s'.",
            "Use one or more of: administrator, developer, finance, operator, auditor."),
    ROLES_EMPTY(
            Kind.INVALID,
            "A user without a role may do nothing.",
            "Give one or more of: administrator, developer, finance, operator, auditor."),
    ROLE_NOT_HELD(
            Kind.FORBIDDEN,
            "The user '%s' does not have the role '%s'.",
            "Ask for fewer roles, or add the role to the user first."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    UserRefusal(Kind kind, String detail, String remedy) {
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
