/** OpenAI's wire format: chat completions, embeddings, models. */
@NullMarked
package io.signalbox.simulator.dialect.openai;

import org.jspecify.annotations.NullMarked;
