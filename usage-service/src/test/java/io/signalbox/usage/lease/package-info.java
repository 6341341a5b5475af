/** Shares on a real database. */
@NullMarked
package io.signalbox.usage.lease;

import org.jspecify.annotations.NullMarked;
