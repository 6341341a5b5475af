/** Google's Generative Language API as simulated: {@code generateContent} in its native format. */
@NullMarked
package io.signalbox.simulator.dialect.gemini;

import org.jspecify.annotations.NullMarked;
