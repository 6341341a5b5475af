package io.signalbox.gateway.pipeline;

import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.snapshot.Resolution;
import io.signalbox.gateway.snapshot.RoutePlan;
import java.util.List;

/** What a name stood for, or a refusal that says what could have been meant. */
final class Resolved {
    private Resolved() {}

    static RoutePlan plan(Resolution resolution, String asked) {
        return switch (resolution) {
            case RoutePlan plan -> plan;
            case Resolution.NotFound notFound ->
                throw GatewayRefusal.MODEL_NOT_FOUND.refusedAt("model", asked, closest(notFound.candidates()));
            case Resolution.NotAllowed notAllowed ->
                throw GatewayRefusal.MODEL_NOT_ALLOWED.refusedAt("model", notAllowed.name());
        };
    }

    private static String closest(List<String> candidates) {
        return candidates.isEmpty()
                ? "GET /v1/models lists what there is."
                : "Did you mean " + String.join(" or ", candidates) + "?";
    }
}
