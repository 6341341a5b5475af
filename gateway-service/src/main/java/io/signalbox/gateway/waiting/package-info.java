/** How long a request waits for what: one timer, and the deadlines of an attempt. */
@NullMarked
package io.signalbox.gateway.waiting;

import org.jspecify.annotations.NullMarked;
