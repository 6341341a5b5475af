package io.signalbox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.signalbox.simulator.conversation.Composer;
import io.signalbox.simulator.conversation.Directives;
import io.signalbox.simulator.conversation.Question;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.UnclearDirectiveException;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Forms;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Operation;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.fault.Effects;
import io.signalbox.simulator.fault.Fault;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.Faults;
import io.signalbox.simulator.fault.Match;
import io.signalbox.simulator.wire.Delivery;
import io.signalbox.simulator.wire.Incoming;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one request is answered: the key first, then a fault if one is armed or wished for, then the answer. A wrong
 * key is refused whatever else is armed.
 */
final class ProviderDesk {
    private final AcceptedKeys keys;
    private final Faults faults;

    ProviderDesk(AcceptedKeys keys, Faults faults) {
        this.keys = keys;
        this.faults = faults;
    }

    /** What was decided. */
    record Decision(Delivery delivery, @Nullable Fault fault) {}

    Decision decide(Visit visit) {
        try {
            return decideOrThrow(visit);
        } catch (ProviderErrorException e) {
            return new Decision(error(visit, e.error(), e.sentence()), null);
        } catch (UnclearDirectiveException e) {
            return new Decision(error(visit, ProviderError.INVALID_REQUEST, String.valueOf(e.getMessage())), null);
        }
    }

    private Decision decideOrThrow(Visit visit) {
        String key = visit.dialect().presentedKey(visit.incoming().headers());
        if (key == null || !keys.accepts(visit.dialect().id(), key)) {
            throw new ProviderErrorException(
                    ProviderError.UNAUTHORIZED, "Incorrect API key provided: " + MaskedKey.of(key) + ".");
        }
        if (visit.operation() == Operation.UNKNOWN) {
            throw new ProviderErrorException(
                    ProviderError.NOT_FOUND,
                    "Unknown request URL: " + visit.incoming().method() + " "
                            + visit.incoming().path() + ".");
        }
        JsonNode body = visit.body();
        if (body == null) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "We could not parse the JSON body of your request.");
        }
        return visit.operation().converses() ? chat(visit, key, body) : plain(visit, key, body);
    }

    private Decision chat(Visit visit, String key, JsonNode body) {
        Dialect dialect = visit.dialect();
        Question question = dialect.question(body);
        Directives directives = Directives.in(question.userText());
        Fault fault = fault(visit, key, directives);
        Reply reply = Composer.compose(question, directives);
        if (fault != null && fault.kind() == FaultKind.MISSING_USAGE) {
            reply = reply.withoutUsage();
        } else if (fault != null && fault.kind() == FaultKind.HUGE_CHUNK) {
            reply = reply.withHugeChunk(fault.bytesOrHuge());
        }
        Delivery right = question.stream()
                ? Delivery.stream(dialect.streamType(), dialect.stream(reply, visit.stamp()))
                : Delivery.json(200, dialect.whole(reply, visit.stamp()), reply.tokens());
        return finished(visit, right.paced(Composer.pace(question, directives)), fault);
    }

    private Decision plain(Visit visit, String key, JsonNode body) {
        Fault fault = faults.strike(suspect(visit, key));
        boolean usage = fault == null || fault.kind() != FaultKind.MISSING_USAGE;
        Call call = new Call(
                visit.operation(),
                visit.incoming().method(),
                visit.path(),
                visit.incoming().query(),
                visit.incoming().headers(),
                body,
                usage);
        Body answer = visit.dialect().answer(call);
        Delivery right = answer.frames().isEmpty()
                ? Delivery.bytes(200, answer.contentType(), answer.bytes(), answer.tokens())
                : Delivery.stream(answer.contentType(), answer.frames());
        return finished(visit, right, fault);
    }

    private static Decision finished(Visit visit, Delivery right, @Nullable Fault fault) {
        Delivery delivery = fault == null ? right : new Effects(fault, right, visit).apply();
        return new Decision(identified(visit, delivery), fault);
    }

    private @Nullable Fault fault(Visit visit, String key, Directives directives) {
        String wished = directives.fault();
        String model = String.valueOf(visit.model());
        if (wished != null && directives.meant(visit.dialect().id(), model, visit.attempt())) {
            FaultKind kind = FaultKind.named(wished)
                    .orElseThrow(() -> new UnclearDirectiveException("There is no fault '" + wished + "'."));
            return kind.befalls(visit.stream()) ? Fault.of(kind) : null;
        }
        return faults.strike(suspect(visit, key));
    }

    private static Match.Suspect suspect(Visit visit, String key) {
        return new Match.Suspect(
                visit.dialect().id(), visit.model(), key, visit.attempt(), visit.operation(), visit.stream());
    }

    private static Delivery error(Visit visit, ProviderError error, String message) {
        byte[] body = visit.body(error, message);
        return identified(visit, Delivery.json(visit.status(error), body, Tokens.NONE));
    }

    private static Delivery identified(Visit visit, Delivery delivery) {
        delivery.headers()
                .set(
                        visit.dialect().requestIdHeader(),
                        "req_sim" + visit.stamp().sequence());
        return delivery;
    }

    /** The body as JSON, a form's fields as an object; null when it is neither. One without a body reads as null JSON. */
    static @Nullable JsonNode parsed(Incoming incoming) {
        String type = incoming.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (type.startsWith("multipart/form-data")) {
            return Forms.read(type, incoming.body());
        }
        try {
            return Json.read(incoming.body());
        } catch (IOException e) {
            return null;
        }
    }
}
