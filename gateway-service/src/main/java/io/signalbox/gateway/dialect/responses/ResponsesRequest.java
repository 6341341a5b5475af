package io.signalbox.gateway.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.dialect.PassThrough;
import io.signalbox.gateway.dialect.RequestTree;
import io.signalbox.gateway.dialect.ScannedBody;
import io.signalbox.gateway.dialect.openai.OpenAiErrors;
import io.signalbox.gateway.dialect.responses.input.ConversationReader;
import io.signalbox.gateway.dialect.responses.output.Told;
import io.signalbox.gateway.snapshot.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a response. A target whose type offers responses gets it as it is; any other gets the chat that it comes
 * to, and its answer becomes a response here.
 */
public final class ResponsesRequest implements CallerRequest {
    private static final byte[] IMAGE_PART = ascii("\"input_image\"");
    private static final byte[] SCHEMA = ascii("\"json_schema\"");

    private final ScannedBody body;
    private final OwnFields own;
    private final Circumstances circumstances;
    private final Told told = new Told();
    private @Nullable PreviousResponse previous;
    private @Nullable JsonNode tree;
    private @Nullable ConversationReader read;

    private ResponsesRequest(ScannedBody body, OwnFields own, Circumstances circumstances) {
        this.body = body;
        this.own = own;
        this.circumstances = circumstances;
    }

    /** Whose request it is, and what its answer's ids and times are made of. */
    public record Circumstances(ResponseIds ids, TenantId tenant, UUID requestId, Instant at) {}

    /** Reads a body; throws a refusal when it is none. */
    public static ResponsesRequest read(byte[] body, Circumstances circumstances) {
        OwnFields own = new OwnFields();
        return new ResponsesRequest(ScannedBody.of(body, own), own, circumstances);
    }

    /** The response it wants to go on from, as the caller sent it; empty when there is none. */
    public String previousId() {
        return own.previousId();
    }

    /** It goes on from this one, and only its target can be asked. */
    public void goesOnFrom(PreviousResponse response) {
        previous = response;
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Operation operation() {
        return Operation.RESPONSES;
    }

    @Override
    public Operation operationAt(Target.Call target) {
        return target.operations().contains(Operation.RESPONSES) ? Operation.RESPONSES : Operation.CHAT;
    }

    @Override
    public String modelAsked() {
        return body.outline().model();
    }

    @Override
    public boolean streamed() {
        return body.outline().streamed();
    }

    @Override
    public long outputTokensMax() {
        return body.outline().outputTokensMax();
    }

    @Override
    public long inputTokensEstimate() {
        return body.tokensEstimate();
    }

    @Override
    public boolean uses(Condition.Feature feature) {
        return switch (feature) {
            case STREAM -> streamed();
            case TOOLS -> body.names("tools");
            case STRUCTURED_OUTPUT -> body.names("text") && body.contains(SCHEMA);
            case REASONING -> body.names("reasoning");
            case IMAGES -> body.contains(IMAGE_PART);
        };
    }

    @Override
    public CallerErrors errors(CallerErrors ofDialect) {
        return new ResponsesErrors(new OpenAiErrors(), told, this);
    }

    /** A failure by the name that the caller knows the response by which it goes on from. */
    Failure named(Failure failure) {
        return new KeptErrors(new OpenAiErrors(), previous).named(failure);
    }

    /** As a tree, which is made only where it is needed. */
    JsonNode tree() {
        JsonNode known = tree;
        if (known == null) {
            known = RequestTree.of(body.bytes());
            tree = known;
        }
        return known;
    }

    Conversation conversation() {
        return read().conversation();
    }

    private ConversationReader read() {
        ConversationReader known = read;
        if (known == null) {
            known = ConversationReader.read(tree());
            read = known;
        }
        return known;
    }

    Circumstances circumstances() {
        return circumstances;
    }

    Told told() {
        return told;
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        if (target.operation() == Operation.RESPONSES) {
            AnswerIds ids = new AnswerIds(circumstances.ids(), circumstances.tenant(), target.target(), previous);
            return switch (PassThrough.of(body, target, new PreviousSplice(own.previousValue(), previous))) {
                case Translated.Possible possible ->
                    new Translated.Possible(new PassedResponse(possible.translation(), ids, told));
                case Translated.Unsupported unsupported -> unsupported;
            };
        }
        List<String> beyond = read().beyond();
        return beyond.isEmpty()
                ? MadeResponse.of(new AskedChat(this, target.target()), target)
                : new Translated.Unsupported(beyond);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
