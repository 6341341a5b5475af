/** Who may write entries, prices and roll-ups at the same time. */
@NullMarked
package io.signalbox.usage.lock;

import org.jspecify.annotations.NullMarked;
