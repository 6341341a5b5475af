package io.signalbox.credential.sealing.keyring;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the master key comes from: one of the three.
 *
 * @param masterKeyFile a file only its owner may read, 32 bytes in base64
 * @param passphrase also {@code ENCRYPTION_SECRET}, at least 32 characters
 * @param hexKey also {@code ENCRYPTION_KEY}, 64 hexadecimal digits
 */
@ConfigurationProperties("signalbox.sealing")
record SealingProperties(
        @Nullable Path masterKeyFile,
        @Nullable String passphrase,
        @Nullable String hexKey) {
    SealingProperties {
        // An environment variable that is not set arrives empty.
        masterKeyFile = masterKeyFile == null || masterKeyFile.toString().isBlank() ? null : masterKeyFile;
        passphrase = passphrase == null || passphrase.isBlank() ? null : passphrase;
        hexKey = hexKey == null || hexKey.isBlank() ? null : hexKey;
    }

    @Override
    public String toString() {
        return "***";
    }
}
