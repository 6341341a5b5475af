package io.signalbox.credential.tenant;

import io.signalbox.kit.problem.Refusal;

/** Why a tenant or project says no. */
public enum TenantRefusal implements Refusal {
    TENANT_EXISTS(
            Kind.CONFLICT,
            "There is a tenant '%s' already, with another name.",
            "Choose another id, or rename that one."),
    TENANT_CLOSED(Kind.CONFLICT, "The tenant '%s' is closed.", "A closed tenant stays closed; open a new one."),
    PLATFORM_STAYS(Kind.CONFLICT, "The tenant 'platform' cannot be closed.", "It owns what ships with the product."),
    PROJECT_NAME_TAKEN(
            Kind.CONFLICT, "There is an open project '%s' already.", "Choose another name, or use that project."),
    PROJECT_UNKNOWN(
            Kind.NOT_FOUND,
            "The project %s does not exist, or belongs to another tenant.",
            "GET /api/projects lists those there are."),
    PROJECT_CLOSED(Kind.CONFLICT, "The project %s is closed.", "A closed project stays closed; open a new one."),
    PROJECTS_MAX_REACHED(Kind.CONFLICT, "A tenant has at most %s open projects.", "Close one that is not used."),
    PLATFORM_ONLY(
            Kind.FORBIDDEN,
            "Only an administrator of the platform may do this.",
            "Ask those who run this installation."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    TenantRefusal(Kind kind, String detail, String remedy) {
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
