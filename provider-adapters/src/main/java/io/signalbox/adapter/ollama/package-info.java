/**
 * Ollama's own format. A stream is one JSON object a line, and whole after the line that says {@code done}; a connection
 * that ends without it has broken off.
 */
@NullMarked
package io.signalbox.adapter.ollama;

import org.jspecify.annotations.NullMarked;
