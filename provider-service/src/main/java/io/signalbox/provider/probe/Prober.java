package io.signalbox.provider.probe;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.Probe.Verdict;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.kit.egress.EgressFailedException;
import io.signalbox.kit.egress.EgressRefusedException;
import io.signalbox.kit.identity.Secret;
import io.signalbox.provider.calling.ProviderCalls;
import io.signalbox.provider.type.TypeDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a connection by the cheapest real call the provider has. */
@Component
public final class Prober {
    private final ProviderCalls calls;

    Prober(ProviderCalls calls) {
        this.calls = calls;
    }

    /** What a try came to, and how long it took. */
    public record Result(Verdict verdict, long latencyMillis) {}

    /** One real call; never throws for what the other side does. */
    public Result probe(TypeDefinition type, Connection connection, @Nullable Secret key) {
        long began = System.nanoTime();
        Verdict verdict = verdict(type, connection, key);
        return new Result(verdict, (System.nanoTime() - began) / 1_000_000);
    }

    private Verdict verdict(TypeDefinition type, Connection connection, @Nullable Secret key) {
        Probe probe = calls.adapter(type).probe();
        try {
            return probe.read(calls.send(type, connection, key, probe.call(connection)));
        } catch (EgressRefusedException e) {
            return new Verdict(false, FailureKind.CONNECT_FAILED, String.valueOf(e.getMessage()));
        } catch (EgressFailedException e) {
            return switch (e.failure()) {
                case UNKNOWN_HOST -> failed(FailureKind.CONNECT_FAILED, "there is no host of that name", connection);
                case CONNECT -> failed(FailureKind.CONNECT_FAILED, "nothing answers there", connection);
                case TLS -> failed(FailureKind.CONNECT_FAILED, "its certificate is not good", connection);
                case TIMEOUT -> failed(FailureKind.CONNECT_TIMEOUT, "it did not answer in time", connection);
                case TOO_LARGE -> failed(FailureKind.MALFORMED_ANSWER, "its answer is too large", connection);
                case BROKEN -> failed(FailureKind.CONNECTION_LOST, "the connection broke", connection);
            };
        }
    }

    private static Verdict failed(FailureKind kind, String why, Connection connection) {
        return new Verdict(false, kind, connection.baseUrl().getAuthority() + ": " + why + ".");
    }
}
