/** Ollama's own format: a JSON object a line, no key, errors that are nothing but a sentence. */
@NullMarked
package io.signalbox.simulator.dialect.ollama;

import org.jspecify.annotations.NullMarked;
