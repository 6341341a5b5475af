package io.signalbox.simulator.dialect;

import io.signalbox.simulator.dialect.anthropic.AnthropicDialect;
import io.signalbox.simulator.dialect.cohere.CohereDialect;
import io.signalbox.simulator.dialect.compatible.CompatibleDialect;
import io.signalbox.simulator.dialect.gemini.GeminiDialect;
import io.signalbox.simulator.dialect.ollama.OllamaDialect;
import io.signalbox.simulator.dialect.openai.OpenAiDialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The dialects this simulator speaks. */
public final class Dialects {
    private final List<Dialect> all = Stream.concat(
                    Stream.of(
                            new OpenAiDialect(),
                            new AnthropicDialect(),
                            new GeminiDialect(),
                            new OllamaDialect(),
                            new CohereDialect()),
                    CompatibleDialect.all().stream())
            .toList();

    public List<Dialect> all() {
        return all;
    }

    public Optional<Dialect> find(String id) {
        return all.stream().filter(dialect -> dialect.id().equals(id)).findFirst();
    }
}
