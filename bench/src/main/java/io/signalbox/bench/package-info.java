/** Measures the product beside the plainest thing that does the same work, on this machine. */
@NullMarked
package io.signalbox.bench;

import org.jspecify.annotations.NullMarked;
