/** Providers that imitate OpenAI's format, each with its own manners: start at {@link io.signalbox.simulator.dialect.compatible.Manners}. */
@NullMarked
package io.signalbox.simulator.dialect.compatible;

import org.jspecify.annotations.NullMarked;
