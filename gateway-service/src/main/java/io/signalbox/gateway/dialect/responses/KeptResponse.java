package io.signalbox.gateway.dialect.responses;

import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.adapter.AnswerReader.AnswerFacts;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.openai.OpenAiErrors;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is asked of a response that a target keeps: to be shown, ended or deleted, or what it was made from. It goes to that
 * target and to no other, and uses nothing.
 *
 * @param response that is meant
 * @param asked by which method
 * @param way behind the response's own path; empty for the response itself
 * @param query as it came, its question mark included; empty for none
 * @param address of the target
 */
public record KeptResponse(
        ResponseIds ids,
        TenantId tenant,
        PreviousResponse response,
        HttpMethod asked,
        String way,
        String query,
        String address)
        implements CallerRequest {
    private static final OutgoingBody NOTHING = OutgoingBody.of(new byte[0]);

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Operation operation() {
        return Operation.KEPT_RESPONSE;
    }

    @Override
    public String modelAsked() {
        return address;
    }

    @Override
    public boolean streamed() {
        return false;
    }

    @Override
    public long inputTokensEstimate() {
        return 0;
    }

    @Override
    public boolean uses(Condition.Feature feature) {
        return false;
    }

    @Override
    public CallerErrors errors(CallerErrors ofDialect) {
        return new KeptErrors(new OpenAiErrors(), response);
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        return new Translated.Possible(
                new Forwarded(this, target, new AnswerIds(ids, tenant, target.target(), response)));
    }

    private record Forwarded(KeptResponse of, ReadyTarget target, AnswerIds ids) implements Translation {
        @Override
        public URI uri(URI usual) {
            String ownId = URLEncoder.encode(of.response().origin().ownId(), StandardCharsets.UTF_8);
            String before = usual.getRawQuery() == null ? "" : "?" + usual.getRawQuery();
            String query = before.isEmpty() || of.query().isEmpty()
                    ? before + of.query()
                    : before + "&" + of.query().substring(1);
            String path = usual.toString().substring(0, usual.toString().length() - before.length());
            return URI.create(path + "/" + ownId + of.way() + query);
        }

        @Override
        public HttpMethod method() {
            return of.asked();
        }

        @Override
        public OutgoingBody body() {
            return NOTHING;
        }

        @Override
        public Map<String, String> headers() {
            return target.headers();
        }

        @Override
        public WholeAnswer whole(byte[] bytes, int length) {
            AnswerFacts facts =
                    target.call().adapter().answers(target.operation()).read(bytes, 0, length);
            return new WholeAnswer(ids.whole(bytes, length), facts.model(), facts.usage(), facts.failure());
        }

        @Override
        public StreamTranslation stream() {
            throw new IllegalStateException("what is kept is not streamed");
        }
    }
}
