/** Jina's embeddings: OpenAI's format for them, with some other names. */
@NullMarked
package io.signalbox.adapter.jina;

import org.jspecify.annotations.NullMarked;
