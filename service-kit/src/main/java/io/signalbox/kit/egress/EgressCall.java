package io.signalbox.kit.egress;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.kit.egress.EgressFailedException.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * A call that waits for its whole answer, within a time and a size. For the control plane, on virtual threads and
 * outside any transaction. Guarded when its client is {@link Egress#client()}.
 */
public final class EgressCall {
    private static final class TooLargeException extends IOException {}

    private final HttpClient client;
    private final long responseSizeMax;

    public EgressCall(HttpClient client, long responseSizeMax) {
        this.client = client;
        this.responseSizeMax = responseSizeMax;
    }

    /**
     * Any status is an answer.
     *
     * @throws EgressRefusedException when the address may not be called
     * @throws EgressFailedException when there was no usable answer
     */
    public EgressResponse send(EgressRequest request) throws EgressRefusedException, EgressFailedException {
        Egress.check(request.uri());
        HttpClient.RequestSender sender = client.headers(
                        headers -> request.headers().forEach(headers::set))
                .request(HttpMethod.valueOf(request.method()))
                .uri(request.uri());
        HttpClient.ResponseReceiver<?> receiver = request.body().length == 0
                ? sender
                : sender.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.body())));
        try {
            return Objects.requireNonNull(receiver.response(this::read)
                    .single()
                    .timeout(request.timeout())
                    .block());
        } catch (RuntimeException e) {
            throw failure(request, Exceptions.unwrap(e));
        }
    }

    private Mono<EgressResponse> read(HttpClientResponse head, ByteBufFlux body) {
        Map<String, String> headers = new TreeMap<>();
        head.responseHeaders()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return body.asByteArray()
                .reduceWith(ByteArrayOutputStream::new, this::append)
                .map(bytes -> new EgressResponse(head.status().code(), headers, bytes.toByteArray()));
    }

    private ByteArrayOutputStream append(ByteArrayOutputStream bytes, byte[] chunk) {
        if (bytes.size() + (long) chunk.length > responseSizeMax) {
            throw Exceptions.propagate(new TooLargeException());
        }
        bytes.writeBytes(chunk);
        return bytes;
    }

    private static EgressFailedException failure(EgressRequest request, Throwable fault) throws EgressRefusedException {
        return switch (fault) {
            case EgressRefusedException refused -> throw refused;
            case UnknownHostException unknown -> new EgressFailedException(Failure.UNKNOWN_HOST, request, unknown);
            case ConnectException connect -> new EgressFailedException(Failure.CONNECT, request, connect);
            case SSLException tls -> new EgressFailedException(Failure.TLS, request, tls);
            case TimeoutException late -> new EgressFailedException(Failure.TIMEOUT, request, late);
            case io.netty.handler.timeout.TimeoutException late ->
                new EgressFailedException(Failure.TIMEOUT, request, late);
            case TooLargeException large -> new EgressFailedException(Failure.TOO_LARGE, request, large);
            case IOException broken -> new EgressFailedException(Failure.BROKEN, request, broken);
            case RuntimeException bug when !(bug instanceof IllegalStateException) -> throw bug;
            // Reactor says "timeout on blocking read" in this form.
            case Throwable other -> new EgressFailedException(Failure.BROKEN, request, other);
        };
    }
}
