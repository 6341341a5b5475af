package io.signalbox.adapter.azure;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.wire.ModelPage;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.Verdicts;

/** Lists models. The list needs the key and costs no tokens. */
final class AzureProbe implements Probe {
    private final AzureFailures failures;

    AzureProbe(AzureFailures failures) {
        this.failures = failures;
    }

    @Override
    public HttpCall call(Connection connection) {
        return new HttpCall(
                "GET",
                AzurePaths.of(connection).models(),
                Settings.of(connection).headers(),
                null);
    }

    @Override
    public Verdict read(HttpReply reply) {
        if (reply.status() / 100 != 2) {
            return Verdicts.of(failures.read(reply.status(), reply.headers(), reply.body()));
        }
        return ModelPage.isOne(reply, AzureModelListing.ARRAY) ? Verdict.ok() : Verdicts.notThisProvider();
    }
}
