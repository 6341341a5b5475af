package io.signalbox.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.fault.Fault;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import io.signalbox.simulator.fault.Faults;
import io.signalbox.simulator.fault.Match;
import io.signalbox.simulator.wire.Delivery;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arms, lists and clears fault rules. Keys of a rule are not read back. */
public final class FaultDesk {
    private static final Set<String> FIELDS = Set.of(
            "match",
            "fault",
            "times",
            "forever",
            "after",
            "probability",
            "seed",
            "millis",
            "bytes",
            "retryAfterSeconds",
            "message");
    private static final Set<String> MATCH_FIELDS = Set.of("dialect", "model", "key", "attempt", "operation");

    private final Faults faults;

    public FaultDesk(Faults faults) {
        this.faults = faults;
    }

    public Map<String, AdminApi.Action> actions() {
        return Map.of(
                "GET /admin/faults", call -> AdminApi.json(200, shown()),
                "POST /admin/faults", this::arm,
                "DELETE /admin/faults", call -> clear(),
                "DELETE /admin/faults/*", this::remove,
                "GET /admin/faults/kinds", call -> AdminApi.json(200, kinds()));
    }

    private Delivery arm(AdminCall call) {
        String id = faults.add(rule(call.body()));
        return AdminApi.json(201, Map.of("id", id));
    }

    private Delivery clear() {
        faults.clear();
        return AdminApi.json(200, shown());
    }

    private Delivery remove(AdminCall call) {
        return faults.remove(call.lastSegment())
                ? AdminApi.json(200, shown())
                : AdminApi.problem(404, "There is no rule '" + call.lastSegment() + "'.");
    }

    private static FaultRule rule(JsonNode body) {
        AdminCall.allowOnly(body, FIELDS);
        String name = AdminCall.text(body, "fault");
        FaultKind kind = FaultKind.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no fault '" + name + "'; GET /admin/faults/kinds lists them."));
        Fault fault = new Fault(
                kind,
                AdminCall.optionalNumber(body, "millis"),
                AdminCall.optionalNumber(body, "bytes"),
                AdminCall.optionalNumber(body, "retryAfterSeconds"),
                AdminCall.optionalText(body, "message"));
        Integer after = AdminCall.optionalNumber(body, "after");
        return new FaultRule(
                match(body.path("match")),
                fault,
                times(body),
                after == null ? 0 : after,
                body.path("probability").asDouble(1),
                body.path("seed").asLong(0));
    }

    private static @Nullable Integer times(JsonNode body) {
        Integer times = AdminCall.optionalNumber(body, "times");
        boolean forever = body.path("forever").asBoolean();
        if (forever && times != null) {
            throw new IllegalArgumentException("Give 'times' or 'forever', not both.");
        }
        if (forever) {
            return null;
        }
        return times == null ? 1 : times;
    }

    private static Match match(JsonNode match) {
        if (match.isMissingNode() || match.isNull()) {
            return Match.ANY;
        }
        AdminCall.allowOnly(match, MATCH_FIELDS);
        return new Match(
                AdminCall.optionalText(match, "dialect"),
                AdminCall.optionalText(match, "model"),
                AdminCall.optionalText(match, "key"),
                AdminCall.optionalNumber(match, "attempt"),
                AdminCall.optionalText(match, "operation"));
    }

    private List<Map<String, Object>> shown() {
        return faults.states().stream()
                .map(state -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("id", state.id());
                    shown.put("fault", state.rule().fault().kind().wireName());
                    Integer times = state.rule().times();
                    shown.put("times", times == null ? "forever" : times);
                    shown.put("matched", state.matched());
                    shown.put("struck", state.struck());
                    return shown;
                })
                .toList();
    }

    private static List<Map<String, Object>> kinds() {
        return Arrays.stream(FaultKind.values())
                .map(kind -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("fault", kind.wireName());
                    shown.put("befalls", kind.scope());
                    shown.put("effect", kind.effect());
                    shown.put("meaning", kind.meaning());
                    return shown;
                })
                .toList();
    }
}
