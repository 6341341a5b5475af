package io.signalbox.adapter.ollama;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.wire.ModelPage;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.Verdicts;

/** Lists models: there is no key to prove, only that Ollama is there. */
final class OllamaProbe implements Probe {
    private final OllamaFailures failures;

    OllamaProbe(OllamaFailures failures) {
        this.failures = failures;
    }

    @Override
    public HttpCall call(Connection connection) {
        return new HttpCall(
                "GET", OllamaModelListing.PATH, Settings.of(connection).headers(), null);
    }

    @Override
    public Verdict read(HttpReply reply) {
        if (reply.status() / 100 != 2) {
            return Verdicts.of(failures.read(reply.status(), reply.headers(), reply.body()));
        }
        return ModelPage.isOne(reply, OllamaModelListing.ARRAY) ? Verdict.ok() : Verdicts.notThisProvider();
    }
}
