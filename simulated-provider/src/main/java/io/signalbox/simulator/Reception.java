package io.signalbox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.admin.AdminApi;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Dialects;
import io.signalbox.simulator.dialect.Operation;
import io.signalbox.simulator.dialect.Stamp;
import io.signalbox.simulator.fault.Fault;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.tally.ReceivedRequests;
import io.signalbox.simulator.tally.Tally;
import io.signalbox.simulator.tally.TallyEntry;
import io.signalbox.simulator.wire.Delivery;
import io.signalbox.simulator.wire.Incoming;
import io.signalbox.simulator.wire.Responder;
import io.signalbox.simulator.wire.Witness;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where every request comes in: health and the operator's questions aside, it is written to the tally before anything is
 * answered, and what was answered before its last byte.
 */
final class Reception implements Responder {
    private static final int REFUSED_MILLIS = 1000;

    private final Dialects dialects;
    private final ProviderDesk desk;
    private final Tally tally;
    private final ReceivedRequests requests;
    private final AdminApi admin;
    private final Clock clock;
    private final PortShutter shutter;

    Reception(Dialects dialects, ProviderDesk desk, Books books, AdminApi admin, PortShutter shutter) {
        this.dialects = dialects;
        this.desk = desk;
        this.tally = books.tally();
        this.requests = books.requests();
        this.clock = books.clock();
        this.admin = admin;
        this.shutter = shutter;
    }

    /** What is written down, and by which clock. */
    record Books(Tally tally, ReceivedRequests requests, Clock clock) {}

    /** Closes the port for a while and then runs what is given. */
    interface PortShutter {
        void closeFor(int millis, Runnable whenClosed);
    }

    @Override
    public void respond(Incoming incoming, BiConsumer<Delivery, Witness> whenReady) {
        String path = incoming.path();
        if (path.equals("/health")) {
            byte[] up = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
            whenReady.accept(Delivery.json(200, up, Tokens.NONE), Witness.NONE);
            return;
        }
        int end = path.indexOf('/', 1);
        String first = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        if (first.equals("admin")) {
            admin.answer(incoming, delivery -> whenReady.accept(delivery, Witness.NONE));
            return;
        }
        Dialect dialect = dialects.find(first).orElse(null);
        if (dialect == null || end < 0) {
            byte[] nobody = "{\"error\":\"nobody is simulated under this path\"}".getBytes(StandardCharsets.UTF_8);
            whenReady.accept(Delivery.json(404, nobody, Tokens.NONE), Witness.NONE);
            return;
        }
        serve(dialect, path.substring(end), incoming, whenReady);
    }

    private void serve(Dialect dialect, String path, Incoming incoming, BiConsumer<Delivery, Witness> whenReady) {
        Instant now = clock.instant();
        Operation operation = dialect.operation(incoming.method(), path);
        JsonNode body = dialect.completed(path, ProviderDesk.parsed(incoming));
        Visit read = new Visit(
                dialect.conversing(operation, body),
                operation,
                path,
                incoming,
                body,
                attempt(incoming),
                new Stamp(0, now.getEpochSecond()));
        TallyEntry received = tally.receive(TallyEntry.received(now, dialect.id(), operation.label())
                .from(
                        MaskedKey.of(dialect.presentedKey(incoming.headers())),
                        incoming.headers().get("x-signalbox-request-id"),
                        read.attempt())
                .asking(read.model(), read.stream()));
        Visit visit = read.stamped(new Stamp(received.sequence(), now.getEpochSecond()));
        requests.add(received.sequence(), incoming);
        ProviderDesk.Decision decision = desk.decide(visit);
        Delivery delivery = decision.delivery();
        Witness witness = (status, tokens, whole, bytes) -> tally.answer(received.answered(
                new TallyEntry.Answered(status, delivery.fault(), tokens, whole, bytes), clock.instant()));
        Fault fault = decision.fault();
        if (fault != null && fault.kind() == FaultKind.CONNECTION_REFUSED) {
            // Closing the port drops this connection too: what was answered is written before, not by whoever notices
            // the drop.
            witness.sent(0, Tokens.NONE, false, 0);
            shutter.closeFor(fault.millisOr(REFUSED_MILLIS), () -> whenReady.accept(delivery, Witness.NONE));
        } else {
            whenReady.accept(delivery, witness);
        }
    }

    private static @Nullable Integer attempt(Incoming incoming) {
        String attempt = incoming.headers().get("x-signalbox-attempt");
        return attempt != null && attempt.matches("[0-9]{1,4}") ? Integer.valueOf(attempt) : null;
    }
}
