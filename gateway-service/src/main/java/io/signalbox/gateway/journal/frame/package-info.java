/** One record of the journal as bytes: the frame around it, and the usage record in it. */
@NullMarked
package io.signalbox.gateway.journal.frame;

import org.jspecify.annotations.NullMarked;
