package io.signalbox.provider.configuration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are that this one calls.
 *
 * @param credential base URL of the credential service
 */
@ConfigurationProperties("signalbox.owners")
record CredentialsProperties(
        @DefaultValue("http://127.0.0.1:8103") String credential) {}
