package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Frame.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's chunks, written over: thoughts told, the usage where this provider has it, and what else its manners ask for. */
final class CompatibleStream {
    static final String THOUGHT = "The box thinks before it speaks.";
    private static final String DATA = "data: ";

    private final Manners manners;
    private final List<Frame> frames = new ArrayList<>();

    CompatibleStream(Manners manners) {
        this.manners = manners;
    }

    List<Frame> written(List<Frame> openAi, boolean thinking) {
        manners.preamble().forEach(event -> add(event, Part.HEAD, Tokens.NONE));
        for (int i = 0; i < openAi.size(); i++) {
            Frame frame = openAi.get(i);
            String text = new String(frame.bytes(), StandardCharsets.UTF_8);
            if (!text.startsWith(DATA + "{")) {
                frames.add(frame);
                continue;
            }
            ObjectNode chunk = chunk(text);
            if (manners.usageUnasked() && i + 1 < openAi.size() && isUsage(openAi.get(i + 1))) {
                chunk.set("usage", chunk(openAi.get(i + 1)).get("usage"));
                i++;
            } else if (manners.usageUnasked()) {
                chunk.remove("usage");
            }
            manners.answer(chunk);
            add(chunk, frame.part(), frame.tokens());
            if (frame.part() == Part.HEAD && thinking && manners.thoughts() != null) {
                add(thought(chunk), Part.CONTENT, Tokens.NONE);
            }
        }
        return frames;
    }

    private ObjectNode thought(ObjectNode head) {
        ObjectNode thought = head.deepCopy();
        ((ObjectNode) thought.at("/choices/0")).putObject("delta").put(manners.thoughts(), THOUGHT);
        return thought;
    }

    private void add(ObjectNode event, Part part, Tokens tokens) {
        frames.add(new Frame((DATA + event + "\n\n").getBytes(StandardCharsets.UTF_8), part, tokens));
    }

    private static boolean isUsage(Frame frame) {
        String text = new String(frame.bytes(), StandardCharsets.UTF_8);
        return text.startsWith(DATA + "{") && chunk(text).path("choices").isEmpty();
    }

    private static ObjectNode chunk(Frame frame) {
        return chunk(new String(frame.bytes(), StandardCharsets.UTF_8));
    }

    private static ObjectNode chunk(String event) {
        return CompatibleDialect.object(event.substring(DATA.length()).getBytes(StandardCharsets.UTF_8));
    }
}
