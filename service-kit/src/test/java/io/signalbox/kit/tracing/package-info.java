/** What is followed, and what becomes of it. */
@NullMarked
package io.signalbox.kit.tracing;

import org.jspecify.annotations.NullMarked;
