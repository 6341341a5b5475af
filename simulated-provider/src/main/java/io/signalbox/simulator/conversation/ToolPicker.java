package io.signalbox.simulator.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tools an answer calls: those the user names by {@code use tool NAME {arguments}}, or the one the caller requires.
 * Arguments not given are made up from the schema. The result of a tool is always answered in words.
 */
final class ToolPicker {
    private static final Pattern WISH = Pattern.compile("use tool ([A-Za-z0-9_-]+)\\s*(\\{)?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolPicker() {}

    static List<ToolCall> calls(Question question) {
        ToolWish wish = question.wish();
        if (question.tools().isEmpty() || question.toolResult() != null || wish.mode() == ToolWish.Mode.NONE) {
            return List.of();
        }
        List<ToolCall> calls = asked(question);
        if (calls.isEmpty() && wish.mode() == ToolWish.Mode.REQUIRED) {
            ToolOffer offer = wish.named() == null
                    ? question.tools().get(0)
                    : offer(question, wish.named()).orElse(question.tools().get(0));
            return List.of(
                    new ToolCall(offer.name(), SchemaSample.of(offer.schema()).toString()));
        }
        return wish.parallel() || calls.isEmpty() ? calls : calls.subList(0, 1);
    }

    private static List<ToolCall> asked(Question question) {
        List<ToolCall> calls = new ArrayList<>();
        Matcher wish = WISH.matcher(question.userText());
        while (wish.find()) {
            Optional<ToolOffer> offer = offer(question, wish.group(1));
            if (offer.isPresent()) {
                String arguments = wish.group(2) == null
                        ? SchemaSample.of(offer.get().schema()).toString()
                        : given(question.userText().substring(wish.start(2)));
                calls.add(new ToolCall(wish.group(1), arguments));
            }
        }
        return calls;
    }

    private static Optional<ToolOffer> offer(Question question, String name) {
        return question.tools().stream()
                .filter(offer -> offer.name().equals(name))
                .findFirst();
    }

    private static String given(String text) {
        try {
            return JSON.readTree(text).toString();
        } catch (JsonProcessingException e) {
            throw new UnclearDirectiveException("What follows 'use tool' begins like JSON and is none.");
        }
    }
}
