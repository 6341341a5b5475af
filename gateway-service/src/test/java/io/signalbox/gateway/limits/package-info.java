/** What a replica may let through of what several share. */
@NullMarked
package io.signalbox.gateway.limits;

import org.jspecify.annotations.NullMarked;
