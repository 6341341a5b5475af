package io.signalbox.gateway.grants;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where provider keys rest in the gateway.
 *
 * @param grantKeyFile 32 random bytes in base64, readable by this user only; without it keys are kept in memory only, and
 *     a cold start needs the credential service
 * @param grantsFile the sealed keys
 * @param grantsRetry between two tries when the credential service is away
 */
@ConfigurationProperties("signalbox.gateway")
public record GrantsProperties(
        @Nullable Path grantKeyFile,
        @Nullable Path grantsFile,
        @DefaultValue("1s") Duration grantsRetry) {
    public GrantsProperties {
        grantKeyFile = given(grantKeyFile);
        grantsFile = given(grantsFile);
        if (grantKeyFile != null && grantsFile == null) {
            throw new IllegalArgumentException("signalbox.gateway.grants-file must be set with grant-key-file");
        }
    }

    private static @Nullable Path given(@Nullable Path path) {
        return path == null || path.toString().isEmpty() ? null : path;
    }
}
