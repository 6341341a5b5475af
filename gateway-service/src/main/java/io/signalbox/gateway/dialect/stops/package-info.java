/** Why an answer ended, in the format's words where a server has words of its own. */
@NullMarked
package io.signalbox.gateway.dialect.stops;

import org.jspecify.annotations.NullMarked;
