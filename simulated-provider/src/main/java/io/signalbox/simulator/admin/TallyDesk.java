package io.signalbox.simulator.admin;

import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.tally.ReceivedRequests;
import io.signalbox.simulator.tally.Tally;
import io.signalbox.simulator.tally.TallyEntry;
import io.signalbox.simulator.wire.Delivery;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Reads and clears the count, and shows the last requests. */
public final class TallyDesk {
    private static final int LIMIT_DEFAULT = 10_000;
    private static final int LIMIT_MAX = 50_000;

    private final Tally tally;
    private final ReceivedRequests requests;

    public TallyDesk(Tally tally, ReceivedRequests requests) {
        this.tally = tally;
        this.requests = requests;
    }

    public Map<String, AdminApi.Action> actions() {
        return Map.of(
                "GET /admin/tally", this::entries,
                "GET /admin/tally/summary", call -> AdminApi.json(200, tally.summary()),
                "DELETE /admin/tally", call -> clear(),
                "GET /admin/requests/last", call -> AdminApi.json(200, requests.last((int) call.number("n", 1))));
    }

    private Delivery entries(AdminCall call) {
        int limit = (int) Math.min(LIMIT_MAX, call.number("limit", LIMIT_DEFAULT));
        List<TallyEntry> entries = tally.entries(call.number("since", 0), limit);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (TallyEntry entry : entries) {
            lines.writeBytes(Json.bytes(entry));
            lines.write('\n');
        }
        Delivery delivery = Delivery.bytes(200, "application/x-ndjson", lines.toByteArray(), Tokens.NONE);
        if (entries.size() == limit && limit > 0) {
            delivery.headers().set("x-next-since", entries.getLast().sequence());
        }
        return delivery;
    }

    private Delivery clear() {
        tally.clear();
        requests.clear();
        return AdminApi.json(200, tally.summary());
    }
}
