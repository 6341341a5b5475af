package io.signalbox.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Dialects;
import io.signalbox.simulator.dialect.ListedModel;
import io.signalbox.simulator.wire.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/** Changes what is accepted and served while the simulator runs: keys, models, the port itself. */
public final class Switchboard {
    private static final int CLOSED_MILLIS_MAX = 600_000;

    private final Dialects dialects;
    private final Keys keys;
    private final BiConsumer<Integer, Runnable> port;

    public Switchboard(Dialects dialects, Keys keys, BiConsumer<Integer, Runnable> port) {
        this.dialects = dialects;
        this.keys = keys;
        this.port = port;
    }

    /** Adds and removes accepted keys. */
    public interface Keys {
        void add(String dialect, String key);

        void remove(String dialect, String key);
    }

    public Map<String, AdminApi.Action> actions() {
        return Map.of(
                "POST /admin/keys", this::keys,
                "POST /admin/models", this::models,
                "POST /admin/listener", this::listener);
    }

    private Delivery keys(AdminCall call) {
        Dialect dialect = dialect(call.body());
        texts(call.body(), "add").forEach(key -> keys.add(dialect.id(), key));
        texts(call.body(), "remove").forEach(key -> keys.remove(dialect.id(), key));
        return AdminApi.json(200, Map.of("dialect", dialect.id()));
    }

    private Delivery models(AdminCall call) {
        Dialect dialect = dialect(call.body());
        texts(call.body(), "add").forEach(dialect.models()::add);
        texts(call.body(), "remove").forEach(dialect.models()::remove);
        List<String> ids = dialect.models().all().stream().map(ListedModel::id).toList();
        return AdminApi.json(200, Map.of("dialect", dialect.id(), "models", ids));
    }

    private Delivery listener(AdminCall call) {
        AdminCall.allowOnly(call.body(), Set.of("closedForMillis"));
        Integer millis = AdminCall.optionalNumber(call.body(), "closedForMillis");
        if (millis == null || millis < 0 || millis > CLOSED_MILLIS_MAX) {
            throw new IllegalArgumentException("'closedForMillis' must be from 0 to " + CLOSED_MILLIS_MAX + ".");
        }
        CountDownLatch closed = new CountDownLatch(1);
        port.accept(millis, closed::countDown);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return AdminApi.json(200, Map.of("closedForMillis", millis));
    }

    private Dialect dialect(JsonNode body) {
        AdminCall.allowOnly(body, Set.of("dialect", "add", "remove"));
        String id = AdminCall.text(body, "dialect");
        return dialects.find(id).orElseThrow(() -> new IllegalArgumentException("There is no dialect '" + id + "'."));
    }

    private static List<String> texts(JsonNode body, String field) {
        JsonNode values = body.path(field);
        ArrayList<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual() || value.asText().isEmpty()) {
                throw new IllegalArgumentException("'" + field + "' must be an array of texts.");
            }
            texts.add(value.asText());
        }
        return texts;
    }
}
