package io.signalbox.gateway.pipeline;

import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.dialect.responses.KeptResponse;
import io.signalbox.gateway.dialect.responses.PreviousResponse;
import io.signalbox.gateway.dialect.responses.ResponseIds;
import io.signalbox.gateway.dialect.responses.ResponseIds.Origin;
import io.signalbox.gateway.dialect.responses.ResponsesRequest;
import io.signalbox.gateway.dialect.responses.ResponsesRequest.Circumstances;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.Resolution;
import io.signalbox.gateway.snapshot.RoutePlan;
import io.signalbox.gateway.snapshot.Snapshot;
import io.signalbox.gateway.snapshot.Target;
import java.time.Instant;
import java.util.Locale;

/**
 * Requests that stand beside an earlier one: a response can be gone on from, shown, ended and deleted only by the target
 * that made it, and its id says which that is.
 */
final class Responses {
    private static final String PREVIOUS = "previous_response_id";

    private final ResponseIds ids;

    Responses(ResponseIds ids) {
        this.ids = ids;
    }

    /** Reads a request for a response; throws a refusal when it is none. */
    ResponsesRequest request(Call call, AccessKey key, byte[] body, Instant at) {
        return ResponsesRequest.read(body, new Circumstances(ids, key.tenant(), call.requestId(), at));
    }

    /**
     * The plan for a request: {@code usual}, or of that the one target which made what it goes on from. A request that names
     * no model goes on where it was.
     */
    RoutePlan plan(ResponsesRequest request, Resolution usual, AccessKey key, Snapshot snapshot) {
        String id = request.previousId();
        if (id.isEmpty()) {
            return Resolved.plan(usual, request.modelAsked());
        }
        Origin origin = ids.origin(key.tenant(), id)
                .orElseThrow(() -> GatewayRefusal.PREVIOUS_RESPONSE_UNKNOWN.refusedAt(PREVIOUS));
        if (!origin.kept()) {
            throw GatewayRefusal.PREVIOUS_RESPONSE_NOT_KEPT.refusedAt(PREVIOUS, origin.model());
        }
        request.goesOnFrom(new PreviousResponse(id, origin));
        Resolution made = snapshot.made(key, origin.configurationId(), origin.model());
        if (request.modelAsked().isEmpty()) {
            return Resolved.plan(made, origin.model());
        }
        String maker = made instanceof RoutePlan ? maker(made) : "that target, which is gone or not for this key";
        return Resolved.plan(usual, request.modelAsked())
                .onlyAt(origin.configurationId(), origin.model())
                .orElseThrow(() ->
                        GatewayRefusal.PREVIOUS_RESPONSE_ELSEWHERE.refusedAt(PREVIOUS, request.modelAsked(), maker));
    }

    /** What is asked of a response that is kept, and the plan that has its target alone. */
    record Asked(KeptResponse request, RoutePlan plan) {}

    /** The way to a response; refuses ids that no answer to this tenant had. */
    Asked kept(Call call, Endpoint.Kept asked, AccessKey key, Snapshot snapshot) {
        Origin origin = ids.origin(key.tenant(), asked.id())
                .orElseThrow(() -> GatewayRefusal.RESPONSE_UNKNOWN.refused(asked.id()));
        if (!origin.kept()) {
            throw GatewayRefusal.RESPONSE_NOT_KEPT.refused(origin.model());
        }
        Resolution made = snapshot.made(key, origin.configurationId(), origin.model());
        if (!(made instanceof RoutePlan plan)) {
            throw GatewayRefusal.RESPONSE_UNKNOWN.refused(asked.id());
        }
        if (call.query().toLowerCase(Locale.ROOT).contains("stream=true")) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt("stream", "stream", "false: what is kept is given whole");
        }
        KeptResponse request = new KeptResponse(
                ids,
                key.tenant(),
                new PreviousResponse(asked.id(), origin),
                call.method(),
                asked.way(),
                call.query(),
                maker(made));
        return new Asked(request, plan);
    }

    private static String maker(Resolution made) {
        return made instanceof RoutePlan plan && plan.root() instanceof Target target ? target.address() : "";
    }
}
