package io.signalbox.gateway.pipeline;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.attempt.Reply;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.ModelOffer;
import io.signalbox.gateway.snapshot.Snapshot;

/** Replies that need no target. */
final class Replies {
    private Replies() {}

    static Reply json(byte[] body) {
        return json(200, body);
    }

    static Reply.Whole json(int status, byte[] body) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        return new Reply.Whole(status, headers, Unpooled.wrappedBuffer(body));
    }

    /** One thing the key may name; refuses what it may not name as if there were none. */
    static ModelOffer offer(Snapshot snapshot, AccessKey key, String id) {
        return snapshot.models(key).stream()
                .filter(offer -> offer.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        GatewayRefusal.MODEL_NOT_FOUND.refusedAt("model", id, "GET /v1/models lists what there is."));
    }
}
