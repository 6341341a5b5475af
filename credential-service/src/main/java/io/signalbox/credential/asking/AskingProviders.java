package io.signalbox.credential.asking;

import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.kit.egress.EgressCall;
import io.signalbox.kit.egress.EgressFailedException;
import io.signalbox.kit.egress.EgressRefusedException;
import io.signalbox.kit.egress.EgressRequest;
import io.signalbox.kit.egress.EgressResponse;
import io.signalbox.kit.identity.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a provider whether a key is good, by the adapter's cheapest real call and through the guarded way out. */
@Component
public final class AskingProviders {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    private final Adapters adapters = Adapters.load();
    private final EgressCall egress;

    AskingProviders(EgressCall egress) {
        this.egress = egress;
    }

    /**
     * Returns when the key is good or the provider needs none; refuses it when the provider does, and says so when the
     * provider cannot be asked. Nothing of the key is in what is said.
     */
    public void assertGood(BuiltInType type, URI baseUrl, Secret key) {
        if (!type.credentialRequired()) {
            return;
        }
        ProviderAdapter adapter = adapters.named(type.adapter())
                .orElseThrow(() -> new IllegalStateException("no adapter is called " + type.adapter()));
        Probe probe = adapter.probe();
        Connection connection = new Connection(baseUrl, type.headers(), type.settings());
        Probe.Verdict verdict = probe.read(send(request(type, probe.call(connection), connection, key)));
        if (verdict.valid()) {
            return;
        }
        String why = Objects.requireNonNullElse(verdict.message(), "it gave no reason");
        throw isAboutTheKey(verdict.failure())
                ? ProviderRefusal.KEY_REFUSED_BY_PROVIDER.refusedAt("apiKey", why)
                : ProviderRefusal.PROVIDER_NOT_REACHED.refused(why);
    }

    private static boolean isAboutTheKey(@Nullable FailureKind failure) {
        return failure == FailureKind.CREDENTIAL_REFUSED || failure == FailureKind.FORBIDDEN;
    }

    private static EgressRequest request(BuiltInType type, HttpCall call, Connection connection, Secret key) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(connection.headers());
        headers.putAll(call.headers());
        headers.put(type.authHeader(), (type.authPrefix() + " " + key.reveal()).strip());
        byte[] body = call.body();
        return new EgressRequest(
                call.method(),
                URI.create(connection.baseUrl() + call.path()),
                headers,
                body == null ? new byte[0] : body,
                ANSWER_MAX);
    }

    private HttpReply send(EgressRequest request) {
        try {
            EgressResponse response = egress.send(request);
            return new HttpReply(
                    response.status(), name -> response.headers().get(name.toLowerCase(Locale.ROOT)), response.body());
        } catch (EgressRefusedException refused) {
            throw ProviderRefusal.PROVIDER_ADDRESS_REFUSED.refusedAt("baseUrl", String.valueOf(refused.getMessage()));
        } catch (EgressFailedException failed) {
            throw ProviderRefusal.PROVIDER_NOT_REACHED.refused(
                    failed.failure().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }
}
