/** What a configuration offers: found when it becomes active, on a schedule and on demand. */
@NullMarked
package io.signalbox.provider.discovery;

import org.jspecify.annotations.NullMarked;
