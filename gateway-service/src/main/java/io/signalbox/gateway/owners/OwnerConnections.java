package io.signalbox.gateway.owners;

import io.netty.channel.ChannelOption;
import io.signalbox.contracts.PathOwners.Owner;
import java.io.Closeable;
import java.time.Duration;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Pooled connections to the services of this installation; nothing a user names is ever called through them. */
public final class OwnerConnections implements Closeable {
    private static final Duration IDLE_MAX = Duration.ofSeconds(20);
    private static final int WAITING_MAX = 1_000;

    private final OwnersProperties properties;
    private final ConnectionProvider pool;
    private final HttpClient client;

    public OwnerConnections(OwnersProperties properties) {
        this.properties = properties;
        this.pool = ConnectionProvider.builder("owners")
                .maxConnections(properties.connectionsMax())
                .pendingAcquireMaxCount(WAITING_MAX)
                .pendingAcquireTimeout(properties.connectTimeout().multipliedBy(2))
                .maxIdleTime(IDLE_MAX)
                .build();
        this.client = HttpClient.create(pool)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis())
                .responseTimeout(properties.answerTimeout())
                .followRedirect(false);
    }

    /** A client whose paths are the owner's. */
    public HttpClient to(Owner owner) {
        return client.baseUrl(properties.baseUrl(owner).toString().replaceAll("/+$", ""));
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
