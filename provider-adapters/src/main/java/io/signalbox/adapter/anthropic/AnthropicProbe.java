package io.signalbox.adapter.anthropic;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.wire.ModelPage;
import io.signalbox.adapter.wire.Verdicts;

/** Asks for one model. The list needs the key and costs no tokens. */
final class AnthropicProbe implements Probe {
    private final AnthropicFailures failures;

    AnthropicProbe(AnthropicFailures failures) {
        this.failures = failures;
    }

    @Override
    public HttpCall call(Connection connection) {
        return new HttpCall(
                "GET", "/v1/models?limit=1", AnthropicSettings.of(connection).headers(), null);
    }

    @Override
    public Verdict read(HttpReply reply) {
        if (reply.status() / 100 != 2) {
            return Verdicts.of(failures.read(reply.status(), reply.headers(), reply.body()));
        }
        return ModelPage.isOne(reply, AnthropicModelListing.ARRAY) ? Verdict.ok() : Verdicts.notThisProvider();
    }
}
