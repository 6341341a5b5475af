package io.signalbox.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Tool;
import io.signalbox.adapter.conversation.Conversation.ToolChoice;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversations to begin from: nothing is asked for that a test does not add. */
public final class ConversationExamples {
    private final List<Part.Text> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private final List<String> stop = new ArrayList<>();
    private ToolChoice toolChoice = new ToolChoice.Auto();
    private OutputFormat format = new OutputFormat.FreeText();
    private @Nullable Boolean parallel;
    private @Nullable Long maxTokens;
    private @Nullable BigDecimal temperature;
    private @Nullable String effort;
    private @Nullable String user;

    public static ConversationExamples empty() {
        return new ConversationExamples();
    }

    public static ConversationExamples hello() {
        return empty().user(new Part.Text("hello"));
    }

    public ConversationExamples system(String text) {
        system.add(new Part.Text(text));
        return this;
    }

    public ConversationExamples user(Part... parts) {
        turns.add(new Turn(Role.USER, List.of(parts)));
        return this;
    }

    public ConversationExamples assistant(Part... parts) {
        turns.add(new Turn(Role.ASSISTANT, List.of(parts)));
        return this;
    }

    public ConversationExamples tool(String name, String parameters) {
        tools.add(new Tool(name, null, json(parameters), null));
        return this;
    }

    public ConversationExamples choosing(ToolChoice choice) {
        toolChoice = choice;
        return this;
    }

    public ConversationExamples oneToolAtATime() {
        parallel = false;
        return this;
    }

    public ConversationExamples format(OutputFormat wanted) {
        format = wanted;
        return this;
    }

    public ConversationExamples limit(long tokens) {
        maxTokens = tokens;
        return this;
    }

    public ConversationExamples temperature(String value) {
        temperature = new BigDecimal(value);
        return this;
    }

    public ConversationExamples effort(String value) {
        effort = value;
        return this;
    }

    public ConversationExamples by(String id) {
        user = id;
        return this;
    }

    public ConversationExamples stopAt(String text) {
        stop.add(text);
        return this;
    }

    public ConversationExamples extra(String name, String value) {
        extra.put(name, json(value));
        return this;
    }

    public Conversation build() {
        return new Conversation(
                system,
                turns,
                tools,
                toolChoice,
                parallel,
                maxTokens,
                temperature,
                null,
                stop,
                format,
                effort,
                user,
                extra);
    }

    public static JsonNode json(String text) {
        try {
            return WireJson.tree(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }
}
