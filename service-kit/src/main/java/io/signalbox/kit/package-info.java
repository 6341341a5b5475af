/** What all services do alike; no word of the domain in it. */
@NullMarked
package io.signalbox.kit;

import org.jspecify.annotations.NullMarked;
