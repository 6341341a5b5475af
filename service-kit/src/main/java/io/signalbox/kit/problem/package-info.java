/** Saying no: why a request was refused, and the one body (RFC 9457) in which every service says so. */
@NullMarked
package io.signalbox.kit.problem;

import org.jspecify.annotations.NullMarked;
