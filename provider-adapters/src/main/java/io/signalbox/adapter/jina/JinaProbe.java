package io.signalbox.adapter.jina;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.wire.ModelPage;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.Verdicts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Embeds one letter: the list of models is open to everybody, and no call that needs the key is free. */
final class JinaProbe implements Probe {
    private static final byte[] BODY =
            "{\"model\":\"jina-embeddings-v3\",\"input\":[\"a\"]}".getBytes(StandardCharsets.UTF_8);

    private final FailureReader failures;

    JinaProbe(FailureReader failures) {
        this.failures = failures;
    }

    @Override
    public HttpCall call(Connection connection) {
        Map<String, String> headers = new HashMap<>(Settings.of(connection).headers());
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json");
        return new HttpCall("POST", "/embeddings", Map.copyOf(headers), BODY);
    }

    @Override
    public Verdict read(HttpReply reply) {
        if (reply.status() / 100 != 2) {
            return Verdicts.of(failures.read(reply.status(), reply.headers(), reply.body()));
        }
        return ModelPage.isOne(reply, "data") ? Verdict.ok() : Verdicts.notThisProvider();
    }
}
