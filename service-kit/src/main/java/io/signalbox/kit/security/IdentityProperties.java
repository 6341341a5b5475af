package io.signalbox.kit.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys of this installation are.
 *
 * @param directory holds {@code jwks.json} and {@code <service>.jwk}
 * @param service this service's name; {@code spring.application.name} in the defaults
 */
@ConfigurationProperties("signalbox.identity")
public record IdentityProperties(Path directory, String service) {
    public IdentityProperties(@Nullable Path directory, @Nullable String service) {
        this.directory = required(directory, "directory");
        this.service = required(service, "service");
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("signalbox.identity." + name + " must be set");
        }
        return value;
    }
}
