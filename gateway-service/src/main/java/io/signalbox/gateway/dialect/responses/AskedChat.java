package io.signalbox.gateway.dialect.responses;

import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.Crossing;
import io.signalbox.gateway.dialect.responses.ResponseIds.Origin;
import io.signalbox.gateway.dialect.responses.ResponsesRequest.Circumstances;
import io.signalbox.gateway.dialect.responses.output.ItemIds;
import io.signalbox.gateway.dialect.responses.output.ResponseObject;
import io.signalbox.gateway.dialect.responses.output.ResponsesForm;
import io.signalbox.gateway.snapshot.Target;

/** The chat that a request comes to at one target, and how its answer becomes a response. */
record AskedChat(ResponsesRequest request, Target target) implements Crossing.Asked {
    @Override
    public Dialect dialect() {
        return request.dialect();
    }

    @Override
    public boolean streamed() {
        return request.streamed();
    }

    @Override
    public Conversation conversation() {
        return request.conversation();
    }

    @Override
    public AnswerForm form() {
        Circumstances of = request.circumstances();
        Origin origin = new Origin(target.configurationId(), target.model(), Origin.UNKEPT + of.requestId());
        ResponseObject response =
                new ResponseObject(of.ids().of(of.tenant(), origin), of.at().getEpochSecond(), request.tree(), false);
        return new ResponsesForm(response, new ItemIds(of.requestId()), request.told());
    }
}
