package io.signalbox.kit.eventstore;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a service's own database is. Three roles use it: {@code <service>_owner} migrates, {@code <service>_app} serves
 * one tenant at a time, {@code <service>_processor} keeps the read models.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, or {@code postgresql://user:password@host:port/database}
 * @param appConnectionsMax most connections for commands and controllers
 * @param processorConnectionsMax most connections for processors, outbox, inbox and workers
 */
@ConfigurationProperties("signalbox.database")
public record DatabaseProperties(
        @Nullable String url,
        @Nullable String ownerPassword,
        @Nullable String appPassword,
        @Nullable String processorPassword,
        @DefaultValue("10") int appConnectionsMax,
        @DefaultValue("10") int processorConnectionsMax) {

    /** Refuses to start without an address: a database is never guessed. */
    String requiredUrl() {
        return address().jdbcUrl();
    }

    /** The password of that role; the address's own where the role has none. */
    String passwordOf(String role) {
        String own = switch (role) {
            case "owner" -> ownerPassword;
            case "app" -> appPassword;
            case "processor" -> processorPassword;
            default -> throw new IllegalArgumentException("there is no role " + role);
        };
        return own == null || own.isBlank() ? address().password() : own;
    }

    private DatabaseAddress address() {
        if (url == null || url.isBlank()) {
            throw new IllegalStateException("signalbox.database.url (SIGNALBOX_DATABASE_URL, DATABASE_URL) is missing:"
                    + " the address of this service's database");
        }
        return DatabaseAddress.of(url);
    }

    /** Passwords are not printed. */
    @Override
    public String toString() {
        return "DatabaseProperties[***]";
    }
}
