package io.signalbox.adapter.cohere;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.Verdicts;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;

/** Asks whether the key is good, which is a call of its own here and costs nothing. */
final class CohereProbe implements Probe {
    private final CohereFailures failures;

    CohereProbe(CohereFailures failures) {
        this.failures = failures;
    }

    @Override
    public HttpCall call(Connection connection) {
        return new HttpCall("POST", "/v1/check-api-key", Settings.of(connection).headers(), null);
    }

    @Override
    public Verdict read(HttpReply reply) {
        if (reply.status() / 100 != 2) {
            return Verdicts.of(failures.read(reply.status(), reply.headers(), reply.body()));
        }
        try {
            return switch (WireJson.tree(reply.body()).path("valid").asText("")) {
                case "true" -> Verdict.ok();
                case "false" ->
                    new Verdict(false, FailureKind.CREDENTIAL_REFUSED, "The provider says the key is not valid.");
                default -> Verdicts.notThisProvider();
            };
        } catch (IOException notJson) {
            return Verdicts.notThisProvider();
        }
    }
}
