package io.signalbox.provider.calling;

import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.kit.egress.EgressCall;
import io.signalbox.kit.egress.EgressFailedException;
import io.signalbox.kit.egress.EgressRefusedException;
import io.signalbox.kit.egress.EgressRequest;
import io.signalbox.kit.egress.EgressResponse;
import io.signalbox.kit.identity.Secret;
import io.signalbox.provider.type.TypeDefinition;
import io.signalbox.provider.type.TypeRefusal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a provider's management calls. The key is put into its header here, last, and nowhere else. */
@Component
public final class ProviderCalls {
    /** How long a listing or a probe may take. */
    private static final Duration CALL_MAX = Duration.ofSeconds(15);

    private final Adapters adapters;
    private final EgressCall egress;

    ProviderCalls(Adapters adapters, EgressCall egress) {
        this.adapters = adapters;
        this.egress = egress;
    }

    /** The adapter a type speaks. */
    public ProviderAdapter adapter(TypeDefinition type) {
        return adapters.named(type.adapter())
                .orElseThrow(() -> TypeRefusal.ADAPTER_UNKNOWN.refusedAt(
                        "adapter",
                        type.adapter(),
                        String.join(", ", adapters.all().keySet())));
    }

    /** Where a configuration of that type is reached; its headers and settings win over the type's. */
    public static Connection connection(
            TypeDefinition type, String baseUrl, Map<String, String> headers, Map<String, Object> settings) {
        return new Connection(
                URI.create(baseUrl),
                Connection.merged(type.headers(), headers),
                Connection.merged(type.settings(), settings));
    }

    /**
     * Makes one call.
     *
     * @throws EgressRefusedException when the address may not be called
     * @throws EgressFailedException when there was no usable answer
     */
    public HttpReply send(TypeDefinition type, Connection connection, @Nullable Secret key, HttpCall call)
            throws EgressRefusedException, EgressFailedException {
        Map<String, String> headers = new HashMap<>(connection.headers());
        headers.putAll(call.headers());
        if (key != null) {
            headers.put(
                    type.authHeader(),
                    type.authPrefix().isEmpty() ? key.reveal() : type.authPrefix() + " " + key.reveal());
        }
        byte[] body = call.body() == null ? new byte[0] : call.body();
        EgressResponse response = egress.send(new EgressRequest(
                call.method(), URI.create(connection.baseUrl() + call.path()), headers, body, CALL_MAX));
        return new HttpReply(response.status(), name -> response.header(name).orElse(null), response.body());
    }
}
