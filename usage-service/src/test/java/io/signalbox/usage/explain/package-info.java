/** Everything about one request: its attempts, what each used and what each unit cost. */
@NullMarked
package io.signalbox.usage.explain;

import org.jspecify.annotations.NullMarked;
