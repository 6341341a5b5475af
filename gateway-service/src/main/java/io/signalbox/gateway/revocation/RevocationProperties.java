package io.signalbox.gateway.revocation;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The second way by which ends of keys arrive.
 *
 * @param cursorFile up to where they were heard
 * @param retry between two tries when the credential service is away
 */
@ConfigurationProperties("signalbox.gateway.revocation")
public record RevocationProperties(
        Path cursorFile, @DefaultValue("2s") Duration retry) {}
