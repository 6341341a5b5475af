package io.signalbox.simulator.dialect;

import io.signalbox.simulator.dialect.anthropic.AnthropicDialect;
import io.signalbox.simulator.dialect.gemini.GeminiDialect;
import io.signalbox.simulator.dialect.openai.OpenAiDialect;
import java.util.List;
import java.util.Optional;

/** The dialects this simulator speaks. */
public final class Dialects {
    private final List<Dialect> all = List.of(new OpenAiDialect(), new AnthropicDialect(), new GeminiDialect());

    public List<Dialect> all() {
        return all;
    }

    public Optional<Dialect> find(String id) {
        return all.stream().filter(dialect -> dialect.id().equals(id)).findFirst();
    }
}
