package io.signalbox.gateway.dialect.responses.output;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.gateway.dialect.responses.output.OpenItem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of one streamed answer. An item is over when another begins, save calls whose arguments have not come yet:
 * some servers tell of several calls in turns. Not thread-safe.
 */
final class OutputItems {
    private static final String NO_ARGUMENTS = "{}";

    private final Events events;
    private final ItemIds ids;
    private final ThoughtWishes wishes;
    private final List<OpenItem> all = new ArrayList<>();
    private final Map<Integer, OpenItem> calls = new HashMap<>();

    OutputItems(Events events, ItemIds ids, ThoughtWishes wishes) {
        this.events = events;
        this.ids = ids;
        this.wishes = wishes;
    }

    Events events() {
        return events;
    }

    /** As far as it was told. */
    List<OutputItem> items() {
        return all.stream().map(item -> item.item(wishes.summarised())).toList();
    }

    void text(String more, ByteBuf out) {
        OpenItem item = current(Kind.MESSAGE);
        if (item == null) {
            item = begin(new OpenItem(Kind.MESSAGE, all.size(), ids.message(all.size())), out);
            PartEvents.beginText(events, item, out);
        }
        item.add(more);
        PartEvents.text(events, item, more, out);
    }

    void refusal(String more, ByteBuf out) {
        OpenItem item = current(Kind.REFUSAL);
        if (item == null) {
            item = begin(new OpenItem(Kind.REFUSAL, all.size(), ids.message(all.size())), out);
            PartEvents.beginRefusal(events, item, out);
        }
        item.add(more);
        PartEvents.refusal(events, item, more, out);
    }

    void thought(String more, ByteBuf out) {
        OpenItem item = current(Kind.THOUGHT);
        if (item == null) {
            item = begin(new OpenItem(Kind.THOUGHT, all.size(), ids.thought(all.size())), out);
            PartEvents.beginThought(events, item, wishes.summarised(), out);
        }
        item.add(more);
        PartEvents.thought(events, item, wishes.summarised(), more, out);
    }

    /** Of the thought that is open, which is over then, or of one that is not told; nothing where nobody asked for it. */
    void signature(String signature, ByteBuf out) {
        if (!wishes.encrypted()) {
            return;
        }
        OpenItem open = current(Kind.THOUGHT);
        OpenItem item =
                open == null ? begin(new OpenItem(Kind.THOUGHT, all.size(), ids.thought(all.size())), out) : open;
        item.sign(signature);
        end(item, OutputItem.COMPLETED, out);
    }

    void call(AnswerDelta.ToolCallStarted call, ByteBuf out) {
        int index = all.size();
        String callId = call.id().isEmpty() ? ids.callId(index) : call.id();
        calls.put(call.index(), begin(new OpenItem(Kind.CALL, index, ids.call(index), callId, call.name()), out));
    }

    /** More of a call's arguments; a call that is over has them all. */
    void arguments(int of, String fragment, ByteBuf out) {
        OpenItem call = calls.get(of);
        if (call != null && !call.isOver() && !fragment.isEmpty()) {
            call.add(fragment);
            PartEvents.arguments(events, call, fragment, out);
        }
    }

    /** There are no more; {@code lastStatus} is the last one's. */
    void end(String lastStatus, ByteBuf out) {
        for (OpenItem item : all) {
            if (!item.isOver()) {
                end(item, item == all.getLast() ? lastStatus : OutputItem.COMPLETED, out);
            }
        }
    }

    private @Nullable OpenItem current(Kind kind) {
        OpenItem last = all.isEmpty() ? null : all.getLast();
        return last != null && last.kind() == kind && !last.isOver() ? last : null;
    }

    private OpenItem begin(OpenItem item, ByteBuf out) {
        for (OpenItem before : all) {
            if (!before.isOver() && (before.kind() != Kind.CALL || before.isWhole())) {
                end(before, OutputItem.COMPLETED, out);
            }
        }
        all.add(item);
        item(item, "response.output_item.added", OutputItem.IN_PROGRESS, out);
        return item;
    }

    private void end(OpenItem item, String status, ByteBuf out) {
        if (item.kind() == Kind.CALL && item.text().isEmpty() && status.equals(OutputItem.COMPLETED)) {
            item.add(NO_ARGUMENTS);
            PartEvents.arguments(events, item, NO_ARGUMENTS, out);
        }
        item.end();
        switch (item.kind()) {
            case MESSAGE -> PartEvents.endText(events, item, out);
            case REFUSAL -> PartEvents.endRefusal(events, item, out);
            case THOUGHT -> {
                if (!item.text().isEmpty()) {
                    PartEvents.endThought(events, item, wishes.summarised(), out);
                }
            }
            case CALL -> PartEvents.endArguments(events, item, out);
        }
        item(item, "response.output_item.done", status, out);
    }

    private void item(OpenItem item, String type, String status, ByteBuf out) {
        WrittenJson.Fields fields = json -> {
            json.writeNumberField("output_index", item.index());
            json.writeFieldName("item");
            item.item(wishes.summarised()).write(json, status);
        };
        events.write(out, type, fields);
    }
}
