/** What all requests of a process share of things there is only so much of. */
@NullMarked
package io.signalbox.gateway.reserves;

import org.jspecify.annotations.NullMarked;
