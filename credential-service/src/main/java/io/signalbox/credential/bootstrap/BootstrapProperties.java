package io.signalbox.credential.bootstrap;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the first administrator gets in.
 *
 * @param administratorTokenFile where the token is written, readable by its owner only; nothing happens without
 */
@ConfigurationProperties("signalbox.bootstrap")
record BootstrapProperties(@Nullable Path administratorTokenFile) {
    BootstrapProperties {
        // An environment variable that is not set arrives as an empty path.
        administratorTokenFile = administratorTokenFile == null
                        || administratorTokenFile.toString().isBlank()
                ? null
                : administratorTokenFile;
    }
}
