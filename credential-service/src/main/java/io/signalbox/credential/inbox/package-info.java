/** What other services say and this one has to remember. */
@NullMarked
package io.signalbox.credential.inbox;

import org.jspecify.annotations.NullMarked;
