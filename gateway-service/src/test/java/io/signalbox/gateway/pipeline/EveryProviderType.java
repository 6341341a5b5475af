package io.signalbox.gateway.pipeline;

import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.dialect.Dialects;
import io.signalbox.simulator.tally.ReceivedRequests.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A data plane with targets of every provider type there is, all of them at one simulated provider. */
public final class EveryProviderType implements AutoCloseable {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final Dialects simulated = new Dialects();
    private final SimulatedProvider provider;

    /** What is not started yet; {@link #target} adds to it. */
    public EveryProviderType() {
        try {
            provider = SimulatedProvider.start(Settings.local().withThreads(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        simulated.all().forEach(dialect -> provider.models(dialect.id()).add("small"));
    }

    /** A target of that type by a route of that name, which tries it once. */
    public void target(String name, BuiltInType type) {
        ProviderAdapter adapter = Adapters.load().named(type.adapter()).orElseThrow();
        String dialect = Stream.of(
                        type.type(), adapter.name(), adapter.dialect().wire())
                .filter(id -> simulated.find(id).isPresent())
                .findFirst()
                .orElseThrow();
        provider.keys().add(dialect, "sk-" + name);
        gateway.target(name, type.type(), adapter.name(), provider.baseUrl(dialect), Map.of())
                .route(name, DataPlaneFixture.QUICK, 1, name);
    }

    public EveryProviderType start() {
        gateway.start();
        return this;
    }

    public HttpResponse<String> post(String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = gateway.caller().post(path, body);
        headers.forEach(request::header);
        return gateway.caller().send(request);
    }

    /** What the provider got of a call; nothing where it was not called. */
    public Optional<ReceivedRequest> received(HttpResponse<String> reply) {
        String id = reply.headers().firstValue("x-request-id").orElseThrow();
        return provider.requests().lastWith("x-signalbox-request-id", id);
    }

    @Override
    public void close() {
        gateway.close();
        try {
            provider.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
