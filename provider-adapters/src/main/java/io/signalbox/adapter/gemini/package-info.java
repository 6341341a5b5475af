/**
 * Google's Generative Language API (Gemini) in its native format, as documented at ai.google.dev/api. A stream has no
 * terminator: it is whole when a candidate gave its finish reason and the connection then ended in order.
 */
@NullMarked
package io.signalbox.adapter.gemini;

import org.jspecify.annotations.NullMarked;
