/** Traces: which calls are followed, how they are told across processes, and where their spans go. */
@NullMarked
package io.signalbox.kit.tracing;

import org.jspecify.annotations.NullMarked;
