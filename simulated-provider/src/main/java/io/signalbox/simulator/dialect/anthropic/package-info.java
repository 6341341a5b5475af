/** Anthropic's wire format: messages, models, token counts. */
@NullMarked
package io.signalbox.simulator.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
