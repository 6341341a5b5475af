package io.signalbox.adapter.openai;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.Verdicts;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;

/**
 * Lists models, or where the list is open to everybody calls the path that the settings name. Costs no tokens.
 */
final class OpenAiProbe implements Probe {
    private final OpenAiModelListing listing;
    private final OpenAiFailures failures;

    OpenAiProbe(OpenAiModelListing listing, OpenAiFailures failures) {
        this.listing = listing;
        this.failures = failures;
    }

    @Override
    public HttpCall call(Connection connection) {
        OpenAiSettings settings = OpenAiSettings.of(connection);
        return new HttpCall("GET", settings.probePath(OpenAiModelListing.PATH), settings.headers(), null);
    }

    @Override
    public Verdict read(HttpReply reply) {
        if (reply.status() / 100 != 2) {
            return Verdicts.of(failures.read(reply.status(), reply.headers(), reply.body()));
        }
        return isList(reply) || isObjectWithData(reply) ? Verdict.ok() : Verdicts.notThisProvider();
    }

    private boolean isList(HttpReply reply) {
        try {
            listing.models(reply);
            return true;
        } catch (UnreadableAnswerException anotherFormat) {
            return false;
        }
    }

    private static boolean isObjectWithData(HttpReply reply) {
        try {
            return WireJson.tree(reply.body()).path("data").isObject();
        } catch (IOException notJson) {
            return false;
        }
    }
}
