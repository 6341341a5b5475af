package io.signalbox.contracts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which service answers which management path. One table for all: the gateway forwards by it, and a test holds every
 * service's real routes against it. The most specific pattern wins.
 */
public final class PathOwners {
    /** A service that answers management calls. */
    public enum Owner {
        PROVIDER,
        CATALOG,
        CREDENTIAL,
        USAGE,
        VFS,
        GATEWAY
    }

    private record Row(String template, Owner owner, Pattern pattern) {
        static Row of(String template, Owner owner) {
            return new Row(template, owner, Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+") + "(/.*)?"));
        }
    }

    private static final List<Row> ROWS = List.of(
                    Row.of("/api/providers", Owner.PROVIDER),
                    Row.of("/api/provider-types", Owner.PROVIDER),
                    Row.of("/api/templates", Owner.PROVIDER),
                    Row.of("/api/configurations", Owner.PROVIDER),
                    Row.of("/api/configurations/{id}/usage", Owner.USAGE),
                    Row.of("/api/models", Owner.CATALOG),
                    Row.of("/api/model-settings", Owner.CATALOG),
                    Row.of("/api/prices", Owner.CATALOG),
                    Row.of("/api/routes", Owner.CATALOG),
                    Row.of("/api/routes/{name}/explain", Owner.GATEWAY),
                    Row.of("/api/api-keys", Owner.CREDENTIAL),
                    Row.of("/api/access-keys", Owner.CREDENTIAL),
                    Row.of("/api/tenants", Owner.CREDENTIAL),
                    Row.of("/api/projects", Owner.CREDENTIAL),
                    Row.of("/api/users", Owner.CREDENTIAL),
                    Row.of("/api/audit", Owner.CREDENTIAL),
                    Row.of("/api/session", Owner.CREDENTIAL),
                    Row.of("/api/tokens", Owner.CREDENTIAL),
                    Row.of("/api/jwks", Owner.CREDENTIAL),
                    Row.of("/api/usage", Owner.USAGE),
                    Row.of("/api/requests", Owner.USAGE),
                    Row.of("/api/ledger", Owner.USAGE),
                    Row.of("/api/budgets", Owner.USAGE),
                    Row.of("/api/limits", Owner.USAGE),
                    Row.of("/api/statements", Owner.USAGE),
                    Row.of("/api/exports", Owner.USAGE),
                    Row.of("/api/reconciliations", Owner.USAGE),
                    Row.of("/api/vfs", Owner.VFS),
                    Row.of("/api/targets", Owner.GATEWAY),
                    Row.of("/api/live", Owner.GATEWAY),
                    Row.of("/api/health", Owner.GATEWAY))
            .stream()
            .sorted(Comparator.comparingInt((Row row) -> row.template().length())
                    .reversed())
            .toList();

    private PathOwners() {}

    /** The owner of a path; empty when no service answers it. */
    public static Optional<Owner> of(String path) {
        return ROWS.stream()
                .filter(row -> row.pattern().matcher(path).matches())
                .map(Row::owner)
                .findFirst();
    }
}
