/** Cohere's own format, second version. */
@NullMarked
package io.signalbox.simulator.dialect.cohere;

import org.jspecify.annotations.NullMarked;
