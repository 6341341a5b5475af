package io.signalbox.gateway.owners;

import io.signalbox.contracts.PathOwners.Owner;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Base URL of every service that owns paths, and the limits of calls to them.
 *
 * @param connectTimeout to a connected socket
 * @param answerTimeout longest silence of a service before and while it answers
 * @param lookUpTimeout how long a request waits for one key to be looked up
 * @param bodyMax largest body of a forwarded call
 * @param fileBodyMax largest body of a call forwarded to the vfs service; above every limit that service may have for a
 *     file, so that its own limit is the one that holds
 * @param connectionsMax open at once to each service
 */
@ConfigurationProperties("signalbox.owners")
public record OwnersProperties(
        @DefaultValue("http://127.0.0.1:8101") URI provider,
        @DefaultValue("http://127.0.0.1:8102") URI catalog,
        @DefaultValue("http://127.0.0.1:8103") URI credential,
        @DefaultValue("http://127.0.0.1:8104") URI usage,
        @DefaultValue("http://127.0.0.1:8105") URI vfs,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("120s") Duration answerTimeout,
        @DefaultValue("1s") Duration lookUpTimeout,
        @DefaultValue("10MB") DataSize bodyMax,
        @DefaultValue("300MB") DataSize fileBodyMax,
        @DefaultValue("100") int connectionsMax) {
    /** Where a service answers; the gateway's own paths are never forwarded. */
    public URI baseUrl(Owner owner) {
        return switch (owner) {
            case PROVIDER -> provider;
            case CATALOG -> catalog;
            case CREDENTIAL -> credential;
            case USAGE -> usage;
            case VFS -> vfs;
            case GATEWAY -> throw new IllegalArgumentException("the gateway answers its own paths itself");
        };
    }

    /** What passes through is not gathered here, so files may be large. */
    public DataSize bodyMax(Owner owner) {
        return owner == Owner.VFS ? fileBodyMax : bodyMax;
    }
}
