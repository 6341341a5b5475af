package io.signalbox.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.kit.egress.EgressRefusedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why there was no connection, in words that name no address. */
public final class ConnectFailures {
    private ConnectFailures() {}

    /** What a caller and the ledger are told of it. */
    public static Failure of(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException timeout ->
                Failure.of(FailureKind.CONNECT_TIMEOUT, "no connection to the provider in time");
            case TimeoutException busy -> failed("all connections to the provider are in use");
            case EgressRefusedException forbidden -> failed("the provider's address may not be called from here");
            case UnknownHostException unknown -> failed("the provider's host name is not known");
            case SSLException untrusted -> failed("no secure connection to the provider could be agreed on");
            case ConnectException refused -> failed("the provider refused the connection");
            default -> failed("no connection to the provider");
        };
    }

    private static Failure failed(String message) {
        return Failure.of(FailureKind.CONNECT_FAILED, message);
    }
}
