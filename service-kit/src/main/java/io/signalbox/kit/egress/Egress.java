package io.signalbox.kit.egress;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The guarded way out. Every call to an address that came from outside (a configuration's base URL, a webhook) goes
 * through {@link #client()}: redirects off, no silent retries, the address checked at connect time, pools bounded.
 */
public final class Egress implements AutoCloseable {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String GUARD = "signalbox.connect-guard";

    private final ConnectionProvider connections;
    private final HttpClient client;

    public Egress(EgressProperties properties) {
        var policy = new AddressPolicy(properties.allow());
        connections = ConnectionProvider.builder("egress")
                .maxConnections(properties.connectionsMax())
                .pendingAcquireMaxCount(properties.pendingMax())
                .pendingAcquireTimeout(properties.pendingTimeout())
                .maxIdleTime(properties.idleTimeout())
                .build();
        client = HttpClient.create(connections)
                .followRedirect(false)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis())
                .doOnChannelInit(
                        (observer, channel, remote) -> channel.pipeline().addFirst(GUARD, new ConnectGuard(policy)));
    }

    /** Never give it another resolver, proxy or channel initialiser: they would go around the guard. */
    public HttpClient client() {
        return client;
    }

    /** Reads an address somebody has typed in. Refuses what could never be called, before anything is sent. */
    public static URI target(String text) throws EgressRefusedException {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new EgressRefusedException("the address", "it is not a URL like https://api.example.com/v1.");
        }
        check(uri);
        return uri;
    }

    static void check(URI uri) throws EgressRefusedException {
        @Nullable String scheme = uri.getScheme();
        if (uri.getHost() == null || scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new EgressRefusedException("the address", "it is not a URL like https://api.example.com/v1.");
        }
        if (uri.getRawUserInfo() != null) {
            throw new EgressRefusedException(uri.getHost(), "the URL carries a user name; keys are given apart.");
        }
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
