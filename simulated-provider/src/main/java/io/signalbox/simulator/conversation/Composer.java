package io.signalbox.simulator.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the answer to a question. The same question always gets the same words, cut into the same chunks, with the same
 * token counts: {@code You said: <your words>}, filled up with a fixed sentence to the length wished for, or the plainest
 * JSON of the schema asked for.
 */
public final class Composer {
    private static final List<String> FILLER =
            Words.of("the signal is clear and the train may pass while the box keeps count of every wheel", 64);

    private Composer() {}

    public static Reply compose(Question question, Directives directives) {
        Preset preset = Preset.of(question.model());
        List<ToolCall> calls = ToolPicker.calls(question);
        int reasoning = Math.min(directives.number("reasoning", preset.reasoning()), question.outputMax());
        int wished = calls.isEmpty() ? preset.output() - preset.reasoning() + reasoning : reasoning;
        List<String> structured = calls.isEmpty() ? structured(question) : List.of();
        if (!structured.isEmpty()) {
            wished = reasoning + structured.size();
        } else if (calls.isEmpty() || directives.names("output")) {
            wished = directives.number("output", Math.max(wished, reasoning + directives.number("chunks", 0)));
        }
        int allowed = Math.max(reasoning, Math.min(wished, question.outputMax()));
        List<String> words = structured.isEmpty()
                ? words(question, allowed - reasoning)
                : structured.subList(0, allowed - reasoning);
        int callTokens = calls.stream().mapToInt(ToolCall::tokens).sum();
        return new Reply(
                question,
                tokens(question, directives, allowed + callTokens, reasoning),
                chunks(words, directives.number("chunks", words.size())),
                calls,
                finish(calls, allowed < wished),
                true);
    }

    public static Pace pace(Question question, Directives directives) {
        Pace preset = Preset.of(question.model()).pace();
        return new Pace(
                directives.number("first", preset.firstMillis()), directives.number("delay", preset.delayMillis()));
    }

    private static Finish finish(List<ToolCall> calls, boolean cut) {
        if (!calls.isEmpty()) {
            return Finish.TOOL_CALLS;
        }
        return cut ? Finish.LENGTH : Finish.STOP;
    }

    private static Tokens tokens(Question question, Directives directives, int output, int reasoning) {
        long input = directives.names("input") ? directives.number("input", 0) : question.inputTokens();
        long cached = Math.min(input, directives.number("cached", 0));
        long written = Math.min(input - cached, directives.number("cache_write", 0));
        return new Tokens(input, cached, written, output, reasoning);
    }

    /** The answer in JSON where one of a schema was asked for, spaced so that it can be cut like any other. */
    private static List<String> structured(Question question) {
        return question.answerSchema() == null
                ? List.of()
                : Words.of(SchemaSample.of(question.answerSchema()).toPrettyString(), Integer.MAX_VALUE);
    }

    private static List<String> words(Question question, int count) {
        String heard = question.toolResult() == null
                ? "You said: " + Directives.strip(question.userText())
                : "The tool answered: " + question.toolResult();
        List<String> words = Words.of(heard, count);
        for (int i = 0; words.size() < count; i++) {
            words.add(FILLER.get(i % FILLER.size()));
        }
        return words;
    }

    private static List<String> chunks(List<String> words, int wished) {
        int count = Math.max(words.isEmpty() ? 0 : 1, Math.min(wished, words.size()));
        List<String> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * words.size() / count);
            int to = (int) ((long) (i + 1) * words.size() / count);
            String chunk = String.join(" ", words.subList(from, to));
            chunks.add(to < words.size() ? chunk + " " : chunk);
        }
        return chunks;
    }
}
