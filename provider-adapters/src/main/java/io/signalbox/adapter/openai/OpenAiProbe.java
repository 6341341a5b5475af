package io.signalbox.adapter.openai;

import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.BuiltInTypes;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.Verdicts;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Lists models, or where the list is open to everybody calls another path: the configuration's, or the one a built-in
 * type names for its own address. Costs no tokens.
 */
final class OpenAiProbe implements Probe {
    private static final Map<URI, String> KNOWN = known();

    private final OpenAiModelListing listing;
    private final OpenAiFailures failures;

    OpenAiProbe(OpenAiModelListing listing, OpenAiFailures failures) {
        this.listing = listing;
        this.failures = failures;
    }

    @Override
    public HttpCall call(Connection connection) {
        OpenAiSettings settings = OpenAiSettings.of(connection);
        String otherwise = KNOWN.getOrDefault(connection.baseUrl(), OpenAiModelListing.PATH);
        return new HttpCall("GET", settings.probePath(otherwise), settings.headers(), null);
    }

    private static Map<URI, String> known() {
        Map<URI, String> paths = new HashMap<>();
        for (BuiltInType type : BuiltInTypes.load()) {
            if (type.baseUrl() != null && type.probePath() != null) {
                paths.put(URI.create(type.baseUrl()), type.probePath());
            }
        }
        return Map.copyOf(paths);
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
